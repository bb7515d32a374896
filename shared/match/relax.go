package match

import (
	"math"
	"slices"
)

// scale is how many units of a price make one point: prices are whole, so that the same problem is solved in the same way everywhere.
const scale = 1 << 12

// relaxation bounds from above what openings can be worth, by Lagrangian relaxation (Fisher, The Lagrangian relaxation method,
// Management Science 27, 1981; for choosing sites, Cornuejols, Fisher and Nemhauser, Location of bank accounts, Management Science 23,
// 1977). Each member has a price for being seated, and may sit in any number of groups. Then each pool picks for itself those members
// who give it most beyond their prices, and the pools that gain most open. The sum of the prices and of these gains is an upper bound,
// whatever the prices; the best prices give the value of the linear relaxation in which groups open by fractions.
type relaxation struct {
	*part
	limit  int
	points bool    // bound the score of plans that place goal members; else the number placed
	goal   int     // by points only
	price  []int64 // by member
	reward int64   // by points only: for each member placed, less as much for each of the goal

	bound  int64     // by the last look
	open   []int     // by pool: how many groups open
	gains  [][]int64 // by pool: what its first group adds, its second, ...; impossible ones are unworthy
	line   [][]ranked
	lowest int64   // what it costs to make room for a further group: the least gain of one that needn't have opened
	rival  int64   // the most gain of a group that could take the place of another, 0 at least
	seated []int32 // by member: in how many groups they sit
	placed int     // seats taken

	single [][]single  // by merged pool: what a group of each Champion would gain, those who must lead one first, then the most
	number []int32     // by company: how many of it one pool picked
	sizes  [][][]int32 // by pool, then number of groups: whom it picks
}

// ranked is a pick and what it gives beyond the price.
type ranked struct {
	gain   int64
	member int32
}

// unworthy is the gain of a group that can't open.
const unworthy = math.MinInt64 / 4

func newRelaxation(p *part, limit int) *relaxation {
	n := len(p.pools)
	return &relaxation{part: p, limit: limit, price: make([]int64, len(p.ids)), open: make([]int, n), gains: make([][]int64, n),
		line: make([][]ranked, n), seated: make([]int32, len(p.ids)), number: make([]int32, p.firms),
		sizes: make([][][]int32, n), single: make([][]single, n)}
}

// worth is what a pick gives before its price.
func (r *relaxation) worth(points int32) int64 {
	if !r.points {
		return scale
	}
	return int64(points)*scale + r.reward
}

// start is the bound without prices and gains.
func (r *relaxation) start() int64 {
	if !r.points {
		return 0
	}
	return -r.reward * int64(r.goal)
}

// look works out the bound for a node at the prices as they are, and who would sit where. It says false if nothing of the node can open.
func (r *relaxation) look(n node) bool {
	r.bound = r.start()
	for _, price := range r.price {
		r.bound += price
	}
	for i := range r.pools {
		r.value(i, min(n[i].hi, r.limit))
	}
	if !r.choose(n) {
		return false
	}
	clear(r.seated)
	r.placed = 0
	for i, k := range r.open {
		if k == 0 {
			continue
		}
		for _, m := range r.sizes[i][k-1] {
			r.seated[m]++
		}
		for _, mine := range r.pools[i].fixed {
			r.seated[mine.member]++
		}
		r.placed += len(r.sizes[i][k-1]) + len(r.pools[i].fixed)
	}
	return true
}

// value works out the gains of up to most groups of a pool, and their picks. Picking the best that the company cap lets in is right
// for every number of seats: the sets of members that keep the cap are a matroid.
func (r *relaxation) value(i, most int) {
	pl, fixed := &r.pools[i], int64(0)
	r.gains[i], r.line[i] = r.gains[i][:0], r.line[i][:0]
	if most == 0 {
		return
	}
	for _, mine := range pl.fixed {
		fixed += r.worth(mine.points) - r.price[mine.member]
	}
	for _, mine := range pl.picks {
		if gain := r.worth(mine.points) - r.price[mine.member]; gain > 0 {
			r.line[i] = append(r.line[i], ranked{gain, mine.member})
		}
	}
	if len(r.line[i]) > pl.room-len(pl.fixed) || pl.crowded {
		slices.SortFunc(r.line[i], byGain)
	}
	last, whole := int64(0), len(r.line[i]) == len(pl.picks)
	for len(r.sizes[i]) < most {
		r.sizes[i] = append(r.sizes[i], nil)
	}
	if pl.owns != nil && !r.pickEach(i) && !whole {
		r.addRest(i)
		whole = true
		r.pickEach(i)
	}
	for k := 1; k <= most; k++ {
		sum, enough := r.pickMost(i, k)
		if !enough && !whole {
			r.addRest(i)
			whole = true
			sum, enough = r.pickMost(i, k)
		}
		if !enough {
			for ; k <= most; k++ {
				r.gains[i] = append(r.gains[i], unworthy)
			}
			return
		}
		sum += fixed
		r.gains[i] = append(r.gains[i], sum-last)
		last = sum
	}
}
