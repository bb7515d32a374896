package match

import (
	"cmp"
	"slices"
)

// part is some pools and all the members who can sit in them. No member of it can sit in a pool of another part, so
// that parts share nothing but the number of groups.
type part struct {
	params  Params
	pools   []pool
	classes int      // number of them
	ids     []string // by member: parts name members in order of their ids
	company []int32  // by member, none for people without one
	firms   int      // number of companies
	step    int      // every sum of points is a multiple of it
	top     int      // the most points that a pick gives
}

// value is what a set of open groups is worth.
type value struct {
	placed, score int
}

// impossible is the value of groups that can't open together.
var impossible = value{placed: -1}

// compare puts more members before more points.
func (v value) compare(other value) int {
	return cmp.Or(cmp.Compare(v.placed, other.placed), cmp.Compare(v.score, other.score))
}

func (v value) plus(other value) value {
	return value{v.placed + other.placed, v.score + other.score}
}

// forcedIDs lists the Champions whose groups staff opened.
func (p *part) forcedIDs() []string {
	ids := []string{}
	for i := range p.pools {
		ids = append(ids, p.pools[i].champions[:p.pools[i].forced]...)
	}
	slices.Sort(ids)
	return ids
}

// most is how many groups of the part could open.
func (p *part) most() int {
	n := 0
	for i := range p.pools {
		n += len(p.pools[i].champions)
	}
	return n
}

// number renumbers classes, members and companies from 0, and looks at the sizes of points and of groups.
func (p *part) number(local []int32) {
	classes, firms := map[int]int{}, map[int32]int32{}
	for i := range p.pools {
		pl := &p.pools[i]
		pl.class = renumber(classes, pl.class)
		for _, list := range [][]pick{pl.fixed, pl.picks} {
			for n := range list {
				list[n].member = local[list[n].member]
				p.step = gcd(p.step, int(list[n].points))
				p.top = max(p.top, int(list[n].points))
			}
		}
	}
	for i, firm := range p.company {
		if firm != none {
			p.company[i] = renumber(firms, firm)
		}
	}
	p.classes, p.firms, p.step = len(classes), len(firms), max(p.step, 1)
	for i := range p.pools {
		pl := &p.pools[i]
		pl.measure(p)
		if c, known := firms[pl.keepsOut]; known {
			pl.keepsOut = c
		} else {
			pl.keepsOut = none
		}
	}
}

// measure finds out how many members one group of the pool can have.
func (p *pool) measure(of *part) {
	colleagues := make([]int, of.firms)
	for i, mine := range p.all() {
		if c := of.company[mine.member]; c != none {
			if colleagues[c] >= of.params.CompanyCap {
				p.crowded = true
				if i >= len(p.fixed) {
					continue
				}
			}
			colleagues[c]++
		}
		p.room = min(p.room+1, of.params.Seats)
	}
}

func renumber[T int | int32](known map[T]T, n T) T {
	if _, ok := known[n]; !ok {
		known[n] = T(len(known))
	}
	return known[n]
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
