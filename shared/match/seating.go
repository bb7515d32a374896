package match

import "slices"

// seating places the members of a part when it is settled how many groups of each pool open. That is a flow of least cost:
//
//	source -> member -> (company in the pool, where more of it want in than may) -> pool -> sink
//
// A pool's seats up to the minimum are far cheaper than its others, so they are filled first if they can be at all. No seat, once
// filled, is emptied when further members are placed, so a flow that places the most members also fills the minimum.
type seating struct {
	*part
	net    network
	seated []int   // the opening for which the network has the best flow, if that is known
	dear   int64   // what a seat beyond the minimum costs
	arcs   []int32 // by pool, then pick: the arc that the member takes to sit there
	wanted []int32 // by company: how many may want to sit in the pool at hand
	doors  []int32 // by company: its node in the pool at hand, or none
	known  map[string]found
	fault  fault // of the last opening that was worked out
}

// fault is why an opening is not worth what was hoped for. The prices of the network tell then why others are not.
type fault int

const (
	noFault fault = iota
	tooFew        // members
	tooPoor       // in points
)

func newSeating(p *part) *seating {
	return &seating{part: p, wanted: make([]int32, p.firms), doors: make([]int32, p.firms), known: map[string]found{}}
}

// found is what is known of an opening: what it is worth, or what it stays below.
type found struct {
	value value
	below bool
}

// worth is the best that the members can get when open[i] groups of pool i open; ok is false if that is below the hope, or some group
// would stay below the minimum. Each answer is worked out once. It looks at the number of members first: that takes far less time.
func (s *seating) worth(open []int, hope value) (v value, ok bool) {
	k := key(open)
	s.fault = noFault
	if f, known := s.known[k]; known {
		if !f.below {
			return f.value, f.value.placed >= 0 && f.value.compare(hope) >= 0
		}
		if f.value.compare(hope) <= 0 {
			return v, false
		}
	}
	if v, ok = s.evaluate(open, hope); ok || s.fault == noFault {
		s.known[k] = found{value: v}
	} else {
		s.known[k] = found{v, true}
	}
	return v, ok
}

// evaluate works out what worth says. Where that is below the hope, v is above what the opening is worth, and the fault says why; if there
// is no fault, groups can't open or v is what it is worth.
func (s *seating) evaluate(open []int, hope value) (v value, ok bool) {
	s.fault = noFault
	if hope.placed > 0 {
		s.seat(open, nil)
		if v = s.value(open); v.placed < 0 {
			return v, false
		}
		if v.placed < hope.placed {
			s.fault = tooFew
			return value{v.placed + 1, 0}, false
		}
	}
	if !s.seat(open, &hope) {
		s.fault = tooPoor
		return hope, false
	}
	v = s.value(open)
	return v, v.placed >= 0 && v.compare(hope) >= 0
}

// opens says whether all groups of the opening can have the minimum.
func (s *seating) opens(open []int) bool {
	s.seat(open, nil)
	return s.value(open).placed >= 0
}

// key is an opening as the key of a map.
func key(open []int) string {
	k := make([]byte, 2*len(open))
	for i, n := range open {
		k[2*i], k[2*i+1] = byte(n), byte(n>>8)
	}
	return string(k)
}

// impossible is the value of groups that can't open together.
var impossible = value{placed: -1}

// value adds up the flow.
func (s *seating) value(open []int) value {
	sum, n := value{}, 0
	for i := range s.pools {
		pl, here := &s.pools[i], 0
		for _, mine := range pl.picks {
			if open[i] > 0 && s.net.flow(int(s.arcs[n])) > 0 {
				here++
				sum.score += int(mine.points)
			}
			n++
		}
		if open[i] == 0 {
			continue
		}
		for _, mine := range pl.fixed {
			here++
			sum.score += int(mine.points)
		}
		if sum.placed += here; here < open[i]*s.params.MinMembers {
			return impossible
		}
	}
	return sum
}

// seat makes the network and fills it. Without a hope it looks at numbers only, not at points; with one, it says false as soon as it
// sees that so many members can't have so many points.
func (s *seating) seat(open []int, hope *value) bool {
	s.seated = s.seated[:0]
	source := int32(len(s.ids))
	sink, pools := source+1, int(source)+2
	s.net.reset(pools + len(s.pools))
	picks := 0
	for i := range s.pools {
		picks += len(s.pools[i].picks)
	}
	s.arcs = slices.Grow(s.arcs[:0], picks)
	s.net.arcs = slices.Grow(s.net.arcs, 2*(picks+len(s.ids)))
	wants := resize[bool](nil, len(s.ids), false)
	for i := range s.pools {
		if open[i] == 0 {
			s.arcs = append(s.arcs, make([]int32, len(s.pools[i].picks))...)
			continue
		}
		s.enter(i, open[i], pools+i, hope != nil)
		for _, mine := range s.pools[i].picks {
			wants[mine.member] = true
		}
	}
	for m, here := range wants {
		if here {
			s.net.connect(int(source), m, 1, 0)
		}
	}
	// A path enters and leaves a node once at most, so that no detour costs as much as dear.
	s.dear = int64(s.top+1) * int64(len(s.net.first))
	cheap, fixed := 0, value{}
	for i, n := range open {
		if n == 0 {
			continue
		}
		pl := &s.pools[i]
		least := max(0, n*s.params.MinMembers-len(pl.fixed))
		s.net.connect(pools+i, int(sink), least, 0)
		s.net.connect(pools+i, int(sink), max(0, n*pl.room-len(pl.fixed)-least), s.dear)
		cheap += least
		for _, mine := range pl.fixed {
			fixed.placed++
			fixed.score += int(mine.points)
		}
	}
	if hope == nil {
		return s.net.fill(source, sink, 0, far)
	}
	units, most := int64(0), int64(far)
	if hope.score > fixed.score {
		units = int64(hope.placed - fixed.placed)
		most = units*int64(s.top) - int64(hope.score-fixed.score) + s.dear*max(0, units-int64(cheap))
	}
	if !s.net.fill(source, sink, units, most) {
		return false
	}
	s.seated = append(s.seated, open...)
	return true
}

// enter lets the members into a pool of which n groups open: straight, or by way of their company if it can't have seats for all.
func (s *seating) enter(i, n, node int, points bool) {
	pl, limit := &s.pools[i], int32(n*s.params.CompanyCap)
	clear(s.wanted)
	for _, mine := range pl.all() {
		if c := s.company[mine.member]; c != none {
			s.wanted[c]++
		}
	}
	for c := range s.doors {
		s.doors[c] = none
	}
	taken := map[int32]int32{}
	for _, mine := range pl.fixed {
		taken[s.company[mine.member]]++
	}
	for at, o := range pl.owns {
		if o.company != none {
			taken[o.company] = int32(pl.kept(at, n) * s.params.CompanyCap)
			s.wanted[o.company] += taken[o.company]
		}
	}
	for _, mine := range pl.picks {
		to, c := node, s.company[mine.member]
		if c != none && s.wanted[c] > limit {
			if s.doors[c] == none {
				s.doors[c] = int32(s.net.grow())
				s.net.connect(int(s.doors[c]), node, int(limit-taken[c]), 0)
			}
			to = int(s.doors[c])
		}
		cost := int64(0)
		if points {
			cost = int64(s.top) - int64(mine.points)
		}
		s.arcs = append(s.arcs, int32(s.net.connect(int(mine.member), to, 1, cost)))
	}
}

// prices reads the members' prices, and the reward, from the network as the fault left it (linear programming duality).
func (s *seating) prices(price []int64) (reward int64) {
	if s.fault == tooFew {
		for m := range price {
			price[m] = 0
			if s.net.dist[m] == far {
				price[m] = scale
			}
		}
		return 0
	}
	for m := range price {
		price[m] = s.points(s.net.price[m]) * scale
	}
	return max(0, s.points(s.net.price[len(s.ids)+1])-int64(s.top)) * scale
}

// points is a price in the network without what a seat beyond the minimum adds.
func (s *seating) points(price int64) int64 {
	if price >= s.dear {
		price -= s.dear
	}
	return max(0, price)
}
