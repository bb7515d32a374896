package desk

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// retaining is how long one run erases: less than the function's own timeout, by more than what it is at may take.
const retaining = 20 * time.Second

// retain goes on with erasures that have broken off, erases the people of cohorts that have ended long enough ago, and
// forgets who has left the staff (L12). What it has no time for is the next run's.
func (f function) retain(ctx context.Context, _ struct{}) error {
	now := f.Now()
	over := func() bool { return !f.Now().Before(now.Add(retaining)) }
	left, err := f.Store.Erasures(ctx)
	if err != nil {
		return err
	}
	for _, e := range left {
		if over() {
			return nil
		}
		if err := f.Store.Erase(ctx, e); err != nil {
			return err
		}
	}
	for id := pug.FirstCohort; f.ended(id, now); id = id.Next() {
		if done, err := f.retire(ctx, id, now, over); err != nil || !done {
			return err
		}
	}
	return f.Store.RetireStaff(ctx)
}

// ended says whether a cohort ended long enough ago by the default calendar. Staff may have moved its dates.
func (f function) ended(id pug.CohortID, now time.Time) bool {
	c := pug.Cohort{ID: id, Dates: calendar.Plan(id, f.Settings.Zone, f.Settings.Leads)}
	return !now.Before(c.Retained())
}

// retire erases the people of a cohort, unless they are erased or their time is not over.
func (f function) retire(ctx context.Context, id pug.CohortID, now time.Time, over func() bool) (done bool, err error) {
	c, err := f.Store.Cohort(ctx, id)
	switch {
	case pug.IsError(err, pug.NotFound):
		return true, nil
	case err != nil:
		return false, err
	case !c.Erased.IsZero(), c.Stage != pug.StageClosed, now.Before(c.Retained()):
		return true, nil
	}
	if done, err = f.Store.Retire(ctx, c, now, over); err != nil || !done {
		return false, err
	}
	return true, f.Store.Log(ctx, pug.Entry{At: now, By: pug.TheSoftware, Deed: pug.DeedErased,
		What: "The people of the " + id.Name() + " cohort were erased, two years after its end"})
}
