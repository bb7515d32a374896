package match

import (
	"context"
	"slices"
)

// cover looks through the openings of a node one group after the other, pruned by bounds that are quick to keep up.
type cover struct {
	*search
	ctx     context.Context
	node    node
	layers  []*layer // of what is sought; then, where points are, of the number of members
	cut     cut      // by the node's prices
	cuts    []cut    // learnt from what was tried
	hits    int      // how often they refuted something
	learned int
	open    []int
	effort  int // what is left of the effort
}

// tryEffort is the effort of a flow, in openings looked at.
const tryEffort = 100

// newCover starts with nothing open, at the members' prices as they are.
func (b *search) newCover(ctx context.Context, n node, effort int) *cover {
	r := b.down.relaxation
	c := &cover{search: b, ctx: ctx, node: n, open: make([]int, len(b.pools)), effort: effort, cut: b.cut(n)}
	c.layers = append(c.layers, newLayer(r, n, b.cutoff))
	if r.points {
		points := r.price
		r.points, r.price = false, b.prices
		c.layers = append(c.layers, newLayer(r, n, func() int64 { return int64(r.goal) * scale }))
		r.points, r.price = true, points
	}
	return c
}

// run says whether it has seen all of the node; else its effort ended first.
func (c *cover) run() bool {
	c.heads.reset()
	left, free := c.limit, []int{}
	for i, s := range c.node.pools {
		for range s.lo {
			c.add(i)
			left--
		}
		if s.hi > s.lo {
			free = append(free, i)
		}
	}
	c.extend(free, left)
	return c.effort > 0
}

// extend tries what is open, and then each way to open more of the free pools, up to left groups.
func (c *cover) extend(free []int, left int) {
	if c.effort--; c.effort <= 0 {
		return
	}
	if c.promises(nil, 0) {
		c.judge()
	}
	if left == 0 || !c.promises(free, left) {
		return
	}
	free, adds := slices.Clone(free), c.layers[0].adds
	slices.SortStableFunc(free, func(a, b int) int { return int(max(-1, min(1, adds[b]-adds[a]))) })
	for at, i := range free {
		if at > 0 && !c.promises(free[at:], left) {
			return
		}
		undo := c.add(i)
		rest := free[at+1:]
		if c.open[i] < c.node.pools[i].hi {
			rest = free[at:]
		}
		c.extend(rest, left-1)
		c.remove(i, undo)
		if c.effort <= 0 {
			return
		}
	}
}

// promises says whether up to left further groups of the free pools could reach the cutoff, as far as the bounds know.
func (c *cover) promises(free []int, left int) bool {
	if c.heads.most(c.node.pools, c.open, free, left) < c.hope().placed {
		return false
	}
	for _, l := range c.layers {
		if l.most(c.node, c.open, free, left) < l.cutoff() {
			return false
		}
	}
	return c.cut.most(c.open, free, left) >= c.cutoff()
}

// add opens a group.
func (c *cover) add(i int) (undo [][]offered) {
	c.open[i]++
	c.heads.add(i)
	for _, l := range c.layers {
		undo = append(undo, l.add(i))
	}
	return undo
}

func (c *cover) remove(i int, undo [][]offered) {
	c.open[i]--
	c.heads.remove()
	for n, l := range c.layers {
		l.remove(i, undo[n])
	}
}
