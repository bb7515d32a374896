package match

import (
	"cmp"
	"math"
	"slices"
)

// scale is how many units of a price make one point: prices are whole, so that the same problem is solved in the same
// way everywhere.
const scale = 1 << 12

// relaxation bounds from above what the openings of a node can be worth, by Lagrangian relaxation (Fisher, The
// Lagrangian relaxation method, Management Science 27, 1981; for choosing sites, Cornuejols, Fisher and Nemhauser,
// Location of bank accounts, Management Science 23, 1977).
//
// That a member has one seat at most is relaxed. Each member has a price for being seated, and may sit in any number
// of groups. Then each pool fills its groups by itself with those members who give it most beyond their prices, and
// the pools that gain most open. The sum of the prices and of these gains is an upper bound, whatever the prices; the
// best prices give the value of the linear relaxation in which groups open by fractions.
type relaxation struct {
	*part
	limit  int
	points bool    // bound the score of plans that place goal members; else the number placed
	goal   int     // by points only
	price  []int64 // by member: 0 or above, but see lowestPrice
	reward int64   // by points only: for each member placed, less as much for each of the goal

	// What solve found:
	bound  int64
	open   []int       // by pool: how many groups open
	gains  [][]int64   // by pool: what its first group adds, its second, ...; of those that can't open unworthy
	sits   [][][]int32 // by pool, then number of groups: who would sit there
	seated []int32     // by member: in how many groups they sit
	placed int         // seats taken
	lowest int64       // what it costs to make room for a further group: the least gain of one that needn't have opened
	rival  int64       // the most gain of a group that could open instead of another, 0 at least

	line   [][]ranked // by pool: its picks, those who gain most first
	number []int32    // by company: how many of it one pool took
}

// ranked is a pick and what it gives beyond the price.
type ranked struct {
	gain int64
	pick
}

// unworthy is the gain of a group that can't open.
const unworthy = math.MinInt64 / 4

func newRelaxation(p *part, limit int) *relaxation {
	n := len(p.pools)
	r := &relaxation{part: p, limit: limit, price: make([]int64, len(p.ids)), seated: make([]int32, len(p.ids)),
		open: make([]int, n), gains: make([][]int64, n), sits: make([][][]int32, n), line: make([][]ranked, n),
		number: make([]int32, p.firms)}
	for i := range p.pools {
		for _, mine := range p.pools[i].picks {
			r.line[i] = append(r.line[i], ranked{pick: mine})
		}
	}
	return r
}

// worth is what a pick gives before its price.
func (r *relaxation) worth(points int32) int64 {
	if !r.points {
		return scale
	}
	return int64(points)*scale + r.reward
}

// solve works out the bound for a node at the prices as they are, and who would sit where; false if nothing of the
// node can open.
func (r *relaxation) solve(n node) bool {
	r.bound = 0
	if r.points {
		r.bound = -r.reward * int64(r.goal)
	}
	for _, price := range r.price {
		r.bound += price
	}
	for i := range r.pools {
		r.fillGroups(i, min(n[i].hi, r.limit))
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
		for _, m := range r.sits[i][k-1] {
			r.seated[m]++
		}
		for _, mine := range r.pools[i].fixed {
			r.seated[mine.member]++
		}
		r.placed += len(r.sits[i][k-1]) + len(r.pools[i].fixed)
	}
	return true
}

// fillGroups works out the gains of up to most groups of a pool.
func (r *relaxation) fillGroups(i, most int) {
	r.gains[i] = r.gains[i][:0]
	if most == 0 {
		return
	}
	last := int64(0)
	for _, mine := range r.pools[i].fixed {
		last -= r.worth(mine.points) - r.price[mine.member]
	}
	r.lineUp(r.line[i])
	for k := 1; k <= most; k++ {
		if len(r.sits[i]) < k {
			r.sits[i] = append(r.sits[i], nil)
		}
		sum, enough := r.fill(i, k)
		if !enough {
			for len(r.gains[i]) < most {
				r.gains[i] = append(r.gains[i], unworthy)
			}
			return
		}
		r.gains[i] = append(r.gains[i], sum-last)
		last = sum
	}
}

// lineUp puts those first who gain most at the prices as they are. Prices have moved little since the last time, so
// that insertion is quickest, until it turns out not to be.
func (r *relaxation) lineUp(line []ranked) {
	for n := range line {
		line[n].gain = r.worth(line[n].points) - r.price[line[n].member]
	}
	effort := 0
	for n, next := range line {
		at := n
		for ; at > 0 && line[at-1].gain < next.gain; at-- {
			line[at] = line[at-1]
		}
		line[at] = next
		if effort += n - at; effort > 16*len(line) {
			slices.SortStableFunc(line, func(a, b ranked) int { return cmp.Compare(b.gain, a.gain) })
			return
		}
	}
}

// fill fills k groups of a pool from the line: with all who gain, and up to the minimum with others too. To take the
// best whom the company cap lets in is right for every number of seats: the sets of members that keep the cap are the
// independent sets of a matroid.
func (r *relaxation) fill(i, k int) (sum int64, enough bool) {
	pl := &r.pools[i]
	least, seats := k*r.params.MinMembers-len(pl.fixed), k*pl.room-len(pl.fixed)
	limit := int32(k * r.params.CompanyCap)
	if pl.crowded {
		r.reserve(pl, k)
	}
	in := r.sits[i][k-1][:0]
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
	r.sits[i][k-1] = in
	if pl.crowded {
		clear(r.number)
	}
	return sum, len(in) >= least
}

// reserve counts the seats that companies can't have in k groups of a pool: of those whom staff put in, and what
// Champions keep out.
func (r *relaxation) reserve(pl *pool, k int) {
	for _, mine := range pl.fixed {
		if c := r.company[mine.member]; c != none {
			r.number[c]++
		}
	}
	for at, l := range pl.leaders {
		if l.company != none {
			r.number[l.company] = int32(pl.leading(at, k) * r.params.CompanyCap)
		}
	}
}
