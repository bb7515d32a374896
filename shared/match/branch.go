package match

import (
	"context"
	"math"
	"slices"
)

// search finds the best opening of a part with at most so many groups, by branch and bound. First it settles how many members can be
// placed at most, then how many points so many members can have: two searches of the same kind with bounds of their own, which are far
// closer than those of one search with a huge number for each member.
//
// The search is of the merged part. What looks better there is looked into in the part itself (refine.go).
type search struct {
	*part
	limit   int
	seats   *seating // of the merged part
	real    *seating // of the part itself; the same if there is nothing to merge
	trial   *seating // of the merged part with fewer Champions
	down    *descent
	count   *descent        // of the number of members, once it is settled and few openings reach it; else nil
	inner   *descent        // for one opening
	heads   *headcount      // without companies, until that leaves too much to flows
	few     int             // how many openings turned out to place too few members
	hollow  int             // how many openings of the merged part looked better than the best until Champions led them
	done    map[string]bool // openings that were looked into, in this stage
	cuts    cuts            // learnt in this stage
	pending []candidate     // what looked better in the merged part, in this stage
	best    value
	open    []int // what gives it, by pool of the part itself; nil if there is none
	ceiling int   // nothing exceeds it, in this stage
	bound   value // nothing places more members; nothing that places as many as best has more points
	left    int64 // the highest bound of what was not looked at, in this stage
	stopped bool  // the context ended first
}

// try looks into an opening of the merged part.
func (b *search) try(open []int) {
	if b.seats == b.real {
		b.tryLed(open)
	} else {
		b.note(open)
	}
}

// visit tries an opening unless it has too few seats that anybody wants.
func (b *search) visit(open []int) {
	b.heads.reset()
	for i, n := range open {
		for range n {
			b.heads.add(i)
		}
	}
	if b.heads.most(nil, open, nil, 0) >= b.hope().placed && !b.refuted(open) {
		b.judge(open)
	}
}

// hope is the least that would be better than the best, in this stage.
func (b *search) hope() value {
	hope := b.best
	if b.down.points {
		hope.score++
	} else {
		hope.placed, hope.score = hope.placed+1, 0
	}
	return hope
}

// enough is the least bound of a node in which as many members as it takes can be placed, once that is settled.
func (b *search) enough() int64 {
	return int64(b.best.placed) * scale
}

// cutoff is the least bound of a node in which there may be something better.
func (b *search) cutoff() int64 {
	next := b.best.placed + 1
	if b.down.points {
		next = b.best.score + b.step
	}
	if next > b.ceiling {
		return math.MaxInt64
	}
	return int64(next) * scale
}

// How many steps a descent takes: at the root, where prices begin at nothing, and at the nodes below, which go on with the prices of
// the node above.
const (
	firstRounds, firstPace = 400, 1.0
	laterRounds, laterPace = 40, 0.5
	countRounds            = 10
)

// explore looks for something better in a node. When the context has ended it does so at the root only, to have something and a bound.
func (b *search) explore(ctx context.Context, n node, bound int64, rounds int, pace float64) {
	if b.misled() {
		return
	}
	b.stopped = b.stopped || ctx.Err() != nil
	if b.stopped && bound != math.MaxInt64 {
		b.left = max(b.left, bound)
		return
	}
	if !n.tighten(b.limit) {
		return
	}
	if b.count != nil && !n.single() && b.count.run(n, b.enough, countRounds, laterPace, nil) {
		return
	}
	if !n.single() && b.down.run(n, b.cutoff, rounds, pace, func() { b.visit(b.down.open) }) {
		return
	}
	if n.single() {
		b.tryOnly(n)
		return
	}
	if !b.down.points && bound == math.MaxInt64 {
		b.rehearse(n, int(b.down.least/scale))
	}
	if b.few > manyFew && !b.heads.exact {
		b.heads = newHeadcount(b.part, true)
	}
	if b.newCover(ctx, n).run() {
		return
	}
	prices, reward, least := slices.Clone(b.down.price), b.down.relaxation.reward, b.down.least
	for _, half := range b.halves(n) {
		copy(b.down.price, prices)
		b.down.relaxation.reward = reward
		b.explore(ctx, half, least, laterRounds, laterPace)
	}
}

// rehearse looks for openings that place as many as may be possible among those that give many points: where a great many
// openings come close to the most members, points lead to those that nobody has to be squeezed into.
func (b *search) rehearse(n node, goal int) {
	d := newDescent(newRelaxation(b.part, b.limit))
	d.points, d.goal = true, min(goal, b.ceiling)
	reached := func() int64 {
		if b.best.placed >= d.goal {
			return math.MaxInt64
		}
		return int64(b.best.score) * scale
	}
	d.run(n.clone(), reached, firstRounds, firstPace, func() { b.visit(d.open) })
}

func (b *search) tryOnly(n node) {
	open := make([]int, len(n))
	for i, s := range n {
		open[i] = s.lo
	}
	b.try(open)
}

// halves splits a node where the relaxation wavers most. The more likely half comes first.
func (b *search) halves(n node) [2]node {
	shares := b.down.shares
	at := widest(n, shares)
	cut := min(max(int(math.Floor(shares[at])), n[at].lo), n[at].hi-1)
	low, high := n.clone(), n.clone()
	low[at].hi, high[at].lo = cut, cut+1
	if shares[at]-float64(cut) >= 0.5 {
		return [2]node{high, low}
	}
	return [2]node{low, high}
}

// widest is the pool that is not settled whose share is furthest from a whole number.
func widest(spans node, shares []float64) int {
	at, widest := none, -1.0
	for i, s := range spans {
		if s.lo == s.hi {
			continue
		}
		if off := math.Abs(shares[i] - math.Round(shares[i])); off > widest {
			at, widest = i, off
		}
	}
	return at
}
