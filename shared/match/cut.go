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
func (r *relaxation) cut() cut {
	k := cut{base: r.start(), gains: make([][]int64, len(r.pools))}
	for _, price := range r.price {
		k.base += price
	}
	for i, s := range r.root(r.limit) {
		r.value(i, s.hi)
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

// more is what up to left groups of the free pools add to the bound of an opening, within a node.
func (k *cut) more(n node, open, free []int, left int) int64 {
	k.top.reset(left)
	for _, i := range free {
		for _, gain := range k.gains[i][open[i]:n[i].hi] {
			k.top.add(gain)
		}
	}
	return k.top.sum()
}

// manyCuts is how many cuts are kept.
const manyCuts = 24

// cuts are what a stage learnt, those that were of use lately first.
type cuts struct {
	list    []cut
	hits    int // how often they refuted something
	learned int
}

// refuted says whether a known cut says that an opening is too little.
func (b *search) refuted(open []int) bool {
	for i := range b.cuts.list {
		if b.cuts.list[i].of(open) < b.least(b.cuts.list[i]) {
			b.cuts.hits++
			if i > 0 {
				b.cuts.list[i], b.cuts.list[i-1] = b.cuts.list[i-1], b.cuts.list[i]
			}
			return true
		}
	}
	return false
}

// least is what an opening must reach by the cut.
func (b *search) least(k cut) int64 {
	if k.count {
		return int64(b.down.goal) * scale
	}
	return b.cutoff()
}

// judge tries an opening that is not refuted, and learns from it if that pays.
func (b *search) judge(open []int) {
	b.try(open)
	if b.seats.fault == tooFew {
		b.few++
	}
	if b.seats.fault != noFault && b.cuts.learned < 16+2*b.cuts.hits {
		b.learn()
	}
}

// learn makes a cut of the last fault.
func (b *search) learn() {
	r := b.down.relaxation
	price, reward, points := r.price, r.reward, r.points
	r.price = make([]int64, len(price))
	r.reward = b.seats.prices(r.price)
	r.points = b.seats.fault == tooPoor
	k := r.cut()
	k.count = points && !r.points
	r.price, r.reward, r.points = price, reward, points
	if len(b.cuts.list) == manyCuts {
		b.cuts.list = b.cuts.list[:manyCuts-1]
	}
	b.cuts.list = slices.Insert(b.cuts.list, 0, k)
	b.cuts.learned++
}
