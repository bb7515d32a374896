package match

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// candidate is an opening of the merged part that looks better than the incumbent, with the choice that decides most
// about it: how many Champions of a company lead groups of a pool.
type candidate struct {
	part  *part // the merged part with the choices that are left
	open  []int
	bound int64
	pool  int
	at    int // of the company among the pool's leaders
	led   int // how many of them seem best
}

// chooseLeaders looks into the candidates of a stage, the most promising first, now that its incumbent is the best
// that was easy to find.
func (b *search) chooseLeaders(ctx context.Context) {
	slices.SortStableFunc(b.pending, func(x, y candidate) int { return cmp.Compare(y.bound, x.bound) })
	for _, c := range b.pending {
		if b.misled() {
			return
		}
		b.branchLeaders(ctx, c)
	}
}

// branchLeaders finds the Champions who lead a candidate best, by branch and bound: either as many of the company in
// question lead as seem best, or more, and then fewer of their colleagues sit there; or fewer lead.
func (b *search) branchLeaders(ctx context.Context, c candidate) {
	if c.bound < b.cutoff() {
		return
	}
	if ctx.Err() != nil {
		b.stopped, b.left = true, max(b.left, c.bound)
		return
	}
	choices := c.part.pools[c.pool].leaders[c.at].span
	cut := max(c.led, choices.lo+1)
	for _, half := range []span{{cut, choices.hi}, {choices.lo, cut - 1}} {
		b.narrowed.part = c.part.with(c.pool, c.at, half)
		if !b.narrowed.pools[c.pool].led(c.open[c.pool]) {
			continue
		}
		v, exact := b.narrowed.evaluate(c.open, b.hope())
		if !exact || v.compare(b.hope()) < 0 {
			continue
		}
		if next, undecided := b.candidate(c.open, b.narrowed, min(c.bound, b.promise(v))); undecided {
			b.branchLeaders(ctx, next)
		}
	}
}

// promise is a bound, in this stage, on an opening of this value. A plan with fewer members than the value has may
// have more points.
func (b *search) promise(v value) int64 {
	switch {
	case !b.sought.points:
		return int64(v.placed) * scale
	case v.placed > b.sought.goal:
		return int64(b.sought.goal*b.top) * scale
	}
	return int64(v.score) * scale
}

// candidate tries an opening with the Champions who keep out fewest of those who sit there in its best assignment.
// Undecided says that there is a choice left with which it could be better.
func (b *search) candidate(open []int, s *assignment, bound int64) (c candidate, undecided bool) {
	c = candidate{part: s.part, open: open, bound: bound, pool: none}
	led := c.leastKeptOut(s.colleagues(open))
	b.improve(b.spell(open, led))
	if c.pool == none || bound < b.cutoff() {
		return c, false
	}
	c.open, c.led = slices.Clone(open), led[c.pool][c.at]
	return c, true
}

// leastKeptOut says how many Champions of each company lead groups of each pool, so that they keep out the fewest of
// the colleagues who would sit there. The candidate's choice becomes the one where most are kept out.
func (c *candidate) leastKeptOut(colleagues []map[int32]int) (led [][]int) {
	led = make([][]int, len(c.open))
	worst := math.MinInt
	for i, n := range c.open {
		leaders := c.part.pools[i].leaders
		keptOut := func(at, leading int) int {
			return colleagues[i][leaders[at].company] - (n-leading)*c.part.params.CompanyCap
		}
		led[i] = make([]int, len(leaders))
		left := n
		for at, l := range leaders {
			led[i][at] = l.lo
			left -= l.lo
		}
		for ; left > 0 && len(leaders) > 0; left-- {
			best := none
			for at, l := range leaders {
				if led[i][at] < l.hi && (best == none || keptOut(at, led[i][at]+1) < keptOut(best, led[i][best]+1)) {
					best = at
				}
			}
			led[i][best]++
		}
		for at, l := range leaders {
			if n > 0 && l.lo < l.hi && keptOut(at, led[i][at]) > worst {
				c.pool, c.at, worst = i, at, keptOut(at, led[i][at])
			}
		}
	}
	return led
}

// spell is the opening of the part itself in which so many Champions of each company lead. The leaders of a class stand
// in the order of its pools.
func (b *search) spell(open []int, led [][]int) []int {
	spelt, next := make([]int, len(b.actual.pools)), make([]int, len(b.pools))
	for i := range spelt {
		class := b.actual.pools[i].class
		spelt[i] = open[class]
		if at := next[class]; at < len(b.pools[class].leaders) {
			spelt[i] = led[class][at]
		}
		next[class]++
	}
	return spelt
}
