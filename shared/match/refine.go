package match

import (
	"context"
	"math"
	"slices"
)

// candidate is an opening of the merged part, and what it is worth there.
type candidate struct {
	open  []int
	value value
}

// note keeps an opening of the merged part that looks better than the best, to be looked into when the best can't be found any more
// elsewhere. One try with the Champions who fit it best at the prices is mostly all that it takes.
func (b *search) note(open []int) {
	k := key(open)
	if b.done[k] {
		return
	}
	b.done[k] = true
	if v, ok := b.seats.worth(open, b.hope()); ok {
		b.pending = append(b.pending, candidate{slices.Clone(open), v})
		b.tryLed(b.spell(open, b.leadByPrices(open)))
	}
}

// tryLed takes an opening of the part itself if it is the best so far.
func (b *search) tryLed(led []int) {
	if led == nil {
		return
	}
	if v, ok := b.real.worth(led, b.hope()); ok && v.compare(b.best) > 0 {
		b.best, b.open = v, slices.Clone(led)
	}
}

// refine looks into what is pending, the most promising first.
func (b *search) refine(ctx context.Context) {
	slices.SortStableFunc(b.pending, func(a, b candidate) int { return b.value.compare(a.value) })
	for _, c := range b.pending {
		b.appoint(ctx, c.open, b.part, b.promise(c.value))
	}
	b.trial.part, b.down.part = b.part, b.part
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

// appoint looks for the Champions who lead an opening of the merged part best, among those whom p leaves, by branch and bound. The flow
// says of which company somebody sits where a Champion of it should lead: either fewer such Champions lead there, or as many, and then
// fewer of their colleagues sit there.
func (b *search) appoint(ctx context.Context, open []int, p *part, bound int64) {
	if bound < b.cutoff() {
		return
	}
	if ctx.Err() != nil {
		b.stopped, b.left = true, max(b.left, bound)
		return
	}
	b.trial.part, b.down.part = p, p
	v, ok := b.trial.evaluate(open, b.hope())
	if !ok {
		return
	}
	led, c, at := p.lead(open, b.trial.colleagues(open))
	b.tryLed(b.spell(open, led))
	if bound = min(bound, b.promise(v)); c == none || bound < b.cutoff() {
		return
	}
	if b.down.points {
		b.down.relaxation.reward = b.trial.prices(b.down.price)
	}
	if b.down.run(only(open), b.cutoff, appointRounds, laterPace, nil) {
		return
	}
	b.tryLed(b.spell(open, b.leadByPrices(open)))
	of := p.pools[c].owns[at].span
	cut := max(led[c][at], of.lo+1)
	for _, s := range []span{{cut, of.hi}, {of.lo, cut - 1}} {
		if next := p.with(c, at, s); next.pools[c].staffed(open[c]) {
			b.appoint(ctx, open, next, min(bound, b.down.least))
		}
	}
}

// appointRounds is how many steps a descent takes for one opening.
const appointRounds = 20

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
		if len(b.down.single[c]) < k {
			return nil
		}
		for _, s := range b.down.single[c][:k] {
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
