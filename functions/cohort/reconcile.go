package cohort

import (
	"context"
	"errors"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// The times that a workflow is given.
const (
	// grace is how long something may be overdue: whatever failed is tried again for hours.
	grace = 2 * time.Hour
	// cohortGrace is the same for a cohort. Its workflow lives for months, so that a second one beside it would repeat
	// much; it may fail for two days before it gives up.
	cohortGrace = 50 * time.Hour
	// pause is how long a workflow that was begun again is given before it is begun once more.
	pause = 24 * time.Hour
)

// overdue is a promise of which nothing has become in time.
type overdue struct {
	store.Promise
	call store.Call // that begins its workflow again
}

// reconcile begins the workflows again that have not seen to what was promised in time, and tells staff. A workflow
// that begins again goes on from where the records are, so that it does just what was left undone. It says how many it
// began.
func (f function) reconcile(ctx context.Context, promises []store.Promise, now time.Time) (repaired int, err error) {
	broken, err := f.broken(ctx, promises, now)
	if len(broken) == 0 {
		return 0, err
	}
	var calls []store.Call
	for _, o := range broken {
		calls = append(calls, o.call)
	}
	if err := f.tellBegunAgain(ctx, calls); err != nil {
		return 0, err
	}
	errs := []error{err}
	for _, o := range broken {
		f.Log.WarnContext(ctx, "a workflow did not see to its record, and is begun again",
			"execution", o.call.Execution)
		err := f.Store.BeginAgain(ctx, o.Promise, now.Add(pause), o.call)
		switch {
		case err == nil:
			repaired++
			f.Follow(ctx, o.call)
		case !pug.IsError(err, pug.Conflict):
			errs = append(errs, err)
		}
	}
	return repaired, errors.Join(errs...)
}

// broken sorts out the promises that are broken. Of those whose time has come, it puts off those that are due later
// than it was thought, and forgets those of which nothing more is to become.
func (f function) broken(ctx context.Context, promises []store.Promise, now time.Time) ([]overdue, error) {
	var broken []overdue
	var errs []error
	for _, p := range promises {
		late := now.Add(-grace)
		if p.Workflow == workflow.Cohort {
			late = now.Add(-cohortGrace)
		}
		if p.Due.After(late) {
			continue
		}
		due, open, err := f.due(ctx, p)
		switch {
		case pug.IsError(err, pug.NotFound) || err == nil && !open:
			err = f.Store.Keep(ctx, p.Workflow, p.ID)
		case err == nil && due.After(late):
			err = f.Store.Postpone(ctx, p, due)
		case err == nil:
			broken = append(broken, overdue{p, workflow.Again(p.Workflow, p.ID, p.Begun+1, now)})
		}
		errs = append(errs, err)
	}
	return broken, errors.Join(errs...)
}

// due says by when something is to become of a record as it is now, and whether anything is.
func (f function) due(ctx context.Context, p store.Promise) (due time.Time, open bool, err error) {
	switch p.Workflow {
	case workflow.Application:
		c, err := f.Store.Case(ctx, p.ID)
		if due = c.Application.Due(); c.Application.Decision == nil {
			due = c.DecideBy()
		}
		return due, true, err
	case workflow.Absence:
		if !pug.FreedByFlag(p.ID) {
			offers, err := f.Store.Offers(ctx, pug.GroupOfFlag(p.ID))
			due, open = pug.FreedDue(p.ID, p.Due, offers)
			return due, open, err
		}
		flag, err := f.Store.Flag(ctx, p.ID)
		if err != nil {
			return time.Time{}, false, err
		}
		offers, err := f.Store.Offers(ctx, flag.Group)
		due, open = flag.Due(flag.Raised.Add(f.Settings.Intervals.FlagAnswer.Duration()), offers)
		return due, open, err
	}
	c, err := f.Store.Cohort(ctx, pug.CohortID(p.ID))
	due, open = c.Due()
	return due, open, err
}
