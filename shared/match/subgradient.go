package match

import "slices"

// subgradient moves prices so that the bound falls (Held, Wolfe and Crowder, Validation of subgradient optimization,
// Mathematical Programming 6, 1974): who sits in several groups becomes dearer, who sits in none becomes cheaper. A
// step goes as far as it would have to if the bound could fall to the cutoff (Polyak), and keeps some of the last
// step's direction (Camerini, Fratta and Maffioli, Mathematical Programming Study 3, 1975), which damps the swinging
// to and fro.
type subgradient struct {
	*relaxation
	heading []int64   // by member, in 256ths
	turn    int64     // of the reward
	least   int64     // the lowest bound so far
	prices  []int64   // that gave it
	reward  int64     // that gave it
	shares  []float64 // by pool: how many groups of it opened of late, on average
}

// schedule is how many steps are taken at most, and how far the first ones go.
type schedule struct {
	rounds int
	pace   float64
}

const (
	keep     = 160     // 256ths of the old direction
	stalled  = 8       // steps without a lower bound after which the pace is halved
	slowest  = 0.005   // the pace at which it ends
	dearest  = 1 << 40 // prices stay where sums of them can be counted
	averaged = 16      // looks that a share is an average of, about
)

func newSubgradient(r *relaxation) *subgradient {
	return &subgradient{relaxation: r, heading: make([]int64, len(r.ids)), prices: make([]int64, len(r.ids)),
		shares: make([]float64, len(r.pools))}
}

// run takes steps at a node until the bound is below the cutoff, the schedule ends or one opening is left; pruned says
// that nothing in the node reaches the cutoff. What can't reach it is taken out of the node on the way. Each opening
// that the relaxation comes by is handed to visit, if there is one.
func (d *subgradient) run(n node, cutoff func() int64, s schedule, visit func(open []int)) (pruned bool) {
	clear(d.heading)
	clear(d.shares)
	d.turn, d.least = 0, 1<<62
	last, failures := []int{}, 0
	for range s.rounds {
		if !d.solve(n) || d.bound < cutoff() {
			return true
		}
		for i, k := range d.open {
			d.shares[i] += (float64(k) - d.shares[i]) / averaged
		}
		if d.bound < d.least {
			d.least, d.reward, failures = d.bound, d.relaxation.reward, 0
			copy(d.prices, d.price)
		} else if failures++; failures >= stalled {
			s.pace, failures = s.pace/2, 0
		}
		if d.fix(n, cutoff()) && !n.tighten(d.limit) {
			return true
		}
		if n.single() {
			break
		}
		if visit != nil && !slices.Equal(last, d.open) {
			last = append(last[:0], d.open...)
			visit(d.open)
		}
		if s.pace < slowest {
			break
		}
		d.step(float64(d.bound-cutoff()+scale/2) * s.pace)
	}
	copy(d.price, d.prices)
	d.relaxation.reward = d.reward
	return false
}

// step moves the prices; length is how far the bound is to fall.
func (d *subgradient) step(length float64) {
	lowest := d.lowestPrice()
	norm := 0.0
	for m, seats := range d.seated {
		slope := 256 * (1 - int64(seats))
		if slope > 0 && d.price[m] == lowest {
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
			d.price[m] = min(max(lowest, d.price[m]-int64(far*float64(h))), dearest)
		}
	}
	d.relaxation.reward = min(max(0, d.relaxation.reward-int64(far*float64(d.turn))), dearest)
}

// lowestPrice is how low prices may fall. Where all members are to be placed, each of them must have a seat, whatever
// it costs.
func (d *subgradient) lowestPrice() int64 {
	if d.points && d.goal == len(d.ids) {
		return -dearest
	}
	return 0
}
