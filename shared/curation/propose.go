package curation

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Propose forms the groups of a cohort for the first time. The same applications give the same proposal, unless
// ctx cuts the search short: then it is the best found so far.
func Propose(ctx context.Context, cohort pug.CohortID, people pug.People) (pug.Proposal, error) {
	b := NewBoard(pug.Proposal{Cohort: cohort, Groups: []pug.ProposedGroup{}, Pins: []pug.Pin{}, Named: []pug.Lead{}},
		people)
	out, err := b.Again(ctx)
	if err != nil {
		return pug.Proposal{}, err
	}
	first := out.Board.Proposal
	first.Undo, first.Last = 0, "proposed the groups"
	return first, nil
}

// Again forms the groups anew around what is pinned, from the people on the board. pug.Invalid: what is pinned can't
// be.
func (b *Board) Again(ctx context.Context) (Result, error) {
	problem := b.Problem()
	plan, err := match.Solve(ctx, problem)
	if pinned := new(match.PinError); errors.As(err, &pinned) {
		return Result{}, pug.Wrapf(err, pug.Invalid,
			"No proposal keeps everything that is pinned: a group that is held open can't reach %d members. "+
				"Let it go, or unpin people elsewhere.", pug.MinMembers)
	}
	if err == nil {
		err = match.Check(problem, plan) // the search is intricate, what a proposal must keep is plain
	}
	if err != nil {
		return Result{}, fmt.Errorf("form the groups of %s: %w", b.Cohort, err)
	}
	next := b.regrouped(plan)
	b.takeTurns(&next)
	again := "proposed the groups again"
	out := b.result(next.Changed(again), "Take the new proposal", again)
	out.Board.Machine = pug.Machine{Revision: out.Board.Revision, Value: out.After}
	if plan.Bound != nil {
		out.Board.Machine.Bound = &pug.Value{Placed: plan.Bound.Placed, Score: plan.Bound.Score}
	}
	return out, nil
}

// regrouped is the proposal with the groups of a plan. A group keeps its number while the same Champion leads it, so
// that people find it again; the others have the numbers that are free then, by topic, role and region.
func (b *Board) regrouped(plan match.Plan) pug.Proposal {
	next := b.Proposal.Clone()
	members := map[string][]string{}
	for _, g := range plan.Groups {
		members[g.Champion] = g.Members
	}
	next.Groups = slices.DeleteFunc(next.Groups, func(g pug.ProposedGroup) bool { return members[g.Lead] == nil })
	fresh := slices.SortedFunc(maps.Keys(members),
		func(x, y string) int { return compareLeads(b.leads[x], b.leads[y]) })
	for _, lead := range fresh {
		at := next.LedBy(lead)
		if at < 0 {
			at = next.Open(lead)
		}
		next.Groups[at].Members = members[lead]
	}
	return next
}
