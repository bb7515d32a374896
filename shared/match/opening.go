package match

// choose opens the groups of a node that gain most; false if too few can open. Gains of one pool never grow from a
// group to the next, so opening one at a time is best.
func (r *relaxation) choose(n node) bool {
	total := 0
	for i, s := range n {
		r.open[i] = 0
		for r.open[i] < s.lo {
			if !r.openOne(i) {
				return false
			}
			total++
		}
	}
	r.lowest, r.rival = -unworthy, 0
	if total > r.limit {
		return false
	}
	for ; total < r.limit; total++ {
		i := r.best(n)
		if i == none || r.gains[i][r.open[i]] <= 0 {
			r.lowest = min(r.lowest, 0)
			break
		}
		r.lowest = min(r.lowest, r.gains[i][r.open[i]])
		r.openOne(i)
	}
	for i, s := range n {
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
		return true
	}
	return false
}

// best is the pool whose next group gains most, or none.
func (r *relaxation) best(n node) int {
	best := none
	for i, s := range n {
		if r.open[i] < s.hi && (best == none || r.gains[i][r.open[i]] > r.gains[best][r.open[best]]) {
			best = i
		}
	}
	return best
}

// fix takes out of a node what can't reach the cutoff, by the reduced costs of what solve found: a group that would
// have to open though others gain more, and one that would have to stay shut though it gains more than any other that
// could open instead.
func (r *relaxation) fix(n node, cutoff int64) (changed bool) {
	for i := range n {
		s, k := &n[i], r.open[i]
		if k < s.hi && r.bound+r.gains[i][k]-r.lowest < cutoff {
			s.hi, changed = k, true
		}
		if k > s.lo && r.bound-r.gains[i][k-1]+r.rival < cutoff {
			s.lo, changed = k, true
		}
	}
	return changed
}
