package match

// choose opens the groups of a node that gain most; false if too few can open. Gains of one pool never grow from a group to the next,
// so opening one at a time is best.
func (r *relaxation) choose(n node) bool {
	clear(r.opened)
	total := 0
	for i, s := range n.pools {
		r.open[i] = 0
		for r.open[i] < s.lo {
			if !r.openOne(i) {
				return false
			}
			total++
		}
	}
	r.lowest, r.rival = -unworthy, 0
	for c, s := range n.classes {
		for r.opened[c] < s.lo {
			i := r.best(n, c)
			if i == none || !r.openOne(i) {
				return false
			}
			r.lowest = min(r.lowest, r.gains[i][r.open[i]-1])
			total++
		}
	}
	if total > r.limit {
		return false
	}
	for ; total < r.limit; total++ {
		i := r.best(n, none)
		if i == none || r.gains[i][r.open[i]] <= 0 {
			r.lowest = min(r.lowest, 0)
			break
		}
		r.lowest = min(r.lowest, r.gains[i][r.open[i]])
		r.openOne(i)
	}
	for i, s := range n.pools {
		if r.open[i] < s.hi {
			r.rival = max(r.rival, r.gains[i][r.open[i]])
		}
	}
	return true
}

// openOne opens one more group of a pool, if it can.
func (r *relaxation) openOne(i int) bool {
	if gain := r.gains[i][r.open[i]]; gain != unworthy {
		r.bound += gain
		r.open[i]++
		r.opened[r.pools[i].class]++
		return true
	}
	return false
}

// best is the pool of a class, or of any, whose next group gains most, or none.
func (r *relaxation) best(n node, class int) int {
	best := none
	for i, s := range n.pools {
		c := r.pools[i].class
		if r.open[i] >= s.hi || r.opened[c] >= n.classes[c].hi || class != none && c != class {
			continue
		}
		if best == none || r.gains[i][r.open[i]] > r.gains[best][r.open[best]] {
			best = i
		}
	}
	return best
}

// fix takes out of a node what can't reach the cutoff, by the gains of the last look: a group that would have to open though others
// gain more, and one that would have to stay shut though it gains more than any other that could take its place.
func (r *relaxation) fix(n node, cutoff int64) (changed bool) {
	up, down := make([]int64, r.classes), make([]int64, r.classes) // by class: the most of the next gains, the least of the last
	for c := range up {
		up[c], down[c] = unworthy, -unworthy
	}
	for i := range n.pools {
		s, k, c := &n.pools[i], r.open[i], r.pools[i].class
		if k < s.hi {
			up[c] = max(up[c], r.gains[i][k])
			if r.bound+r.gains[i][k]-r.lowest < cutoff {
				s.hi, changed = k, true
			}
		}
		if k > s.lo {
			down[c] = min(down[c], r.gains[i][k-1])
			if r.bound-r.gains[i][k-1]+r.rival < cutoff {
				s.lo, changed = k, true
			}
		}
	}
	for c := range n.classes {
		s, k := &n.classes[c], r.opened[c]
		if k < s.hi && r.bound+up[c]-r.lowest < cutoff {
			s.hi, changed = k, true
		}
		if k > s.lo && down[c] != -unworthy && r.bound-down[c]+r.rival < cutoff {
			s.lo, changed = k, true
		}
	}
	return changed
}
