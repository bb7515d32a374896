package match

import "context"

// cover looks through the openings of a node one group after the other, pruned by bounds that are quick to keep up. What takes least
// time to know is asked first.
type cover struct {
	*search
	ctx    context.Context
	node   node
	sights []*sight // of what is sought; then, where it is hard to place enough members, of their number
	open   []int
	lists  [][]int // by number of groups that may still open: the pools for them
	effort int     // what is left of the effort
}

// sight is the bounds by some prices on the openings of a node.
type sight struct {
	layer  *layer
	cut    cut
	gained int64        // the bound by the cut for what is open
	least  func() int64 // what the bounds must reach
}

func newSight(r *relaxation, n node, least func() int64) *sight {
	g := &sight{layer: newLayer(r, n), cut: r.cut(), least: least}
	g.gained = g.cut.base
	return g
}

// How much a look at all openings of a node may take, and what trying one takes, in openings looked at.
const (
	coverEffort = 40_000
	tryEffort   = 1_000
)

// newCover starts with nothing open, at the members' prices as they are.
func (b *search) newCover(ctx context.Context, n node) *cover {
	c := &cover{search: b, ctx: ctx, node: n, open: make([]int, len(b.pools)), effort: coverEffort}
	c.sights = append(c.sights, newSight(b.down.relaxation, n, b.cutoff))
	if b.count != nil {
		c.sights = append(c.sights, newSight(b.count.relaxation, n, b.enough))
	}
	c.lists = make([][]int, c.limit+1)
	return c
}

// run says whether it has seen all of the node; else its effort ended first.
func (c *cover) run() bool {
	c.heads.reset()
	left, free := c.limit, []int{}
	for i, s := range c.node {
		for range s.lo {
			c.add(i)
			c.heads.add(i)
			left--
		}
		if s.hi > s.lo {
			free = append(free, i)
		}
	}
	if c.promises(free, left) && c.room(free, left) {
		c.extend(free, left)
	}
	return c.effort > 0
}

// extend tries what is open, and then each way to open more of the free pools, up to left groups.
func (c *cover) extend(free []int, left int) {
	if c.effort--; c.effort <= 0 || c.misled() {
		return
	}
	if c.promises(nil, 0) && c.room(nil, 0) && !c.refuted(c.open) {
		c.effort -= tryEffort
		c.judge(c.open)
	}
	if left == 0 {
		return
	}
	free = c.order(free, left)
	for at, i := range free {
		if at > 0 && !(c.promises(free[at:], left) && c.room(free[at:], left)) {
			return
		}
		rest := free[at+1:]
		if c.open[i]+1 < c.node[i].hi {
			rest = free[at:]
		}
		before := c.add(i)
		if c.promises(rest, left-1) && c.heads.mostWith(i, c.node, c.open, rest, left-1) >= c.hope().placed {
			c.heads.add(i)
			if c.room(rest, left-1) {
				c.extend(rest, left-1)
			}
			c.heads.remove()
		}
		c.remove(i, before)
		if c.effort <= 0 {
			return
		}
	}
}

// order copies pools and puts first those whose next group adds most.
func (c *cover) order(free []int, left int) []int {
	list := append(c.lists[left][:0], free...)
	c.lists[left] = list
	adds := c.sights[0].layer.adds
	for n := 1; n < len(list); n++ {
		for at := n; at > 0 && adds[list[at]] > adds[list[at-1]]; at-- {
			list[at], list[at-1] = list[at-1], list[at]
		}
	}
	return list
}

// promises says whether up to left further groups of the free pools could reach the cutoff, as far as prices know.
func (c *cover) promises(free []int, left int) bool {
	for _, g := range c.sights {
		if g.gained+g.cut.more(c.node, c.open, free, left) < g.least() {
			return false
		}
	}
	for _, g := range c.sights {
		if g.layer.most(c.node, c.open, free, left) < g.least() {
			return false
		}
	}
	return true
}

// room says whether there could be seats enough.
func (c *cover) room(free []int, left int) bool {
	return c.heads.most(c.node, c.open, free, left) >= c.hope().placed
}

// add opens a group, but for the headcount, and returns what remove takes.
func (c *cover) add(i int) (before [2]int) {
	for n, g := range c.sights {
		g.gained += g.cut.gains[i][c.open[i]]
		before[n] = g.layer.add(i)
	}
	c.open[i]++
	return before
}

func (c *cover) remove(i int, before [2]int) {
	c.open[i]--
	for n, g := range c.sights {
		g.gained -= g.cut.gains[i][c.open[i]]
		g.layer.remove(i, before[n])
	}
}
