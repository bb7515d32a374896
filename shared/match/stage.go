package match

import (
	"context"
	"math"
)

// How many openings that place too few members it takes until companies are counted, and how many that only look better than the best
// until the pools of the merged part are taken apart.
const (
	manyFew    = 16
	manyHollow = 40
)

// solve searches a part; what staff opened can't all open if the result's open is nil. Where the merged part turns out to promise too
// much, the part itself is searched.
func (l *ledger) solve(ctx context.Context, limit int) *search {
	b := l.newSearch(limit)
	least := make([]int, len(l.seats.pools))
	for i := range least {
		least[i] = l.seats.pools[i].forced
	}
	b.tryLed(least)
	if b.bound = b.best; b.open == nil || b.root(limit).single() {
		return b
	}
	if b.run(ctx); b.misled() {
		l.merged = l.seats
		apart := l.newSearch(limit)
		apart.best, apart.open, apart.heads = b.best, b.open, newHeadcount(l.seats.part, true)
		apart.run(ctx)
		return apart
	}
	return b
}

func (l *ledger) newSearch(limit int) *search {
	whole := l.merged.part
	return &search{part: whole, limit: limit, seats: l.merged, real: l.seats, trial: newSeating(whole), heads: newHeadcount(whole, false),
		down: newDescent(newRelaxation(whole, limit)), inner: newDescent(newRelaxation(whole, limit)), best: impossible}
}

// misled says whether the merged part promises too much.
func (b *search) misled() bool { return b.hollow > manyHollow }

// run settles the number of members, then the points.
func (b *search) run(ctx context.Context) {
	b.bound.placed = b.stage(ctx, false, min(b.limit*b.params.Seats, len(b.ids)))
	if b.misled() {
		return
	}
	if b.best.placed < b.ceiling {
		b.count, b.down = b.down, newDescent(newRelaxation(b.part, b.limit))
	}
	b.warm()
	b.bound.score = b.stage(ctx, true, b.best.placed*b.top)
}

// warm takes the prices at which the best so far is best, to begin with.
func (b *search) warm() {
	open := make([]int, len(b.pools))
	for i, n := range b.open {
		open[b.real.pools[i].class] += n
	}
	b.trial.part = b.part
	b.trial.evaluate(open, value{})
	b.down.relaxation.reward = b.trial.prices(b.down.price)
}

// stage runs one of the two searches, and returns what nothing exceeds. Nothing exceeds the ceiling either.
func (b *search) stage(ctx context.Context, points bool, ceiling int) int {
	b.begin(points, ceiling)
	b.explore(ctx, b.root(b.limit), math.MaxInt64, firstRounds, firstPace)
	b.refine(ctx)
	if points {
		return max(b.best.score, int(b.left/scale))
	}
	return min(max(b.best.placed, int(b.left/scale)), ceiling)
}

func (b *search) begin(points bool, ceiling int) {
	b.left, b.done, b.cuts, b.pending, b.ceiling = 0, map[string]bool{}, cuts{}, nil, ceiling
	b.down.points, b.down.goal = points, b.best.placed
}
