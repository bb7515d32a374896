package match

import (
	"context"
	"math"
	"slices"
)

// search finds the best opening of a part with at most so many groups, by branch and bound. It has two stages with
// bounds of their own, the number of members and then the points that so many members can have: their bounds are far
// closer than those of one search with a huge weight on each member.
//
// The search is of the merged part. An opening that looks better there than the incumbent is looked into in the part
// itself (leaders.go).
type search struct {
	*part
	limit    int
	merged   *assignment // of the merged part
	actual   *assignment // of the part itself; the same if there is nothing to merge
	narrowed *assignment // of the merged part with fewer choices of Champions

	incumbent value
	opening   []int // what gives it, by pool of the part itself; nil if there is none
	bound     value // nothing places more members; nothing that places as many as the incumbent has more points
	stopped   bool  // the context ended first
	overrated int   // openings in a row that looked better than the incumbent until Champions led them

	// Of the stage:
	sought  *subgradient    // bounds what is maximised
	count   *subgradient    // bounds the members while points are sought, if few openings can place enough; or nil
	cuts    *cuts           // what openings that placed too few members say of others, in both stages
	ceiling int             // nothing exceeds it
	left    int64           // the highest bound of the nodes that were not explored
	tried   map[string]bool // openings of the merged part
	pending []candidate     // openings of the merged part that look better than the incumbent
}

// tooOverrated is how many openings may be overrated until the merged part is given up.
const tooOverrated = 40

// solve searches a part; what staff opened can't all open if the result's opening is nil. Where the merged part turns
// out to promise too much, the part itself is searched.
func (l *ledger) solve(ctx context.Context, limit int) *search {
	b := l.newSearch(limit)
	least := make([]int, len(l.actual.pools))
	for i := range least {
		least[i] = l.actual.pools[i].forced
	}
	b.improve(least)
	if b.bound = b.incumbent; b.opening == nil || b.root(limit).single() {
		return b
	}
	if b.run(ctx); b.misled() {
		l.merged = l.actual
		apart := l.newSearch(limit)
		apart.incumbent, apart.opening = b.incumbent, b.opening
		apart.run(ctx)
		return apart
	}
	return b
}

func (l *ledger) newSearch(limit int) *search {
	whole := l.merged.part
	return &search{part: whole, limit: limit, merged: l.merged, actual: l.actual, narrowed: newAssignment(whole),
		sought: newSubgradient(newRelaxation(whole, limit)), cuts: newCuts(whole, limit),
		incumbent: impossible}
}

// misled says whether the merged part promises too much.
func (b *search) misled() bool { return b.overrated > tooOverrated }

// run maximises the number of members, then the points.
func (b *search) run(ctx context.Context) {
	b.bound.placed = b.maximise(ctx, false, min(b.limit*b.params.Seats, len(b.ids)))
	if b.misled() {
		return
	}
	if b.incumbent.placed < b.ceiling {
		b.count, b.sought = b.sought, newSubgradient(newRelaxation(b.part, b.limit))
	}
	b.warmStart()
	b.bound.score = b.maximise(ctx, true, b.incumbent.placed*b.top)
	if b.bound.placed > b.incumbent.placed { // plans with more members may have more points
		b.bound.score = b.firstBound(b.limit).score
	}
}

// warmStart takes the prices at which the incumbent is best.
func (b *search) warmStart() {
	open := make([]int, len(b.pools))
	for i, n := range b.opening {
		open[b.actual.pools[i].class] += n
	}
	b.narrowed.part = b.part
	b.narrowed.evaluate(open, value{})
	b.sought.relaxation.reward = b.narrowed.dual(b.sought.price)
}

// maximise runs a stage and returns what nothing exceeds. Nothing exceeds the ceiling either.
func (b *search) maximise(ctx context.Context, points bool, ceiling int) int {
	b.left, b.tried, b.pending, b.ceiling = 0, map[string]bool{}, nil, ceiling
	b.sought.points, b.sought.goal = points, b.incumbent.placed
	b.explore(ctx, b.root(b.limit), math.MaxInt64)
	b.chooseLeaders(ctx)
	if points {
		return max(b.incumbent.score, int(b.left/scale))
	}
	return min(max(b.incumbent.placed, int(b.left/scale)), ceiling)
}

// hope is the least that would be better than the incumbent in this stage.
func (b *search) hope() value {
	if b.sought.points {
		return b.incumbent.plus(value{score: 1})
	}
	return value{placed: b.incumbent.placed + 1}
}

// enough is the least bound on the number of members of a node in which enough can be placed, once that is known.
func (b *search) enough() int64 {
	return int64(b.incumbent.placed) * scale
}

// cutoff is the least bound of a node in which there may be something better than the incumbent.
func (b *search) cutoff() int64 {
	next := b.incumbent.placed + 1
	if b.sought.points {
		next = b.incumbent.score + b.step
	}
	if next > b.ceiling {
		return math.MaxInt64
	}
	return int64(next) * scale
}

// How the bounds are sought: at the root, where prices begin far off, and below, where they begin with those of the
// node above.
var (
	atRoot = schedule{rounds: 400, pace: 1}
	below  = schedule{rounds: 30, pace: 0.5}
)

// explore looks for something better in a node, depth first; the bound is that of the node above, none for the root.
// When the context has ended it looks at the root only, to have something and a bound.
func (b *search) explore(ctx context.Context, n node, bound int64) {
	if b.misled() {
		return
	}
	root := bound == math.MaxInt64
	if b.stopped = b.stopped || ctx.Err() != nil; b.stopped && !root {
		b.left = max(b.left, bound)
		return
	}
	if !n.tighten(b.limit) || b.pruned(n, root) {
		return
	}
	if n.single() {
		b.try(n.opening())
		return
	}
	if !root {
		b.try(b.sought.open)
	}
	prices, reward, least := slices.Clone(b.sought.price), b.sought.relaxation.reward, b.sought.least
	for _, half := range b.halves(n) {
		copy(b.sought.price, prices)
		b.sought.relaxation.reward = reward
		b.explore(ctx, half, least)
	}
}

// pruned says whether the bounds show that nothing in the node is better. It narrows the node. At the root, where an
// incumbent is still to be found, it tries each opening that the relaxation comes by.
func (b *search) pruned(n node, root bool) bool {
	if b.cuts.prune(n, b.hope().placed) {
		return true
	}
	if n.single() {
		return false
	}
	if b.count != nil && b.count.run(n, b.enough, below, nil) {
		return true
	}
	if root {
		return b.sought.run(n, b.cutoff, atRoot, b.try)
	}
	return b.sought.run(n, b.cutoff, below, nil)
}

// halves splits a node at the pool of which most groups would open that needn't. The half in which they do comes first.
func (b *search) halves(n node) [2]node {
	at, most := none, 0.0
	for i, s := range n {
		if more := b.sought.shares[i] - float64(s.lo); s.lo < s.hi && (at == none || more > most) {
			at, most = i, more
		}
	}
	cut := min(max(int(math.Floor(b.sought.shares[at])), n[at].lo), n[at].hi-1)
	low, high := slices.Clone(n), slices.Clone(n)
	low[at].hi, high[at].lo = cut, cut+1
	return [2]node{high, low}
}

// try values an opening of the searched part and takes it if it is better than the incumbent.
func (b *search) try(open []int) {
	k := key(open)
	if b.tried[k] || b.cuts.prune(only(open), b.hope().placed) {
		return
	}
	b.tried[k] = true
	v, ok := b.merged.worth(open, b.hope())
	switch {
	case b.merged.tooFew:
		b.cuts.learn(b.merged)
	case ok && b.merged == b.actual:
		b.improve(open)
	case ok:
		b.overrated++
		if c, undecided := b.candidate(open, b.merged, b.promise(v)); undecided {
			b.pending = append(b.pending, c)
		}
	}
}

// improve takes an opening of the part itself if it is better than the incumbent.
func (b *search) improve(open []int) {
	if v, ok := b.actual.worth(open, b.hope()); ok && v.compare(b.incumbent) > 0 {
		b.overrated = 0
		b.incumbent, b.opening = v, slices.Clone(open)
	}
}
