package match

import "slices"

// span is from how many to how many groups open.
type span struct {
	lo, hi int
}

// node is a set of openings: those whose numbers of groups, by pool, lie in the spans.
type node []span

// root is all openings of at most limit groups that open what staff opened.
func (p *part) root(limit int) node {
	n := make(node, len(p.pools))
	for i := range p.pools {
		n[i] = span{p.pools[i].forced, min(len(p.pools[i].champions), limit)}
	}
	return n
}

// only is the node of one opening.
func only(open []int) node {
	n := make(node, len(open))
	for i, k := range open {
		n[i] = span{k, k}
	}
	return n
}

// single says whether the node has one opening left.
func (n node) single() bool {
	return !slices.ContainsFunc(n, func(s span) bool { return s.lo != s.hi })
}

// opening is the smallest of the node: of a single one, the one.
func (n node) opening() []int {
	open := make([]int, len(n))
	for i, s := range n {
		open[i] = s.lo
	}
	return open
}

// tighten draws the conclusion of what opens at least for what can open beside it; false if no opening is left.
func (n node) tighten(limit int) bool {
	for _, s := range n {
		limit -= s.lo
	}
	for i := range n {
		n[i].hi = min(n[i].hi, n[i].lo+limit)
		if n[i].lo > n[i].hi {
			return false
		}
	}
	return limit >= 0
}
