package match

import "slices"

// merge makes one pool of the pools of each class: what the part would be if Champions kept out no more of their companies than all of
// the class must. What it is worth is an upper bound where numbers of groups by class are known, and mostly a close one. It says false
// if every class has one pool anyway.
func (p *part) merge() (*part, bool) {
	if p.classes == len(p.pools) {
		return nil, false
	}
	whole := *p
	whole.pools = make([]pool, p.classes)
	for i := range p.pools {
		from, to := &p.pools[i], &whole.pools[p.pools[i].class]
		to.class, to.own = from.class, none
		to.champions = append(to.champions, from.champions...)
		to.owns = append(to.owns, own{from.own, len(from.champions)})
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
	return &whole, true
}

// spread is the openings of the part that open so many groups of each class.
func (p *part) spread(byClass []int, limit int) node {
	n := p.root(limit)
	for c, k := range byClass {
		n.classes[c] = span{k, k}
	}
	return n
}
