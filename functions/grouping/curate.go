package grouping

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/link"
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
	b, err := g.board(ctx, in.Cohort)
	if err != nil {
		return lambdafn.None{}, err
	}
	if b.cohort.Published != nil {
		return lambdafn.None{}, g.Workflow.Complete(ctx, subject(in.Cohort), in.Token)
	}
	ends := b.cohort.Dates.Curate
	if !g.Now().Before(ends) {
		return lambdafn.None{}, nil // too late to ask: the workflow is about to publish the proposal as it stands
	}
	return lambdafn.None{}, g.Letters.Ask(ctx, fmt.Sprintf("curate/%s/%d", in.Cohort, in.Round),
		link.Link{Purpose: purposeGroups, Subject: string(in.Cohort), Expires: ends},
		g.curateRequest(b, in.Round > 0), g.Letters.Staff...)
}
