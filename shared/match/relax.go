package match

import (
	"cmp"
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

// single is what one group would gain, by the place of its Champion's company among the pool's.
type single struct {
	gain int64
	own  int
	must bool
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
		fixed += r.worth(mine.points)
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

func byGain(a, b ranked) int {
	if a.gain != b.gain {
		if a.gain > b.gain {
			return -1
		}
		return 1
	}
	return int(a.member - b.member)
}

// addRest appends to the line those whose gain is not above 0.
func (r *relaxation) addRest(i int) {
	from := len(r.line[i])
	for _, mine := range r.pools[i].picks {
		if gain := r.worth(mine.points) - r.price[mine.member]; gain <= 0 {
			r.line[i] = append(r.line[i], ranked{gain, mine.member})
		}
	}
	slices.SortFunc(r.line[i][from:], byGain)
}

// pickMost is pick, but groups of a merged pool are worth no more than the best that its Champions could have each by itself.
func (r *relaxation) pickMost(i, k int) (sum int64, enough bool) {
	owns := r.pools[i].owns
	if len(owns) == 0 {
		return r.pick(i, k, none)
	}
	if len(r.single[i]) < k {
		return 0, false
	}
	apart := int64(0)
	for _, s := range r.single[i][:k] {
		apart += s.gain
	}
	if k == 1 {
		return r.pick(i, 1, r.single[i][0].own)
	}
	sum, enough = r.pick(i, k, none)
	return min(sum, apart), enough
}

// pickEach works out what one group of each Champion would gain, and says whether each could open by itself.
func (r *relaxation) pickEach(i int) bool {
	each, all := r.single[i][:0], true
	for at, o := range r.pools[i].owns {
		if o.hi == 0 {
			continue
		}
		sum, enough := r.pick(i, 1, at)
		if !enough {
			all = false
			continue
		}
		for n := range o.hi {
			each = append(each, single{sum, at, n < o.lo})
		}
	}
	slices.SortStableFunc(each, func(a, b single) int {
		if a.must != b.must {
			if a.must {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.gain, a.gain)
	})
	r.single[i] = each
	return all
}

// pick fills k groups of a pool from the line: with all who gain, and up to the minimum with others too. In a merged pool they are those
// of any Champions, or one of a Champion of the company that is named by its place.
func (r *relaxation) pick(i, k, of int) (sum int64, enough bool) {
	pl := &r.pools[i]
	least, seats := k*r.params.MinMembers-len(pl.fixed), k*pl.room-len(pl.fixed)
	limit := int32(k * r.params.CompanyCap)
	for _, mine := range pl.fixed {
		if c := r.company[mine.member]; pl.crowded && c != none {
			r.number[c]++
		}
	}
	for at, o := range pl.owns {
		switch {
		case o.company == none:
		case of == none:
			r.number[o.company] = int32(pl.kept(at, k) * r.params.CompanyCap)
		case of == at:
			r.number[o.company] = limit
		}
	}
	in := r.sizes[i][k-1][:0]
	for _, next := range r.line[i] {
		if len(in) >= seats || next.gain <= 0 && len(in) >= least {
			break
		}
		if c := r.company[next.member]; pl.crowded && c != none {
			if r.number[c] >= limit {
				continue
			}
			r.number[c]++
		}
		in = append(in, next.member)
		sum += next.gain
	}
	r.sizes[i][k-1] = in
	if !pl.crowded {
		return sum, len(in) >= least
	}
	for _, m := range in {
		if c := r.company[m]; c != none {
			r.number[c] = 0
		}
	}
	for _, mine := range pl.fixed {
		if c := r.company[mine.member]; c != none {
			r.number[c] = 0
		}
	}
	for _, o := range pl.owns {
		if o.company != none {
			r.number[o.company] = 0
		}
	}
	return sum, len(in) >= least
}
