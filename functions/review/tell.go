package review

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

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
	// Who is told by another application may be a stranger here. Who withdrew was told with that, and so was whose
	// decision was changed.
	heard := c.Application.Status == pug.StatusWithdrawn || len(c.Application.Earlier) > 0
	if c.Application.Instead != "" || heard {
		return f.Store.Keep(ctx, workflow.Application, in.Application)
	}
	told, err := f.decisions.Outcome(ctx, c)
	if err != nil {
		return err
	}
	return f.Store.Keep(ctx, workflow.Application, in.Application, told...)
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
	if !a.MayWait() || a.Settled() || !c.Published() {
		return nil
	}
	place, err := f.Store.NextPlaces(ctx, a.Cohort, 1)
	if err != nil {
		return err
	}
	waits := pug.Place{Cohort: a.Cohort, Order: place, Person: a.Person(),
		Why: "The application was decided after the groups were published."}
	err = f.Store.Wait(ctx, waits, store.Logged{Entry: pug.LogWaits(waits, f.Now())})
	if pug.IsError(err, pug.Already) {
		return nil
	}
	return err
}
