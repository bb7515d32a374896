package match

import "slices"

// own is a company, or none, that some Champions of a merged pool keep out, and how many of them may lead a group.
type own struct {
	company int32
	span
}

// merge makes one pool of the pools of each class: what the part would be if Champions kept out no more of their companies than all of
// the class must. What it is worth is an upper bound, and mostly a close one.
func (p *part) merge() *part {
	whole := *p
	whole.pools = make([]pool, p.classes)
	for i := range p.pools {
		from, to := &p.pools[i], &whole.pools[p.pools[i].class]
		to.class, to.own = from.class, none
		to.champions = append(to.champions, from.champions...)
		to.owns = append(to.owns, own{from.own, span{from.forced, len(from.champions)}})
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
		if len(pl.owns) == 1 {
			pl.owns = nil
		}
		pl.crowded = pl.crowded || len(pl.owns) > 0
	}
	return &whole
}

// with is the merged part if the number of Champions who lead groups of a pool and are of one of its companies lies in a span.
func (p *part) with(pool, at int, s span) *part {
	narrow := *p
	narrow.pools = slices.Clone(p.pools)
	owns := slices.Clone(p.pools[pool].owns)
	owns[at].span = s
	narrow.pools[pool].owns = owns
	return &narrow
}

// kept is how many of n open groups keep out a company at least, by its place among the pool's.
func (p *pool) kept(at, n int) int {
	others, must := 0, 0
	for i, o := range p.owns {
		must += o.lo
		if i != at {
			others += o.hi
		}
	}
	if n < must { // all the same: more will open
		return max(0, n-others)
	}
	return max(p.owns[at].lo, n-others)
}

// staffed says whether n groups of the pool can be led.
func (p *pool) staffed(n int) bool {
	least, most := 0, 0
	for _, o := range p.owns {
		least, most = least+o.lo, most+o.hi
	}
	return p.owns == nil || least <= n && n <= most
}
