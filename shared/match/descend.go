package match

import (
	"math"
	"slices"
)

// descent moves prices so that the bound falls, by subgradients (Held, Wolfe and Crowder, Validation of subgradient optimization,
// Mathematical Programming 6, 1974): who sits in several groups becomes dearer, who sits in none becomes cheaper. A step goes
// as far as it would have to if the bound could fall to the cutoff (Polyak), and keeps some of the last step's direction (Camerini,
// Fratta and Maffioli, Mathematical Programming Study 3, 1975), which damps the swinging to and fro.
type descent struct {
	*relaxation
	heading []int64   // by member, in 256ths
	turn    int64     // of the reward
	least   int64     // the lowest bound so far
	prices  []int64   // that gave it
	reward  int64     // that gave it
	shares  []float64 // by pool: how many groups of it opened of late, on average
}

// The pace of a descent: how far it goes by each step, how much of the old direction it keeps, and after how many steps without
// success it goes more slowly.
const (
	keep     = 160 // 256ths of the old direction
	patience = 8

	highest = 1 << 40 // prices stay where sums of them can be counted
)

func newDescent(r *relaxation) *descent {
	return &descent{relaxation: r, heading: make([]int64, len(r.ids)), prices: make([]int64, len(r.ids)), shares: make([]float64, len(r.pools))}
}

// run takes steps at a node until the bound is below the cutoff or the rounds are used up; pruned says that nothing in the node reaches
// the cutoff. What can't reach it is taken out of the node on the way. After each look that opens other groups, visit is called. Without
// one, a node of one opening is looked at as others are.
func (d *descent) run(n node, cutoff func() int64, rounds int, pace float64, visit func()) (pruned bool) {
	clear(d.heading)
	clear(d.shares)
	d.turn, d.least = 0, 1<<62
	last, failures := []int{}, 0
	for range rounds {
		if !d.look(n) || d.bound < cutoff() {
			return true
		}
		for i, k := range d.open {
			d.shares[i] += (float64(k) - d.shares[i]) / 16
		}
		if d.bound < d.least {
			d.least, d.reward, failures = d.bound, d.relaxation.reward, 0
			copy(d.prices, d.price)
		} else if failures++; failures >= patience {
			pace, failures = pace/2, 0
		}
		if d.fix(n, cutoff()) && !n.tighten(d.limit) {
			return true
		}
		if visit != nil && n.single() {
			break
		}
		if visit != nil && !slices.Equal(last, d.open) {
			last = append(last[:0], d.open...)
			visit()
		}
		if pace < 0.005 {
			break
		}
		d.step(float64(d.bound-cutoff()+scale/2) * pace)
	}
	copy(d.price, d.prices)
	d.relaxation.reward = d.reward
	return false
}

// consider takes the prices of a flow if the bound for a node is lower at them than at those that are.
func (d *descent) consider(n node, s *seating) {
	copy(d.prices, d.price)
	d.reward = d.relaxation.reward
	before := int64(math.MaxInt64)
	if d.look(n) {
		before = d.bound
	}
	if d.relaxation.reward = s.prices(d.price); !d.look(n) || d.bound >= before {
		copy(d.price, d.prices)
		d.relaxation.reward = d.reward
	}
}

// step moves the prices; length is how far the bound is to fall.
func (d *descent) step(length float64) {
	least := d.lowestPrice()
	norm := 0.0
	for m, seats := range d.seated {
		slope := 256 * (1 - int64(seats))
		if slope > 0 && d.price[m] == least {
			slope = 0
		}
		d.heading[m] = slope + d.heading[m]*keep/256
		norm += float64(float64(d.heading[m]) * float64(d.heading[m]))
	}
	if d.points {
		d.turn = 256*int64(d.placed-d.goal) + d.turn*keep/256
		norm += float64(float64(d.turn) * float64(d.turn))
	}
	if norm == 0 {
		return
	}
	far := 256 * length / norm
	for m, h := range d.heading {
		if h != 0 {
			d.price[m] = min(max(least, d.price[m]-int64(far*float64(h))), highest)
		}
	}
	d.relaxation.reward = min(max(0, d.relaxation.reward-int64(far*float64(d.turn))), highest)
}

// lowestPrice is how low prices may fall. Where all members are to be placed, each of them must have a seat, whatever it costs.
func (d *descent) lowestPrice() int64 {
	if d.points && d.goal == len(d.ids) {
		return -highest
	}
	return 0
}
