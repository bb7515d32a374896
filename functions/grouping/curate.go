package grouping

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/post"
	"github.com/partnerusergroups/pugs/shared/pug"
)

type curateInput struct {
	Cohort pug.CohortID `json:"cohort"`
	Token  string       `json:"token"`
	Round  int          `json:"round"` // 0 asks, later rounds remind
}

// curate asks staff to look at the proposal and to publish it. The workflow waits until one of them has.
func (g *grouping) curate(ctx context.Context, in curateInput) (lambdafn.None, error) {
	if err := g.Workflow.Await(ctx, subject(in.Cohort), in.Token); err != nil {
		return lambdafn.None{}, err
	}
	r, err := g.roster(ctx, in.Cohort)
	if err != nil {
		return lambdafn.None{}, err
	}
	if r.cohort.Published != nil {
		return lambdafn.None{}, g.Workflow.Complete(ctx, subject(in.Cohort), in.Token)
	}
	ends := r.cohort.Dates.Curate
	if !g.Now().Before(ends) {
		return lambdafn.None{}, nil // too late to ask: the workflow is about to publish the proposal as it stands
	}
	champions, err := g.Store.Applications(ctx, in.Cohort, pug.KindChampion)
	if err != nil {
		return lambdafn.None{}, err
	}
	members, err := g.Store.Applications(ctx, in.Cohort, pug.KindMember)
	if err != nil {
		return lambdafn.None{}, err
	}
	letter := g.askToCurate(r, leaderless(champions), excess(r.waitlist, byID(members)), in.Round > 0)
	return lambdafn.None{}, g.Post.Ask(ctx, post.Question{
		Key: fmt.Sprintf("curate/%s/%d", in.Cohort, in.Round), Purpose: purposeGroups, Subject: string(in.Cohort),
		Expires: ends, Button: "Look at the groups", Letter: letter,
	}, g.Post.Staff...)
}
