package match

import "slices"

// door is where the members of a company enter a pool, of whom more may sit there than can in one group.
type door struct {
	from    int // the word of a set where its members begin
	members set // from there
	taken   int // seats of those whom staff put in
	leads   int // groups of the pool whose Champions don't keep them out, at most
}

// of is what a set says of the door's members.
func (d *door) of(s set) set { return s[d.from : d.from+len(d.members)] }

// limit is how many can enter n groups.
func (d *door) limit(n, companyCap int) int {
	return min(n, d.leads)*companyCap - d.taken
}

// build makes the doors of a pool.
func (h *headcount) build(p *part, i int) {
	pl := &p.pools[i]
	if !pl.crowded {
		return
	}
	of := make([][]int, p.firms) // by company: its members, by number
	for _, mine := range pl.picks {
		if c := p.company[mine.member]; c != none {
			of[c] = append(of[c], h.number[mine.member])
		}
	}
	all := make([]door, p.firms)
	for _, mine := range pl.fixed {
		if c := p.company[mine.member]; c != none {
			all[c].taken++
		}
	}
	for c := range all {
		all[c].leads = len(pl.champions)
	}
	for _, o := range pl.owns {
		if o.company != none {
			all[o.company].leads -= o.hi
		}
	}
	h.byFirm[i] = resize[int32](nil, p.firms, none)
	for c, members := range of {
		if d := &all[c]; len(members) > 0 && len(members) > d.limit(1, h.each) {
			h.byFirm[i][c] = int32(len(h.doors[i]))
			d.list(members)
			h.doors[i] = append(h.doors[i], *d)
		}
	}
}

// list notes the door's members in as few words as they stand in.
func (d *door) list(members []int) {
	d.from = slices.Min(members) >> 6
	d.members = make(set, slices.Max(members)>>6-d.from+1)
	for _, m := range members {
		d.members.put(m - d.from<<6)
	}
}

// door is the door by which a member enters a pool, or none.
func (h *headcount) door(i, m int) int {
	if len(h.doors[i]) == 0 || h.firm[m] == none {
		return none
	}
	return int(h.byFirm[i][h.firm[m]])
}

// watch finds out whether a door of an open pool lets in any more.
func (h *headcount) watch(s *sitting, at, n int) {
	d := &h.doors[s.open[at]][n]
	if d.of(s.seated[at]).with(d.members) < d.limit(s.groups[at], h.each) {
		d.of(s.shut[at]).remove(d.members)
	} else {
		d.of(s.shut[at]).unite(d.members)
	}
}

// gain is how many of some members a group of a pool has room for.
func (h *headcount) gain(i int, of set) int {
	n := h.wants[i].with(of)
	for at := range h.doors[i] {
		d := &h.doors[i][at]
		n -= max(0, d.of(of).with(d.members)-h.each)
	}
	return min(h.pools[i].room, n)
}
