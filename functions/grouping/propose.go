package grouping

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// thinking is how long the groups may take to form. Proving that no proposal is better takes far less than a second as
// a rule; when the time is up, the best found so far is proposed.
const thinking = 20 * time.Second

// theSoftware is who proposes in the log.
const theSoftware = "the software"

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
	err = f.keep(ctx, p, p.Last, p.Machine.Value, theSoftware)
	if pug.IsError(err, pug.Conflict) {
		return nil // another try of this task was first
	}
	return err
}
