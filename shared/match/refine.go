package match

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// candidate is an opening of the merged part that looks better than the best, and the question that decides what it is worth: how many
// Champions of a company lead groups of a pool.
type candidate struct {
	open     []int
	bound    int64
	led      int // what looks like the answer
	pool, at int // none, if there is no question left
}

// note keeps an opening of the merged part that looks better than the best, to be looked into when the best can't be found any more
// elsewhere. The Champions who look best at first are mostly all that it takes.
func (b *search) note(open []int) {
	k := key(open)
	if b.done[k] {
		return
	}
	b.done[k] = true
	if v, ok := b.seats.worth(open, b.hope()); ok {
		b.hollow++
		if c := b.staff(open, b.part, b.seats, b.promise(v)); c.pool != none {
			b.pending = append(b.pending, c)
		}
	}
}

// tryLed takes an opening of the part itself if it is the best so far.
func (b *search) tryLed(led []int) {
	if led == nil {
		return
	}
	if v, ok := b.real.worth(led, b.hope()); ok && v.compare(b.best) > 0 {
		b.hollow = 0
		b.best, b.open = v, slices.Clone(led)
	}
}

// refine looks into what is pending, the most promising first.
func (b *search) refine(ctx context.Context) {
	slices.SortStableFunc(b.pending, func(a, b candidate) int { return cmp.Compare(b.bound, a.bound) })
	for _, c := range b.pending {
		if b.misled() {
			return
		}
		b.appoint(ctx, c, b.part)
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

// appoint looks for the Champions who lead a candidate best, among those whom p leaves, by branch and bound: either as many as seems best
// of the company in question lead, or more, and then fewer of their colleagues sit there; or fewer lead.
func (b *search) appoint(ctx context.Context, c candidate, p *part) {
	if c.pool == none || c.bound < b.cutoff() {
		return
	}
	if ctx.Err() != nil {
		b.stopped, b.left = true, max(b.left, c.bound)
		return
	}
	of := p.pools[c.pool].owns[c.at].span
	cut := max(c.led, of.lo+1)
	for _, s := range []span{{cut, of.hi}, {of.lo, cut - 1}} {
		next := p.with(c.pool, c.at, s)
		if !next.pools[c.pool].staffed(c.open[c.pool]) {
			continue
		}
		b.trial.part, b.inner.part = next, next
		if b.inner.run(only(c.open), b.cutoff, quickRounds, laterPace, nil) {
			continue
		}
		if v, ok := b.trial.evaluate(c.open, b.hope()); ok {
			b.appoint(ctx, b.staff(c.open, next, b.trial, min(c.bound, b.promise(v))), next)
		}
	}
}

// How many steps a descent takes for one opening: at first sight, before there is a flow, and then.
const quickRounds, appointRounds = 8, 40

// staff tries the Champions, of those whom p leaves, who look best to lead an opening of the merged part: first by the flow, which the
// seating has found, then by the prices.
func (b *search) staff(open []int, p *part, s *seating, bound int64) candidate {
	led, pool, at := p.lead(open, s.colleagues(open))
	b.tryLed(b.spell(open, led))
	settled := candidate{pool: none}
	if pool == none || bound < b.cutoff() {
		return settled
	}
	in := b.inner
	in.part, in.points, in.goal = p, b.down.points, b.down.goal
	in.relaxation.reward = b.down.relaxation.reward
	copy(in.price, b.down.price)
	if in.points {
		in.consider(only(open), s)
	}
	if in.run(only(open), b.cutoff, appointRounds, laterPace, nil) {
		return settled
	}
	b.tryLed(b.spell(open, b.leadByPrices(open)))
	return candidate{slices.Clone(open), min(bound, in.least), led[pool][at], pool, at}
}

// lead says how many Champions of each company lead groups of each pool of the merged part, so that they keep out the fewest of those
// who would sit there; and where they keep out most, of what is not settled, or none.
func (p *part) lead(open []int, colleagues []map[int32]int) (led [][]int, pool, at int) {
	led, pool, worst := make([][]int, len(open)), none, math.MinInt
	for c, k := range open {
		owns := p.pools[c].owns
		over := func(i, n int) int { return colleagues[c][owns[i].company] - (k-n)*p.params.CompanyCap }
		led[c] = make([]int, len(owns))
		left := k
		for i, o := range owns {
			led[c][i] = o.lo
			left -= o.lo
		}
		for ; left > 0 && len(owns) > 0; left-- {
			best := none
			for i, o := range owns {
				if led[c][i] < o.hi && (best == none || over(i, led[c][i]+1) < over(best, led[c][best]+1)) {
					best = i
				}
			}
			led[c][best]++
		}
		for i, o := range owns {
			if k > 0 && o.lo < o.hi && over(i, led[c][i]) > worst {
				pool, at, worst = c, i, over(i, led[c][i])
			}
		}
	}
	return led, pool, at
}

// leadByPrices is lead by what each Champion's group would gain at the prices of the last look; nil if too few could have one.
func (b *search) leadByPrices(open []int) [][]int {
	led := make([][]int, len(open))
	for c, k := range open {
		led[c] = make([]int, len(b.pools[c].owns))
		if k == 0 || len(led[c]) == 0 {
			continue
		}
		if len(b.inner.single[c]) < k {
			return nil
		}
		for _, s := range b.inner.single[c][:k] {
			led[c][s.own]++
		}
	}
	return led
}

// spell is the opening of the part itself in which so many Champions of each company lead; nil if nothing is known of that.
func (b *search) spell(open []int, led [][]int) []int {
	if led == nil {
		return nil
	}
	spelt := make([]int, len(b.real.pools))
	for i := range spelt {
		pl := &b.real.pools[i]
		spelt[i] = open[pl.class]
		for at, o := range b.pools[pl.class].owns {
			if o.company == pl.own {
				spelt[i] = led[pl.class][at]
			}
		}
	}
	return spelt
}
