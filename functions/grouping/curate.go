package grouping

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

type curateIn struct {
	Cohort pug.CohortID `json:"cohort"`
	Token  string       `json:"token"`
	Round  int          `json:"round"` // 0 asks, later rounds remind
}

// curate asks staff to look at the proposal and to publish it. The workflow waits until one of them has.
func (f function) curate(ctx context.Context, in curateIn) error {
	if err := f.Workflow.Await(ctx, subject(in.Cohort), in.Token); err != nil {
		return err
	}
	b, err := f.board(ctx, in.Cohort)
	if err != nil {
		return err
	}
	if b.cohort.Published != nil {
		return f.Workflow.Complete(ctx, subject(in.Cohort), in.Token)
	}
	ends := b.cohort.Dates.Curate
	if !f.Now().Before(ends) {
		return nil // too late to ask: the workflow is about to publish the proposal as it stands
	}
	return f.Letters.Ask(ctx, fmt.Sprintf("curate/%s/%d", in.Cohort, in.Round),
		link.Link{Purpose: purposeGroups, Subject: string(in.Cohort), Expires: ends},
		f.curateRequest(b, in.Round > 0), f.Letters.Staff...)
}
