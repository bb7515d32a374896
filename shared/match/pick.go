package match

import (
	"cmp"
	"slices"
)

// single is what one group would gain, by the place of its Champion's company among the pool's.
type single struct {
	gain int64
	own  int
	must bool
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
	r.reserve(pl, k, of)
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
	r.release(pl)
	return sum, len(in) >= least
}

// reserve counts the seats that companies can't have: those of whom staff put in, and what Champions keep out.
func (r *relaxation) reserve(pl *pool, k, of int) {
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
			r.number[o.company] = int32(k * r.params.CompanyCap)
		}
	}
}

func (r *relaxation) release(pl *pool) {
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
}
