package match

import "slices"

// span is from how many to how many groups open.
type span struct {
	lo, hi int
}

// node is a set of openings: those whose numbers lie in the spans.
type node struct {
	pools   []span // by pool
	classes []span // by class: of all its pools together
}

func (n node) clone() node {
	return node{slices.Clone(n.pools), slices.Clone(n.classes)}
}

// root is all openings of at most limit groups that open what staff opened.
func (p *part) root(limit int) node {
	n := node{make([]span, len(p.pools)), make([]span, p.classes)}
	for i := range p.pools {
		pl := &p.pools[i]
		n.pools[i] = span{pl.forced, min(len(pl.champions), limit)}
		n.classes[pl.class].hi = limit
	}
	return n
}

// tighten draws the conclusions of the spans for one another; false if no opening is left.
func (p *part) tighten(n node, limit int) bool {
	for changed := true; changed; {
		changed = false
		sum := make([]span, len(n.classes))
		least := 0
		for i, s := range n.pools {
			c := p.pools[i].class
			sum[c].lo += s.lo
			sum[c].hi += s.hi
		}
		for c := range n.classes {
			s := &n.classes[c]
			s.lo, s.hi = max(s.lo, sum[c].lo), min(s.hi, sum[c].hi)
			if s.lo > s.hi {
				return false
			}
			least += s.lo
		}
		if least > limit {
			return false
		}
		for c := range n.classes {
			n.classes[c].hi = min(n.classes[c].hi, limit-least+n.classes[c].lo)
		}
		for i := range n.pools {
			s, c := &n.pools[i], p.pools[i].class
			was := *s
			s.hi = min(s.hi, n.classes[c].hi-(sum[c].lo-s.lo))
			s.lo = max(s.lo, n.classes[c].lo-(sum[c].hi-was.hi))
			if s.lo > s.hi {
				return false
			}
			changed = changed || *s != was
		}
	}
	return true
}
