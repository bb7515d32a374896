package match

import "slices"

// assignment places the members of a part when it is decided how many groups of each pool open. That is a flow of
// least cost:
//
//	source -> member -> (company in the pool, where more of it want in than may) -> pool -> sink
//
// A pool's seats up to the minimum are far cheaper than its others, so they are filled first if they can be at all. No
// seat, once filled, is emptied when further members are placed, so a flow that places the most members also fills the
// minimum.
type assignment struct {
	*part
	net    network
	solved []int   // the opening for which the network has the best flow, if there is one
	arcs   []int32 // by pool, then pick: the arc that the member takes to sit there
	dear   int64   // what a seat beyond the minimum costs
	cheap  int     // seats up to the minimum
	fixed  value   // of the members whom staff put in

	counts []int32 // by company: how many of it want to sit in the pool at hand
	nodes  []int32 // by company: its node in the pool at hand, or none
	wants  []bool  // by member: whether they could sit anywhere
	tooFew bool    // what the call of worth at hand found: the opening places fewer members than the hope has
	known  map[string]worth
}

// worth is what is known of an opening: its value, or a value that it stays below.
type worth struct {
	value value
	exact bool
}

func newAssignment(p *part) *assignment {
	return &assignment{part: p, counts: make([]int32, p.firms), known: map[string]worth{}}
}

// worth is the best that the members can get when open[i] groups of pool i open; ok is false if that is below the
// hope, or some group would stay below the minimum. Each answer is worked out once.
func (s *assignment) worth(open []int, hope value) (v value, ok bool) {
	k := key(open)
	s.tooFew = false
	w, known := s.known[k]
	if !known || !w.exact && w.value.compare(hope) > 0 {
		w.value, w.exact = s.evaluate(open, hope)
		s.known[k] = w
	}
	return w.value, w.exact && w.value.placed >= 0 && w.value.compare(hope) >= 0
}

// evaluate works out the value of an opening (exact), or finds that it stays below v, which is no higher than the
// hope. How many members it places, which takes less time to find out than the points, is looked at first.
func (s *assignment) evaluate(open []int, hope value) (v value, exact bool) {
	if hope.placed > 0 {
		switch v = s.placeMost(open); {
		case v.placed < 0:
			return v, true
		case v.placed < hope.placed:
			s.tooFew = true
			return value{placed: v.placed + 1}, false
		}
	}
	if !s.placeBest(open, hope) {
		return hope, false
	}
	return s.value(open), true
}

// key is an opening as the key of a map.
func key(open []int) string {
	k := make([]byte, 2*len(open))
	for i, n := range open {
		k[2*i], k[2*i+1] = byte(n), byte(n>>8)
	}
	return string(k)
}

// reach notes which members could sit in any open group.
func (s *assignment) reach(open []int) {
	s.wants = resize(s.wants, len(s.ids), false)
	for i, n := range open {
		if n == 0 {
			continue
		}
		for _, mine := range s.pools[i].picks {
			s.wants[mine.member] = true
		}
	}
}

// placeMost places the most members, whatever their points, and returns the value of that.
func (s *assignment) placeMost(open []int) value {
	source, sink := s.build(open, false)
	s.net.fill(source, sink, 0, far)
	return s.value(open)
}

// placeBest places the most members with the most points; false as soon as it sees that the hope can't be reached.
func (s *assignment) placeBest(open []int, hope value) bool {
	source, sink := s.build(open, true)
	units, most := int64(0), int64(far)
	if hope.score > s.fixed.score {
		units = int64(hope.placed - s.fixed.placed)
		most = units*int64(s.top) - int64(hope.score-s.fixed.score) + s.dear*max(0, units-int64(s.cheap))
	}
	if !s.net.fill(source, sink, units, most) {
		return false
	}
	s.solved = append(s.solved, open...)
	return true
}

// build makes the network, without a flow. Seats cost what they lack of the most points.
func (s *assignment) build(open []int, points bool) (source, sink int32) {
	s.solved = s.solved[:0]
	s.reach(open)
	source = int32(len(s.ids))
	sink = source + 1
	first := int(source) + 2
	s.net.reset(first + len(s.pools))
	s.arcs = s.arcs[:0]
	for i, n := range open {
		if n == 0 {
			s.arcs = append(s.arcs, make([]int32, len(s.pools[i].picks))...)
			continue
		}
		s.enter(i, n, first+i, points)
	}
	for m, wants := range s.wants {
		if wants {
			s.net.connect(int(source), m, 1, 0)
		}
	}
	// A path enters and leaves a node once at most, so that no detour costs as much as dear.
	s.dear = int64(s.top+1) * int64(len(s.net.first))
	s.cheap, s.fixed = 0, value{}
	for i, n := range open {
		pl := &s.pools[i]
		if n == 0 {
			continue
		}
		least := max(0, n*s.params.MinMembers-len(pl.fixed))
		s.net.connect(first+i, int(sink), least, 0)
		s.net.connect(first+i, int(sink), max(0, n*pl.room-len(pl.fixed)-least), s.dear)
		s.cheap += least
		for _, mine := range pl.fixed {
			s.fixed = s.fixed.plus(value{1, int(mine.points)})
		}
	}
	return source, sink
}

// enter lets the members into a pool of which n groups open: straight, or by way of their company if it can't have
// seats for all.
func (s *assignment) enter(i, n, node int, points bool) {
	pl, limit := &s.pools[i], int32(n*s.params.CompanyCap)
	clear(s.counts)
	for _, mine := range pl.all() {
		if c := s.company[mine.member]; c != none {
			s.counts[c]++
		}
	}
	taken := map[int32]int32{}
	for _, mine := range pl.fixed {
		taken[s.company[mine.member]]++
	}
	for at, l := range pl.leaders {
		if l.company != none {
			taken[l.company] = int32(pl.leading(at, n) * s.params.CompanyCap)
			s.counts[l.company] += taken[l.company]
		}
	}
	s.nodes = resize(s.nodes, s.firms, none)
	for _, mine := range pl.picks {
		to, c := node, s.company[mine.member]
		if c != none && s.counts[c] > limit {
			if s.nodes[c] == none {
				s.nodes[c] = int32(s.net.grow())
				s.net.connect(int(s.nodes[c]), node, int(max(0, limit-taken[c])), 0)
			}
			to = int(s.nodes[c])
		}
		cost := int64(0)
		if points {
			cost = int64(s.top) - int64(mine.points)
		}
		s.arcs = append(s.arcs, int32(s.net.connect(int(mine.member), to, 1, cost)))
	}
}

// seated lists, by pool, the picks that the flow takes.
func (s *assignment) seated(open []int) [][]pick {
	seats, n := make([][]pick, len(s.pools)), 0
	for i := range s.pools {
		for _, mine := range s.pools[i].picks {
			if open[i] > 0 && s.net.flow(int(s.arcs[n])) > 0 {
				seats[i] = append(seats[i], mine)
			}
			n++
		}
	}
	return seats
}

// value adds up the flow.
func (s *assignment) value(open []int) value {
	sum := s.fixed
	for i, seats := range s.seated(open) {
		if open[i] > 0 && len(s.pools[i].fixed)+len(seats) < open[i]*s.params.MinMembers {
			return impossible
		}
		for _, mine := range seats {
			sum = sum.plus(value{1, int(mine.points)})
		}
	}
	return sum
}

// colleagues counts, by pool and company, who sits where in the best flow for the opening.
func (s *assignment) colleagues(open []int) []map[int32]int {
	s.ensure(open)
	counts := make([]map[int32]int, len(s.pools))
	for i, seats := range s.seated(open) {
		counts[i] = map[int32]int{}
		for _, mine := range seats {
			if c := s.company[mine.member]; c != none {
				counts[i][c]++
			}
		}
	}
	return counts
}

// ensure has the network hold the best flow for the opening.
func (s *assignment) ensure(open []int) {
	if !slices.Equal(s.solved, open) {
		s.placeBest(open, value{})
	}
}
