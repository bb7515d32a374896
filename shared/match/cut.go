package match

import "slices"

// cut is a bound by some prices of the members: what is gained by any groups that open. The
// prices at which an opening turned out to be too little refute others that are like it.
type cut struct {
	base  int64
	gains [][]int64 // by pool: what its first group adds, its second, ...
	count bool      // of the number of members, though points are sought
	top   top
}

// cut keeps the bound by the prices as they are.
func (b *search) cut(n node) cut {
	r := b.down.relaxation
	k := cut{base: r.start(), gains: make([][]int64, len(r.pools))}
	for _, price := range r.price {
		k.base += price
	}
	for i := range r.pools {
		r.value(i, min(n[i].hi, r.limit))
		k.gains[i] = slices.Clone(r.gains[i])
	}
	return k
}

// of is the bound for an opening.
func (k *cut) of(open []int) int64 {
	sum := k.base
	for i, n := range open {
		for _, gain := range k.gains[i][:n] {
			sum += gain
		}
	}
	return sum
}

// more is what up to left groups of the free pools add to the bound of an opening.
func (k *cut) more(open, free []int, left int) int64 {
	k.top.reset(left)
	for _, i := range free {
		for _, gain := range k.gains[i][open[i]:] {
			k.top.add(gain)
		}
	}
	return k.top.sum()
}

// manyCuts is how many cuts are kept.
const manyCuts = 24

// judge tries what is open unless a known cut refutes it, and learns from it if that pays.
func (c *cover) judge() {
	for i := range c.cuts {
		if c.cuts[i].of(c.open) < c.least(c.cuts[i]) {
			c.hits++
			if i > 0 {
				c.cuts[i], c.cuts[i-1] = c.cuts[i-1], c.cuts[i]
			}
			return
		}
	}
	c.effort -= tryEffort
	c.try(c.open)
	if c.seats.fault != noFault && c.learned < 16+2*c.hits {
		c.learn()
	}
}

// least is what an opening must reach by the cut.
func (c *cover) least(k cut) int64 {
	if k.count {
		return int64(c.down.goal) * scale
	}
	return c.cutoff()
}

// learn makes a cut of the last fault.
func (c *cover) learn() {
	r := c.down.relaxation
	price, reward, points := r.price, r.reward, r.points
	r.price = make([]int64, len(price))
	r.reward = c.seats.prices(r.price)
	r.points = c.seats.fault == tooPoor
	k := c.search.cut(c.node)
	k.count = points && !r.points
	r.price, r.reward, r.points = price, reward, points
	if len(c.cuts) == manyCuts {
		c.cuts = c.cuts[:manyCuts-1]
	}
	c.cuts = slices.Insert(c.cuts, 0, k)
	c.learned++
}
