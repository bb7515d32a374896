package match

import (
	"context"
	"slices"
)

// candidate is numbers of groups by class, and what they are worth in the merged part.
type candidate struct {
	open  []int
	value value
}

// note keeps an opening of the merged part that looks better than the best, to be looked into when the best can't be found any more
// elsewhere. One try with the Champions who fit it best is mostly all that it takes.
func (b *search) note(open []int) {
	k := key(open)
	if b.done[k] {
		return
	}
	b.done[k] = true
	if v, ok := b.seats.worth(open, b.hope()); ok {
		b.pending = append(b.pending, candidate{slices.Clone(open), v})
		b.within.try(b.within.lead(open, b.seats.colleagues(open)))
	}
}

// refine looks into what is pending, the most promising first.
func (b *search) refine(ctx context.Context) {
	slices.SortStableFunc(b.pending, func(a, b candidate) int { return b.value.compare(a.value) })
	for _, c := range b.pending {
		bound := b.promise(c.value)
		if bound < b.cutoff() {
			continue
		}
		in := b.within
		in.explore(ctx, in.spread(c.open, b.limit), bound, laterRounds, firstPace)
		b.stopped, b.left = b.stopped || in.stopped, max(b.left, in.left)
	}
}

// promise is a bound on what this stage seeks. A plan with fewer members than the value has may have more points.
func (b *search) promise(v value) int64 {
	switch {
	case !b.down.points:
		return int64(v.placed) * scale
	case v.placed > b.down.goal:
		return int64(b.down.goal*b.top) * scale
	}
	return int64(v.score) * scale
}

// lead opens as many groups of each class, with the Champions who keep out the fewest of those who would sit there.
func (p *part) lead(byClass []int, colleagues []map[int32]int) []int {
	open, left := make([]int, len(p.pools)), slices.Clone(byClass)
	for i := range p.pools {
		open[i] = p.pools[i].forced
		left[p.pools[i].class] -= open[i]
	}
	for c := range left {
		for ; left[c] > 0; left[c]-- {
			best, least := none, 0
			for i := range p.pools {
				pl := &p.pools[i]
				if pl.class != c || open[i] == len(pl.champions) {
					continue
				}
				over := max(0, colleagues[c][pl.own]-(byClass[c]-open[i]-1)*p.params.CompanyCap)
				if best == none || over < least {
					best, least = i, over
				}
			}
			open[best]++
		}
	}
	return open
}

// colleagues counts, by pool and company, who sits where when so many groups open.
func (s *seating) colleagues(open []int) []map[int32]int {
	s.fill(open)
	sit, n := make([]map[int32]int, len(s.pools)), 0
	for i := range s.pools {
		sit[i] = map[int32]int{}
		for _, mine := range s.pools[i].picks {
			if c := s.company[mine.member]; open[i] > 0 && c != none && s.net.flow(int(s.arcs[n])) > 0 {
				sit[i][c]++
			}
			n++
		}
	}
	return sit
}
