package match

import (
	"math"
	"slices"
)

// seating places a pool's members in the groups that are open.
//
// It is a flow of least cost, one more member at a time: each step takes the chain of moves that is worth most,
// in which one member without a seat sits down and, if need be, others move to other groups of theirs
// to make room. Nobody loses their seat and no group shrinks, so after the last step as many members
// are seated as can be, with the most points that so many can have.
type seating struct {
	*pool
	open       []int
	at         []int   // by member: the Champion whose group they sit in
	in         [][]int // by Champion: the members of the group
	colleagues [][]int // by Champion, then company: how many members of it
	head       []int   // by Champion: where their queue begins
	last       int     // what the last step was worth

	// What the best chain adds that begins when somebody comes to a group, or when a member leaves
	// theirs; and where it goes on. Made anew for each step.
	come     []int // by Champion
	comeNext []int // by Champion: the member who makes room, or none
	leave    []int // by member
	leaveTo  []arrival
}

// arrival is a member's way into a group. If ousted is none, they come in as anybody does; else that
// colleague leaves for them, because their company has no further seat.
type arrival struct {
	group, ousted int
}

// impossible is worse than any sum of points.
const impossible = math.MinInt / 4

// fill seats the members.
func (p *pool) fill(open []int) *seating {
	s := &seating{pool: p, open: open,
		at: make([]int, len(p.members)), in: make([][]int, len(p.champions)), colleagues: make([][]int, len(p.champions)),
		head: make([]int, len(p.champions)), last: math.MaxInt,
		come: make([]int, len(p.champions)), comeNext: make([]int, len(p.champions)),
		leave: make([]int, len(p.members)), leaveTo: make([]arrival, len(p.members))}
	for m := range s.at {
		s.at[m] = none
	}
	for _, g := range open {
		s.colleagues[g] = make([]int, len(p.companies))
	}
	for s.seatOne() {
		p.steps++
	}
	return s
}

// seatOne takes the best chain of moves that seats one more member; false if there is none.
func (s *seating) seatOne() bool {
	for _, g := range s.open {
		s.come[g], s.comeNext[g] = s.freeSeat(g), none
		for _, m := range s.in[g] {
			s.leave[m] = impossible
		}
	}
	worth, first, way := s.best()
	// A later step is never worth more than an earlier one: who can simply sit down for as much as
	// the last step was worth does so, and no chains need be judged.
	if first == none || worth < s.last {
		s.judge()
		worth, first, way = s.best()
	}
	if first == none {
		return false
	}
	s.last = worth
	s.move(first, way)
	return true
}

// best is the chain that is worth most by what come and leave say; first is none if there is none.
func (s *seating) best() (top, first int, into arrival) {
	top, first = impossible/2, none
	for _, g := range s.open {
		for _, m := range s.queue(g) {
			if s.at[m] != none {
				continue
			}
			worth, ousted := s.arrive(m, g)
			if worth += s.points[m][g]; worth > top {
				top, first, into = worth, m, arrival{g, ousted}
			}
			if !s.companyFull(m, g) {
				break // those behind have no more points and no better way in
			}
		}
	}
	return top, first, into
}

// queue lists the members who may sit in group g, most points first, less those at its head who have a seat.
func (s *seating) queue(g int) []int {
	q := s.queues[g]
	for s.head[g] < len(q) && s.at[q[s.head[g]]] != none {
		s.head[g]++
	}
	return q[s.head[g]:]
}

// judge works out come and leave. No chain can gain by going in a circle, so the values settle.
func (s *seating) judge() {
	for changed := true; changed; {
		changed = false
		for _, g := range s.open {
			for _, m := range s.in[g] {
				changed = s.judgeLeaving(m, g) || changed
			}
			for _, m := range s.in[g] {
				if s.leave[m] > s.come[g] {
					s.come[g], s.comeNext[g] = s.leave[m], m
					changed = true
				}
			}
		}
	}
}

// judgeLeaving looks for a better way for a member to leave group g; it says whether there is one.
func (s *seating) judgeLeaving(m, g int) (better bool) {
	for _, to := range s.choices[m] {
		if to == g || s.colleagues[to] == nil {
			continue
		}
		worth, ousted := s.arrive(m, to)
		if worth += s.points[m][to] - s.points[m][g]; worth > s.leave[m] && worth > impossible/2 {
			s.leave[m], s.leaveTo[m] = worth, arrival{to, ousted}
			better = true
		}
	}
	return better
}

// freeSeat is what a free seat is worth: up to the minimum, more than all points together could be.
func (s *seating) freeSeat(g int) int {
	switch n := len(s.in[g]); {
	case n >= s.params.Seats:
		return impossible
	case n >= s.params.MinMembers:
		return 0
	}
	top := max(s.params.RegionSame, s.params.RegionAdjacent)
	if len(s.params.PrefPoints) > 0 {
		top += slices.Max(s.params.PrefPoints)
	}
	return (top + 1) * (2*len(s.members) + 1)
}

// arrive is the worth of the best chain that begins when a member comes to group g, their own points
// not counted, and the colleague whom they oust, or none.
func (s *seating) arrive(m, g int) (worth, ousted int) {
	if !s.companyFull(m, g) {
		return s.come[g], none
	}
	worth, ousted = impossible, none
	for _, other := range s.in[g] {
		if s.company[other] == s.company[m] && s.leave[other] > worth {
			worth, ousted = s.leave[other], other
		}
	}
	return worth, ousted
}

// companyFull says whether the member's company has all the seats in group g that one company may have.
func (s *seating) companyFull(m, g int) bool {
	c := s.company[m]
	return c != none && s.colleagues[g][c] >= s.params.CompanyCap
}

// move carries out the chain of moves that begins with a member without a seat.
func (s *seating) move(m int, way arrival) {
	for m != none {
		g, next := way.group, way.ousted
		if next == none {
			next = s.comeNext[g]
		}
		if next != none {
			way = s.leaveTo[next]
			s.in[g] = slices.DeleteFunc(s.in[g], func(other int) bool { return other == next })
			s.count(next, g, -1)
		}
		s.at[m] = g
		s.in[g] = append(s.in[g], m)
		s.count(m, g, 1)
		m = next
	}
}

func (s *seating) count(m, g, change int) {
	if c := s.company[m]; c != none {
		s.colleagues[g][c] += change
	}
}

func (s *seating) outcome() outcome {
	out := outcome{}
	for _, g := range s.open {
		out.short = out.short || len(s.in[g]) < s.params.MinMembers
		for _, m := range s.in[g] {
			out.placed++
			out.score += s.points[m][g]
		}
	}
	return out
}
