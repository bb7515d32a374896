package grouping

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// thinking is how long the groups may take to form. Proving that no proposal is better takes far less than a second as
// a rule; when the time is up, the best found so far is proposed.
const thinking = 20 * time.Second

// propose forms the groups and stores them, in one write, for staff to curate. What is there already stays: it may be
// in staff's hands.
func (f function) propose(ctx context.Context, in cohortIn) error {
	c, err := f.Store.Cohort(ctx, in.Cohort)
	if err != nil || c.Revision > 0 {
		return err
	}
	if err := f.Store.SetStage(ctx, c.ID, pug.StageForming); err != nil {
		return err
	}
	people, err := f.people(ctx, c.ID)
	if err != nil {
		return err
	}
	within, cancel := context.WithTimeout(ctx, thinking)
	defer cancel()
	p, err := curation.Propose(within, c.ID, people)
	if err != nil {
		return err
	}
	if p.People, err = f.Store.PutPeople(ctx, c.ID, people); err != nil {
		return err
	}
	line := pug.LogProposed(c.ID, len(p.Groups), p.Machine.Value.Placed, f.Now())
	err = f.keep(ctx, p, p.Last, p.Machine.Value, pug.TheSoftware, store.Logged{Entry: line})
	if pug.IsError(err, pug.Conflict) {
		return nil // another try of this task was first
	}
	return err
}

type curateIn struct {
	Cohort pug.CohortID `json:"cohort"`
	Token  string       `json:"token"`
	Round  int          `json:"round"` // 0 asks, later rounds remind
}

// curate asks staff to look at the proposal and to publish it. The workflow waits until one of them has.
func (f function) curate(ctx context.Context, in curateIn) error {
	if err := f.Workflow.Await(ctx, workflow.CurationSubject(in.Cohort), in.Token); err != nil {
		return err
	}
	b, err := f.board(ctx, in.Cohort)
	if err != nil {
		return err
	}
	if b.cohort.Published != nil {
		return f.Workflow.Complete(ctx, workflow.CurationSubject(in.Cohort), in.Token)
	}
	ends := b.cohort.Dates.Curate
	if !f.Now().Before(ends) {
		return nil // too late to ask: the workflow is about to publish the proposal as it stands
	}
	return f.Letters.AskStaff(ctx, fmt.Sprintf("curate/%s/%d%s", in.Cohort, in.Round, b.cohort.Since("curate")),
		link.Link{Purpose: duty.PurposeGroups, Subject: string(in.Cohort), Expires: ends},
		f.curateRequest(b, in.Round > 0), store.Unpublished(in.Cohort))
}

// lapses is how often lapse looks anew when staff change the groups in the same moment.
const lapses = 5

// lapse publishes the groups as they stand, since nobody published them in time. Groups that moves by hand have left
// too small are dissolved first. What staff published in the meantime stands.
func (f function) lapse(ctx context.Context, in cohortIn) error {
	var err error
	for range lapses {
		if err = f.publishAsItStands(ctx, in.Cohort); !pug.IsError(err, pug.Conflict) {
			return err
		}
	}
	return pug.Wrapf(err, pug.Unavailable, "The groups of %s keep changing: they are not published yet", in.Cohort)
}

func (f function) publishAsItStands(ctx context.Context, id pug.CohortID) error {
	b, err := f.board(ctx, id)
	if err != nil {
		return err
	}
	if b.cohort.Published == nil {
		for _, group := range b.Small() {
			out, err := b.Apply(curation.Change{Do: curation.Dissolve, Group: group.ID})
			if err != nil {
				return err
			}
			if err := f.keep(ctx, out.Board.Proposal, out.What, out.After, pug.TheDeadline); err != nil {
				return err
			}
			b.Board = out.Board
		}
		d := pug.Decision{Choice: pug.ChoicePublish, By: pug.TheDeadline, At: f.Now()}
		if b.cohort, err = f.Store.Publish(ctx, id, d, b.Revision, b.logged(d, "")); err != nil {
			return err
		}
	}
	if b.cohort.Published.By != pug.TheDeadline {
		return nil
	}
	return f.Letters.TellStaff(ctx, "lapsed/"+string(id),
		publishedUncurated{id, f.When(b.cohort.Dates.Curate), pug.MinMembers})
}
