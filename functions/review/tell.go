package review

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// conclude decides on an application and tells of it in one write, so that its workflow has nothing left to do. It does
// nothing, and says so, where something is: who is decided after the groups were published has to be put on the
// waitlist before they are told.
func (f function) conclude(ctx context.Context, c store.Case, d pug.Decision, owed ...store.Owed) (bool, error) {
	if published(c) {
		return false, nil
	}
	status, _ := d.Choice.Status() // one that has none is refused by the store
	c.Application.Status, c.Application.Decision = status, &d
	told, err := f.outcome(ctx, c)
	if err != nil {
		return false, err
	}
	return f.Store.Conclude(ctx, c, d, append(told, owed...)...)
}

// tell writes to the applicant what was decided, and to staff where the deadline decided, unless the decision did so
// itself. With that, what the application was promised is kept.
func (f function) tell(ctx context.Context, in applicationIn) error {
	c, err := f.Store.Case(ctx, in.Application)
	if err != nil {
		return err
	}
	if c.Application.Decision == nil {
		return pug.Errorf(pug.Invalid, "The application %s is not decided yet.", in.Application)
	}
	// The same person is told by the other application, and this address may be a stranger's. Who changed the decision
	// has told the applicant.
	if c.Application.Instead != "" || len(c.Application.Earlier) > 0 {
		return f.Store.Keep(ctx, workflow.Application, in.Application)
	}
	told, err := f.outcome(ctx, c)
	if err != nil {
		return err
	}
	return f.Store.Keep(ctx, workflow.Application, in.Application, told...)
}

// outcome are the letters that tell of a decision: one to the applicant, whatever it was; where the deadline decided,
// staff are told too.
func (f function) outcome(ctx context.Context, c store.Case) (told []store.Owed, err error) {
	a, dates := c.Application, c.Cohort.Dates
	if c.Cohort.ID == "" {
		dates = calendar.Plan(a.Cohort, f.Settings.Zone, f.Settings.Leads)
	}
	var groups []pug.Group
	if a.Place > 0 {
		if groups, err = f.Store.Groups(ctx, a.Cohort); err != nil {
			return nil, err
		}
	}
	key, to := "review/"+a.ID, letter.ToApplicant(a)
	if a.Decision.By == pug.TheDeadline || a.Status == pug.StatusReplaced { // none of the staff decided
		to = letter.ToStranger(a)
	}
	told, err = f.Letters.Telling(key+"/outcome", f.decisionLetter(a, dates, groups), to)
	if err != nil || a.Decision.By != pug.TheDeadline {
		return told, err
	}
	staff, err := f.Letters.Telling(key+"/deadline", waitlistedUndecided{a, f.When(a.Submitted)}, f.Letters.Staff...)
	return append(told, staff...), err
}

type recordOut struct {
	Decided bool `json:"decided"`
}

// record puts a member who was decided after the groups were published on the waitlist, behind everybody. Who is
// decided before gets a seat or a place by publishing, which looks once more after it has said that they are published.
func (f function) record(ctx context.Context, in applicationIn) (recordOut, error) {
	c, err := f.Store.Case(ctx, in.Application)
	if err != nil || c.Application.Decision == nil {
		return recordOut{}, err
	}
	return recordOut{true}, f.lineUp(ctx, c)
}

func (f function) lineUp(ctx context.Context, c store.Case) error {
	a := c.Application
	if !a.MayWait() || a.Settled() || !published(c) {
		return nil
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

// published says whether the groups of a member's cohort are published. For Champions nobody asks.
func published(c store.Case) bool {
	return c.Application.Kind == pug.KindMember && c.Cohort.Stage.Published()
}
