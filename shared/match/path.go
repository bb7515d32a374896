package match

// path is a search for a way to seat one more member: they take the place of somebody who takes the place of somebody else, and so on
// until there is a free seat.
type path struct {
	comers []comer
	pools  []int   // by open pool: its comer, or none
	doors  [][]int // by open pool, then door: its comer, if it has one
	passed []set   // by open pool: the members whose door has a comer
}

// comer is a member who could come to an open pool, if somebody went from there or there is a free seat; if their door lets in no more
// it is somebody of their company who must go.
type comer struct{ member, pool int }

// seat gives one more member a seat if it can; else it finds who is short.
func (h *headcount) seat(s *sitting) bool {
	h.path.reset(len(s.open), h.size)
	copy(s.short, s.loose)
	for grown := true; grown; {
		grown = false
		for q := range s.open {
			if h.path.pools[q] != none {
				continue
			}
			m := s.short.commonBut(h.wants[s.open[q]], s.shut[q])
			if m == none {
				grown = h.squeeze(s, q) || grown
				continue
			}
			h.path.pools[q] = len(h.path.comers)
			h.path.comers = append(h.path.comers, comer{m, q})
			if s.free[q] > 0 {
				h.hand(s)
				return true
			}
			grown = s.short.unite(s.seated[q]) || grown
		}
	}
	return false
}

func (w *path) reset(pools, size int) {
	w.comers, w.pools = w.comers[:0], resize(w.pools, pools, none)
	for len(w.passed) < pools {
		w.passed, w.doors = append(w.passed, make(set, size)), append(w.doors, nil)
	}
	for q := range pools {
		clear(w.passed[q])
	}
}

// squeeze looks for members who could come to a pool in the place of their colleagues.
func (h *headcount) squeeze(s *sitting, q int) (grown bool) {
	i, w := s.open[q], &h.path
	for {
		m := s.short.commonBut(s.shut[q], w.passed[q])
		if m == none {
			return grown
		}
		n := h.door(i, m)
		for len(w.doors[q]) < len(h.doors[i]) {
			w.doors[q] = append(w.doors[q], none)
		}
		w.doors[q][n] = len(w.comers)
		w.comers = append(w.comers, comer{m, q})
		d := &h.doors[i][n]
		d.of(w.passed[q]).unite(d.members)
		grown = d.of(s.short).uniteBoth(d.of(s.seated[q]), d.members) || grown
	}
}

// hand lets the last comer have the free seat, who takes their place have that, and so on.
func (h *headcount) hand(s *sitting) {
	last := h.path.comers[len(h.path.comers)-1]
	for s.free[last.pool]--; ; {
		if s.loose.has(last.member) {
			s.loose.drop(last.member)
			h.sit(s, last.pool, last.member)
			return
		}
		from := 0
		for !s.seated[from].has(last.member) {
			from++
		}
		next := h.path.pools[from]
		if h.path.passed[from].has(last.member) {
			if n := h.path.doors[from][h.door(s.open[from], last.member)]; next == none || n < next {
				next = n
			}
		}
		h.leave(s, from, last.member)
		h.sit(s, last.pool, last.member)
		last = h.path.comers[next]
	}
}

func (h *headcount) sit(s *sitting, at, m int) {
	s.seated[at].put(m)
	if n := h.door(s.open[at], m); n != none {
		h.watch(s, at, n)
	}
}

func (h *headcount) leave(s *sitting, at, m int) {
	s.seated[at].drop(m)
	if n := h.door(s.open[at], m); n != none {
		h.watch(s, at, n)
	}
}
