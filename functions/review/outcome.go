package review

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// tell writes to the applicant what was decided: one letter, whatever the outcome. Where the deadline decided, staff
// are told too.
func (f function) tell(ctx context.Context, in applicationIn) error {
	a, err := f.Store.Application(ctx, in.Application)
	if err != nil {
		return err
	}
	if a.Decision == nil {
		return pug.Errorf(pug.Conflict, "The application %s is not decided yet.", a.ID)
	}
	waits, err := f.waits(ctx, a)
	if err != nil {
		return err
	}
	dates, err := f.Calendar.Dates(ctx, a.Cohort)
	if err != nil {
		return err
	}
	told := f.decisionLetter(a, dates, waits)
	if err := f.Letters.Tell(ctx, "review/"+a.ID+"/outcome", told, letter.ToApplicant(a)); err != nil {
		return err
	}
	if a.Decision.By != pug.TheDeadline {
		return nil
	}
	return f.Letters.Tell(ctx, "review/"+a.ID+"/deadline",
		waitlistedUndecided{a, f.When(a.Submitted)}, f.Letters.Staff...)
}
