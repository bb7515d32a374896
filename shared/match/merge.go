package match

import "slices"

// merge makes a part in which each class is one pool: as if no Champion's company kept anybody out. Nothing in the part is worth more
// than the same numbers of groups by class are here. It says false if every class has one pool anyway, or if the companies are so large that this would be far off.
func (p *part) merge() (*part, bool) {
	if p.classes == len(p.pools) {
		return nil, false
	}
	whole := *p
	whole.pools = make([]pool, p.classes)
	for i := range p.pools {
		from, to := &p.pools[i], &whole.pools[p.pools[i].class]
		to.class = from.class
		to.champions = append(to.champions, from.champions...)
		to.forced += from.forced
		to.fixed = append(to.fixed, from.fixed...)
		to.crowded = to.crowded || from.crowded
		to.picks = append(to.picks, from.picks...)
	}
	for i := range whole.pools {
		pl := &whole.pools[i]
		pl.lineUp()
		pl.picks = slices.CompactFunc(pl.picks, func(a, b pick) bool { return a.member == b.member })
		pl.crowded = true
	}
	return &whole, !p.farFrom(&whole)
}

// spread is the openings of the part that open so many groups of each class.
func (p *part) spread(byClass []int, limit int) node {
	n := p.root(limit)
	for c, k := range byClass {
		n.classes[c] = span{k, k}
	}
	return n
}

// farFrom says whether Champions' companies keep out more than one in ten of those who would fit.
func (p *part) farFrom(whole *part) bool {
	kept, all := 0, 0
	for i := range p.pools {
		kept += len(p.pools[i].picks)
		all += len(whole.pools[p.pools[i].class].picks)
	}
	return kept*10 < all*9
}
