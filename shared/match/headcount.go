package match

import "math/bits"

// headcount is how many members can have a seat in the groups that are open, were it not for minimums and companies: a bound on the
// number placed that is mostly exact. It is kept up by augmenting paths as groups open (maximum matching, Ahuja, Magnanti, Orlin:
// Network Flows, 1993, section 12.3), with sets of members as bits, which takes a hundredth of the time of a flow.
type headcount struct {
	wants  []set     // by pool: who may sit there
	pools  []pool    //
	size   int       // of sets
	states []sitting // the last is that of now, those before it of when fewer groups were open
	depth  int
	from   []int // by open pool, in a search for a path: the pool to which it hands over a member; its own number: not reached
	queue  []int
	heard  top
	seats  top
}

// sitting is who sits where.
type sitting struct {
	placed int
	sure   int   // members whom staff put in
	open   []int // pools, in the order in which they opened
	free   []int // by open pool: seats
	seated []set // by open pool
	loose  set   // members without a seat
	short  set   // members without a seat, or whose seat one of those could have: whoever gains by a further group is one of them
	heard  set   // members who want any open pool
}

// set is a set of members, as bits.
type set []uint64

func newHeadcount(p *part) *headcount {
	h := &headcount{pools: p.pools, size: (len(p.ids) + 63) / 64, states: make([]sitting, 1)}
	h.wants = make([]set, len(p.pools))
	all := make(set, h.size)
	for i := range p.pools {
		h.wants[i] = make(set, h.size)
		for _, mine := range p.pools[i].picks {
			h.wants[i].put(int(mine.member))
			all.put(int(mine.member))
		}
	}
	h.states[0] = sitting{loose: all, short: all, heard: make(set, h.size)}
	return h
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
	at := 0
	for at < len(s.open) && s.open[at] != i {
		at++
	}
	if at == len(s.open) {
		s.open, s.free = append(s.open, i), append(s.free, 0)
		s.extend(h.size)
		clear(s.seated[at])
		s.heard.unite(h.wants[i])
	}
	s.sure += len(pl.fixed)
	s.free[at] += pl.room - len(pl.fixed)
	s.placed += len(pl.fixed)
	for s.free[at] > 0 && h.seat(s, at) {
		s.free[at]--
		s.placed++
	}
	h.measure(s)
}

func (s *sitting) copy(from *sitting, size int) {
	s.placed, s.sure = from.placed, from.sure
	s.open, s.free = append(s.open[:0], from.open...), append(s.free[:0], from.free...)
	s.extend(size)
	for i := range from.open {
		copy(s.seated[i], from.seated[i])
	}
	copy(s.loose, from.loose)
	copy(s.heard, from.heard)
}

// extend makes sets for the open pools.
func (s *sitting) extend(size int) {
	for len(s.seated) < len(s.open) {
		s.seated = append(s.seated, make(set, size))
	}
}

// seat gives one more member a seat, by handing members over from pool to pool until one takes a seat in the pool at hand, if it can.
func (h *headcount) seat(s *sitting, at int) bool {
	h.from = resize(h.from, len(s.open), none)
	h.queue = append(h.queue[:0], at)
	h.from[at] = at
	for n := 0; n < len(h.queue); n++ {
		p := h.queue[n]
		if m := s.loose.common(h.wants[s.open[p]]); m != none {
			s.loose.drop(m)
			for ; p != at; p = h.from[p] {
				s.seated[p].put(m)
				m = s.seated[p].common(h.wants[s.open[h.from[p]]])
				s.seated[p].drop(m)
			}
			s.seated[at].put(m)
			return true
		}
		for q := range s.open {
			if h.from[q] == none && s.seated[q].common(h.wants[s.open[p]]) != none {
				h.from[q] = p
				h.queue = append(h.queue, q)
			}
		}
	}
	return false
}

// measure finds who is short.
func (h *headcount) measure(s *sitting) {
	copy(s.short, s.loose)
	h.queue = h.queue[:0]
	for q := range s.open {
		h.queue = append(h.queue, q)
	}
	for changed := true; changed; {
		changed = false
		for n, q := range h.queue {
			if q != none && s.short.common(h.wants[s.open[q]]) != none {
				s.short.unite(s.seated[q])
				h.queue[n], changed = none, true
			}
		}
	}
}

// most is how many members can be placed at most when up to left further groups of the free pools open, no more than limits allow.
func (h *headcount) most(limits node, open, free []int, left int) int {
	s := &h.states[h.depth]
	h.heard.reset(left)
	h.seats.reset(left)
	for _, i := range free {
		h.heard.add(int64(h.wants[i].without(s.heard)))
		more := int64(min(h.pools[i].room, h.wants[i].with(s.short)))
		for range min(left, limits[i].hi-open[i]) {
			h.seats.add(more)
		}
	}
	return min(s.sure+s.heard.count()+int(h.heard.sum()), s.placed+int(h.seats.sum()))
}

func (s set) put(m int)  { s[m>>6] |= 1 << (m & 63) }
func (s set) drop(m int) { s[m>>6] &^= 1 << (m & 63) }

func (s set) unite(other set) {
	for i, w := range other {
		s[i] |= w
	}
}

// common is a member of both sets, or none.
func (s set) common(other set) int {
	for i, w := range other {
		if both := w & s[i]; both != 0 {
			return i<<6 + bits.TrailingZeros64(both)
		}
	}
	return none
}

func (s set) count() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// with counts the members that are in both sets.
func (s set) with(other set) (n int) {
	for i, w := range other {
		n += bits.OnesCount64(w & s[i])
	}
	return n
}

// without counts the members that are not in the other set.
func (s set) without(other set) (n int) {
	for i, w := range other {
		n += bits.OnesCount64(s[i] &^ w)
	}
	return n
}
