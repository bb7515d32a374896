package match

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// Solve forms the groups. Groups open one at a time, each the one that adds most; then open groups are exchanged
// for others as long as that helps, within bounds. For the groups that open, the members are placed as well as
// can be. The same problem gives the same plan, whatever the order of its lists.
//
// It fails when the problem makes no sense (Validate) or when ctx ends first.
func Solve(ctx context.Context, p Problem) (Plan, error) {
	if err := p.Validate(); err != nil {
		return Plan{}, fmt.Errorf("problem: %w", err)
	}
	s := newSearch(p)
	if err := s.run(ctx); err != nil {
		return Plan{}, fmt.Errorf("form groups: %w", err)
	}
	plan := s.plan(p)
	plan.Reasons = Explain(p, plan)
	return plan, nil
}

func byChampionID(a, b Champion) int { return cmp.Compare(a.ID, b.ID) }

func byMemberID(a, b Member) int { return cmp.Compare(a.ID, b.ID) }

// split makes one pool per role: a member fits only groups of their role, so the pools share nothing
// but the number of groups.
func split(p Problem) []*pool {
	roles := map[string]*pool{}
	for _, c := range slices.SortedFunc(slices.Values(p.Champions), byChampionID) {
		if roles[c.Role] == nil {
			roles[c.Role] = &pool{params: p.Params, outcomes: map[string]outcome{}}
		}
		roles[c.Role].champions = append(roles[c.Role].champions, c)
	}
	for _, m := range slices.SortedFunc(slices.Values(p.Members), byMemberID) {
		if roles[m.Role] != nil {
			roles[m.Role].add(m, p.Adjacency)
		}
	}
	names := []string{}
	for role := range roles {
		names = append(names, role)
	}
	slices.Sort(names)
	pools := []*pool{}
	for _, role := range names {
		roles[role].lineUp()
		pools = append(pools, roles[role])
	}
	return pools
}

// plan writes down where the members sit when the search has ended.
func (s *search) plan(p Problem) Plan {
	plan := Plan{Groups: []Group{}, Unplaced: []string{}}
	placed := map[string]bool{}
	for i, pool := range s.pools {
		seats := pool.fill(s.chosen[i])
		for _, c := range s.chosen[i] {
			g := Group{Champion: pool.champions[c].ID, Members: []string{}}
			for _, m := range seats.in[c] {
				g.Members = append(g.Members, pool.members[m].ID)
				placed[pool.members[m].ID] = true
			}
			slices.Sort(g.Members)
			plan.Groups = append(plan.Groups, g)
		}
	}
	slices.SortFunc(plan.Groups, func(a, b Group) int { return strings.Compare(a.Champion, b.Champion) })
	for _, m := range p.Members {
		if !placed[m.ID] {
			plan.Unplaced = append(plan.Unplaced, m.ID)
		}
	}
	slices.Sort(plan.Unplaced)
	return plan
}
