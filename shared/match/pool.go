package match

import (
	"cmp"
	"fmt"
	"slices"
)

// pool is everyone of one role. Champions, members and companies go by their index in it.
type pool struct {
	params    Params
	champions []Champion
	members   []Member
	company   []int   // by member; none for members without one
	choices   [][]int // by member: the Champions that they may sit with
	points    [][]int // by member, then Champion
	companies []string
	queues    [][]int            // by Champion: the members who may sit with them, most points first
	steps     int                // how many seats were given so far, in all the sets tried
	outcomes  map[string]outcome // what each set of open groups is worth, so that none is worked out twice
}

// none stands for no company, no group, no member.
const none = -1

// outcome is what a set of open groups is worth.
type outcome struct {
	placed, score int
	short         bool // some group stays below the minimum: the set can't open
}

func (o outcome) plus(other outcome) outcome {
	return outcome{placed: o.placed + other.placed, score: o.score + other.score}
}

func (o outcome) minus(other outcome) outcome {
	return outcome{placed: o.placed - other.placed, score: o.score - other.score}
}

// compare puts more members before more points. Both outcomes must be possible.
func (o outcome) compare(other outcome) int {
	return cmp.Or(cmp.Compare(o.placed, other.placed), cmp.Compare(o.score, other.score))
}

// add takes in a member, unless no Champion could seat them.
func (p *pool) add(m Member, adjacency Adjacency) {
	points, choices := make([]int, len(p.champions)), []int{}
	for i, c := range p.champions {
		if Fits(c, m, adjacency) && !sameCompany(c.Company, m.Company) {
			points[i] = p.params.points(c, m)
			choices = append(choices, i)
		}
	}
	if len(choices) == 0 {
		return
	}
	p.members = append(p.members, m)
	p.points = append(p.points, points)
	p.choices = append(p.choices, choices)
	p.company = append(p.company, p.companyIndex(m.Company))
}

// lineUp makes the queues, when every member is in.
func (p *pool) lineUp() {
	p.queues = make([][]int, len(p.champions))
	for m, choices := range p.choices {
		for _, c := range choices {
			p.queues[c] = append(p.queues[c], m)
		}
	}
	for c, queue := range p.queues {
		slices.SortStableFunc(queue, func(a, b int) int { return cmp.Compare(p.points[b][c], p.points[a][c]) })
	}
}

func (p *pool) companyIndex(name string) int {
	if name == "" {
		return none
	}
	if i := slices.Index(p.companies, name); i != none {
		return i
	}
	p.companies = append(p.companies, name)
	return len(p.companies) - 1
}

// worth is the best that the members can get from the open groups; open is sorted.
func (p *pool) worth(open []int) outcome {
	key := fmt.Sprint(open)
	if known, ok := p.outcomes[key]; ok {
		return known
	}
	out := p.fill(open).outcome()
	p.outcomes[key] = out
	return out
}
