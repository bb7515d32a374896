package review

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// tell writes to the applicant what was decided: one letter, whatever it was. Where the deadline decided, staff
// are told too. With that, what the application was promised is kept.
func (f function) tell(ctx context.Context, in applicationIn) error {
	a, err := f.Store.Application(ctx, in.Application)
	if err != nil {
		return err
	}
	if a.Decision == nil {
		return pug.Errorf(pug.Invalid, "The application %s is not decided yet.", a.ID)
	}
	dates, err := f.Calendar.Dates(ctx, a.Cohort)
	if err != nil {
		return err
	}
	var groups []pug.Group
	if a.Place > 0 {
		if groups, err = f.Store.Groups(ctx, a.Cohort); err != nil {
			return err
		}
	}
	outcome := f.decisionLetter(a, dates, groups)
	told, err := f.Letters.Telling("review/"+a.ID+"/outcome", outcome, letter.ToApplicant(a))
	if err != nil {
		return err
	}
	if a.Decision.By == pug.TheDeadline {
		staff, err := f.Letters.Telling("review/"+a.ID+"/deadline", waitlistedUndecided{a, f.When(a.Submitted)},
			f.Letters.Staff...)
		if err != nil {
			return err
		}
		told = append(told, staff...)
	}
	return f.Store.Keep(ctx, workflow.Application, a.ID, told...)
}

type recordOut struct {
	Decided bool `json:"decided"`
}

// record puts a member who was decided after the groups were published on the waitlist, behind everybody. Who is
// decided before gets a seat or a place by publishing, which looks once more after it has said that they are published.
func (f function) record(ctx context.Context, in applicationIn) (recordOut, error) {
	a, err := f.Store.Application(ctx, in.Application)
	if err != nil || a.Decision == nil {
		return recordOut{}, err
	}
	return recordOut{true}, f.lineUp(ctx, a)
}

func (f function) lineUp(ctx context.Context, a pug.Application) error {
	if !a.MayWait() || a.Settled() {
		return nil
	}
	published, err := published(ctx, f.Store, a)
	if err != nil || !published {
		return err
	}
	place, err := f.Store.NextPlaces(ctx, a.Cohort, 1)
	if err != nil {
		return err
	}
	err = f.Store.Wait(ctx, pug.Place{Cohort: a.Cohort, Order: place, Person: a.Person(),
		Why: "The application was decided after the groups were published."})
	if pug.IsError(err, pug.Already) {
		return nil
	}
	return err
}

// cohorts are the store's, or what is known of them as of some seconds ago.
type cohorts interface {
	Cohort(ctx context.Context, id pug.CohortID) (pug.Cohort, error)
}

// published says whether the groups of a member's cohort are published. For Champions nobody asks.
func published(ctx context.Context, from cohorts, a pug.Application) (bool, error) {
	if a.Kind != pug.KindMember {
		return false, nil
	}
	c, err := from.Cohort(ctx, a.Cohort)
	if pug.IsError(err, pug.NotFound) {
		return false, nil
	}
	return c.Stage.Published(), err
}
