package match

import "slices"

// leaders are how many Champions of a company, or of none, may lead groups of a merged pool. They keep that company
// out of their groups.
type leaders struct {
	company int32
	span
}

// merge makes one pool of the pools of each class: what the part would be if Champions kept out no more of their
// companies than all of the class must. What it is worth is an upper bound, and mostly a close one.
func (p *part) merge() *part {
	whole := *p
	whole.pools = make([]pool, p.classes)
	for i := range p.pools {
		from, to := &p.pools[i], &whole.pools[p.pools[i].class]
		to.class, to.keepsOut = from.class, none
		to.champions = append(to.champions, from.champions...)
		to.leaders = append(to.leaders, leaders{from.keepsOut, span{from.forced, len(from.champions)}})
		to.forced += from.forced
		to.fixed = append(to.fixed, from.fixed...)
		to.crowded = to.crowded || from.crowded
		to.room = max(to.room, from.room)
		to.picks = append(to.picks, from.picks...)
	}
	for i := range whole.pools {
		pl := &whole.pools[i]
		pl.lineUp()
		pl.picks = slices.CompactFunc(pl.picks, func(a, b pick) bool { return a.member == b.member })
		if len(pl.leaders) == 1 {
			pl.leaders = nil
		}
		pl.crowded = pl.crowded || len(pl.leaders) > 0
	}
	return &whole
}

// with is the merged part if the number of leaders of a pool who are of one of its companies lies in a span.
func (p *part) with(pool, at int, s span) *part {
	narrow := *p
	narrow.pools = slices.Clone(p.pools)
	choices := slices.Clone(p.pools[pool].leaders)
	choices[at].span = s
	narrow.pools[pool].leaders = choices
	return &narrow
}

// leading is how many of n open groups have a leader of a company at least, by its index among the pool's.
func (p *pool) leading(at, n int) int {
	others, must := 0, 0
	for i, l := range p.leaders {
		must += l.lo
		if i != at {
			others += l.hi
		}
	}
	if n < must { // all the same: more will open
		return max(0, n-others)
	}
	return max(p.leaders[at].lo, n-others)
}

// led says whether n groups of the pool can be led.
func (p *pool) led(n int) bool {
	least, most := 0, 0
	for _, l := range p.leaders {
		least, most = least+l.lo, most+l.hi
	}
	return p.leaders == nil || least <= n && n <= most
}
