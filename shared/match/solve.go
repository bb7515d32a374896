package match

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Solve forms the groups: the plan that places most members and, among those, has most points. The plan is proven to
// be that one (Optimal), unless ctx reaches its deadline before the proof is complete: then it is the best found so
// far, with bounds on how much better another could be (Bound). The same problem gives the same plan, whatever the
// order of its lists, as long as the deadline does not cut in.
//
// It fails when the problem makes no sense (Validate), when what staff pinned can't be (PinError), or when ctx is
// cancelled.
func Solve(ctx context.Context, p Problem) (Plan, error) {
	f, err := p.validate()
	if err != nil {
		return Plan{}, fmt.Errorf("problem: %w", err)
	}
	limit := min(p.Params.MaxGroups, len(p.Champions))
	all := parts(p, f)
	ledgers := []*ledger{}
	for _, pt := range all {
		ledgers = append(ledgers, newLedger(pt, limit))
	}
	short := allocate(ctx, ledgers, limit)
	if len(short) > 0 {
		return Plan{}, fmt.Errorf("problem: %w", &PinError{fmt.Sprintf(
			"pins: the group of %s can't open: fewer than params.min_members, %d, can sit in it "+
				"beside what else is pinned",
			strings.Join(short, ", "), p.Params.MinMembers)})
	}
	if err := ctx.Err(); errors.Is(err, context.Canceled) {
		return Plan{}, fmt.Errorf("form groups: %w", err)
	}
	plan := planOf(ledgers, limit)
	plan.complete(p)
	e := newExplainer(p, plan, f)
	e.parts = all
	plan.Reasons = e.explain()
	return plan, nil
}

// planOf reads the groups from the searches that found most.
func planOf(ledgers []*ledger, limit int) Plan {
	most, _ := share(ledgers, limit, (*ledger).upper)
	found, groups := share(ledgers, limit, (*ledger).lower)
	plan := Plan{Groups: []Group{}, Unplaced: []string{}, Optimal: found == most}
	if !plan.Optimal {
		members, _ := share(ledgers, limit, (*ledger).upperPlaced)
		points, _ := share(ledgers, limit, (*ledger).upperScore)
		plan.Bound = &Bound{Placed: members.placed, Score: points.score}
	}
	for i, l := range ledgers {
		plan.Groups = append(plan.Groups, l.actual.groups(l.found(groups[i]).opening)...)
	}
	return plan
}

// complete puts the plan's lists in order and adds those who have no seat.
func (plan *Plan) complete(p Problem) {
	placed := map[string]bool{}
	for _, g := range plan.Groups {
		slices.Sort(g.Members)
		for _, id := range g.Members {
			placed[id] = true
		}
	}
	slices.SortFunc(plan.Groups, func(a, b Group) int { return strings.Compare(a.Champion, b.Champion) })
	for _, m := range p.Members {
		if !placed[m.ID] {
			plan.Unplaced = append(plan.Unplaced, m.ID)
		}
	}
	slices.Sort(plan.Unplaced)
}
