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
	v, ok := b.seats.worth(open, b.hope())
	if !ok {
		return
	}
	b.pending = append(b.pending, candidate{slices.Clone(open), v})
	if led, ok := b.lead(open); ok {
		b.within.try(led)
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

// lead opens as many groups of each class as the merged part does, with the Champions whose companies are best kept out at the prices of
// the last look; false if too few of them could have a group.
func (b *search) lead(byClass []int) ([]int, bool) {
	in, left := b.within.part, slices.Clone(byClass)
	open, named := make([]int, len(in.pools)), make([]int, len(in.pools))
	for i := range in.pools {
		open[i] = in.pools[i].forced
		left[in.pools[i].class] -= open[i]
	}
	take := func(i int) {
		if named[i]++; named[i] > open[i] && left[in.pools[i].class] > 0 {
			open[i]++
			left[in.pools[i].class]--
		}
	}
	for i := range in.pools {
		c := in.pools[i].class
		if b.pools[c].owns == nil {
			for range byClass[c] {
				take(i)
			}
		}
	}
	for c, k := range byClass {
		if k == 0 {
			continue
		}
		for _, o := range b.down.single[c] {
			take(in.pool(c, o.member))
		}
	}
	return open, slices.Max(left) == 0
}

// pool is the pool of a class whose Champions keep out the company.
func (p *part) pool(class int, company int32) int {
	return slices.IndexFunc(p.pools, func(pl pool) bool { return pl.class == class && pl.own == company })
}
