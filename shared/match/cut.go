package match

import "slices"

// cuts are Benders cuts (Magnanti and Wong, Accelerating Benders decomposition, Operations Research 29, 1981): what
// openings that placed too few members say of others. At the prices of a minimum cut the relaxation's bound for such an
// opening is the very number that it places, and for others like it not much more.
type cuts struct {
	*relaxation
	list []cut // what pruned something last comes first
}

// cut is the relaxation's bound on the number of members at some prices: their sum and the gains of the groups that
// open.
type cut struct {
	prices int64
	gains  [][]int64 // by pool: of its first group, its second, ...
}

// manyCuts is how many cuts are kept.
const manyCuts = 24

func newCuts(p *part, limit int) *cuts { return &cuts{relaxation: newRelaxation(p, limit)} }

// learn keeps the cut of the opening in which the assignment placed most members last.
func (c *cuts) learn(s *assignment) {
	s.minimumCut(c.price)
	c.gains = make([][]int64, len(c.pools))
	if !c.solve(c.root(c.limit)) {
		return
	}
	k := cut{gains: c.gains}
	for _, price := range c.price {
		k.prices += price
	}
	c.list = slices.Insert(c.list[:min(len(c.list), manyCuts-1)], 0, k)
}

// prune says whether a cut shows that no opening of a node places so many members. It narrows the node.
func (c *cuts) prune(n node, members int) bool {
	least := int64(members) * scale
	for i, k := range c.list {
		c.bound, c.gains = k.prices, k.gains
		if !c.choose(n) || c.bound < least || c.fix(n, least) && !n.tighten(c.limit) {
			copy(c.list[1:], c.list[:i])
			c.list[0] = k
			return true
		}
	}
	return false
}

// dual reads the members' prices, and the reward, from the best flow (linear programming duality).
func (s *assignment) dual(price []int64) (reward int64) {
	points := func(node int) int64 { // a potential, without what a seat beyond the minimum adds
		if p := s.net.price[node]; p < s.dear {
			return p
		}
		return s.net.price[node] - s.dear
	}
	for m := range price {
		price[m] = max(0, points(m)) * scale
	}
	return max(0, points(len(s.ids)+1)-int64(s.top)) * scale
}

// minimumCut reads the members' prices from the flow that places most (Ahuja, Magnanti, Orlin: Network Flows, 1993,
// section 6.5): nothing for those who have no seat, or whose seat one of those could have, and one member for all
// others.
func (s *assignment) minimumCut(price []int64) {
	for m := range price {
		price[m] = 0
		if s.wants[m] && s.net.dist[m] == far {
			price[m] = scale
		}
	}
}
