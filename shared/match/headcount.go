package match

import (
	"cmp"
	"slices"
)

// headcount is how many members can have a seat in the groups that are open, were it not for minimums and, unless it is exact, for
// companies: a bound on the number placed that is mostly exact. It is kept up by augmenting paths as groups open (maximum flow, Ahuja, Magnanti, Orlin:
// Network Flows, 1993, section 6.4), with sets of members as bits, which takes a hundredth of the time of a flow of least cost.
//
// If it is exact, members enter a pool where more of their company may sit than can by a door that lets in so many (door.go).
type headcount struct {
	exact  bool      // companies are counted
	number []int     // by member: their number here, where colleagues stand side by side
	firm   []int32   // by number: the company, or none
	wants  []set     // by pool: who may sit there
	doors  [][]door  // by pool
	byFirm [][]int32 // by pool with doors, then company: the door, or none
	pools  []pool
	each   int       // members of one company in one group
	size   int       // of sets
	states []sitting // the last is that of now, those before it of when fewer groups were open
	depth  int
	path   path
	heard  top
	seats  top
}

// sitting is who sits where.
type sitting struct {
	placed int
	sure   int   // members whom staff put in
	open   []int // pools, in the order in which they opened
	groups []int // by open pool: how many
	free   []int // by open pool: seats
	seated []set // by open pool
	shut   []set // by open pool: those whose door lets in no more
	loose  set   // members without a seat
	short  set   // members without a seat, or whose seat one of those could have: whoever gains by a further group is one of them
	heard  set   // members who want any open pool
	gains  []int // by pool: how many members a further group would seat at most; none: not yet counted
	fresh  []int // by pool: how many want it who want no open pool; none: not yet counted
}

func newHeadcount(p *part, companies bool) *headcount {
	n := len(p.pools)
	h := &headcount{exact: companies, pools: p.pools, each: p.params.CompanyCap, size: (len(p.ids) + 63) / 64, states: make([]sitting, 1),
		wants: make([]set, n), doors: make([][]door, n), byFirm: make([][]int32, n)}
	h.lineUp(p)
	all := make(set, h.size)
	for i := range p.pools {
		h.wants[i] = make(set, h.size)
		for _, mine := range p.pools[i].picks {
			h.wants[i].put(h.number[mine.member])
		}
		all.unite(h.wants[i])
		if companies {
			h.build(p, i)
		}
	}
	h.states[0] = sitting{loose: all, short: all, heard: make(set, h.size)}
	h.states[0].forget(n)
	return h
}

// lineUp numbers the members.
func (h *headcount) lineUp(p *part) {
	line := make([]int, len(p.ids))
	for m := range line {
		line[m] = m
	}
	slices.SortStableFunc(line, func(a, b int) int { return cmp.Compare(p.company[a], p.company[b]) })
	h.number, h.firm = make([]int, len(line)), make([]int32, len(line))
	for n, m := range line {
		h.number[m], h.firm[n] = n, p.company[m]
	}
}

// reset closes all groups.
func (h *headcount) reset() { h.depth = 0 }

// remove closes the group that opened last.
func (h *headcount) remove() { h.depth-- }

// add opens a group of a pool.
func (h *headcount) add(i int) {
	if h.depth++; h.depth == len(h.states) {
		h.states = append(h.states, sitting{loose: make(set, h.size), short: make(set, h.size), heard: make(set, h.size)})
	}
	s, pl := &h.states[h.depth], &h.pools[i]
	s.copy(&h.states[h.depth-1], h.size)
	at := slices.Index(s.open, i)
	if at == none {
		at = len(s.open)
		s.open, s.free, s.groups = append(s.open, i), append(s.free, 0), append(s.groups, 0)
		s.extend(h.size)
		clear(s.seated[at])
		clear(s.shut[at])
		s.heard.unite(h.wants[i])
	}
	s.groups[at]++
	s.sure += len(pl.fixed)
	s.free[at] += pl.room - len(pl.fixed)
	s.placed += len(pl.fixed)
	for n := range h.doors[i] {
		h.watch(s, at, n)
	}
	h.fill(s, at)
	for h.seat(s) {
		s.placed++
	}
	s.forget(len(h.pools))
}

func (s *sitting) copy(from *sitting, size int) {
	s.placed, s.sure = from.placed, from.sure
	s.open, s.free, s.groups = append(s.open[:0], from.open...), append(s.free[:0], from.free...), append(s.groups[:0], from.groups...)
	s.extend(size)
	for i := range from.open {
		copy(s.seated[i], from.seated[i])
		copy(s.shut[i], from.shut[i])
	}
	copy(s.loose, from.loose)
	copy(s.heard, from.heard)
}

// forget says that nothing is counted yet.
func (s *sitting) forget(pools int) {
	s.gains, s.fresh = resize(s.gains, pools, none), resize(s.fresh, pools, none)
}

// extend makes sets for the open pools.
func (s *sitting) extend(size int) {
	for len(s.seated) < len(s.open) {
		s.seated, s.shut = append(s.seated, make(set, size)), append(s.shut, make(set, size))
	}
}

// fill seats those in a pool who have no seat, as far as its free seats and its doors go.
func (h *headcount) fill(s *sitting, at int) {
	for s.free[at] > 0 {
		m := s.loose.commonBut(h.wants[s.open[at]], s.shut[at])
		if m == none {
			return
		}
		s.loose.drop(m)
		h.sit(s, at, m)
		s.free[at]--
		s.placed++
	}
}

// most is how many members can be placed at most when up to left further groups of the free pools open, no more than limits allow.
func (h *headcount) most(limits node, open, free []int, left int) int {
	s := &h.states[h.depth]
	heard, seats := h.more(limits, open, free, left)
	return min(s.sure+s.heard.count()+heard, s.placed+seats)
}

// mostWith is most when a group of a pool opens, too: what it adds never grows when others open.
func (h *headcount) mostWith(i int, limits node, open, free []int, left int) int {
	s := &h.states[h.depth]
	heard, seats := h.more(limits, open, free, left)
	h.count(s, i)
	return min(s.sure+s.heard.count()+s.fresh[i]+heard, s.placed+s.gains[i]+seats)
}

// more is how many members further groups let want an open pool, and how many they seat.
func (h *headcount) more(limits node, open, free []int, left int) (heard, seats int) {
	s := &h.states[h.depth]
	h.heard.reset(left)
	h.seats.reset(left)
	for _, i := range free {
		h.count(s, i)
		h.heard.add(int64(s.fresh[i]))
		for range min(left, limits[i].hi-open[i]) {
			h.seats.add(int64(s.gains[i]))
		}
	}
	return int(h.heard.sum()), int(h.seats.sum())
}

// count looks at what a further group of a pool would change.
func (h *headcount) count(s *sitting, i int) {
	if s.gains[i] == none {
		s.gains[i], s.fresh[i] = h.gain(i, s.short), h.wants[i].without(s.heard)
	}
}
