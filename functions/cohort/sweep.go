package cohort

import (
	"context"
	"errors"
	"time"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

type sweepOut struct {
	Made     int `json:"made"`     // calls to workflows
	Waiting  int `json:"waiting"`  // letters
	Repaired int `json:"repaired"` // workflows that were begun again
}

// sweep looks for what is owed and was not done in time, because a function died in between or could not do it. It
// makes the calls to workflows, has the letters sent that are due and HubSpot told what it does not know, and begins
// the workflows again that should have seen to something. Where nothing is wrong, it reads the outbox and does nothing.
func (f function) sweep(ctx context.Context, _ lambdafn.None) (sweepOut, error) {
	now := f.Now()
	before := now.Add(-f.Settings.Intervals.Lease.Duration())
	owed, err := f.Store.Outbox(ctx)
	if err != nil {
		return sweepOut{}, err
	}
	holds, err := f.Store.HoldsOf(ctx, owed.Letters)
	if err != nil {
		return sweepOut{}, err
	}
	owed = owed.NotHeld(holds)
	for _, entry := range owed.Unreadable {
		f.Log.ErrorContext(ctx, "an entry of the outbox makes no sense", "entry", entry)
	}
	made, callsErr := f.Workflow.Sweep(ctx, owed.Calls, before)
	wakeErr := f.wake(ctx, owed.Letters, before, now)
	staleErr := f.wakeStale(ctx, owed.Stale, before, now)
	repaired, repairErr := f.reconcile(ctx, owed.Promises, now)
	letter, call, stale := owed.Ages(now)
	f.Log.InfoContext(ctx, "the outbox was swept", "repaired", repaired,
		"oldest_call", int(call.Seconds()), "oldest_letter", int(letter.Seconds()),
		"oldest_stale", int(stale.Seconds()))
	return sweepOut{made, len(owed.Letters), repaired}, errors.Join(callsErr, wakeErr, staleErr, repairErr)
}

// wake has the letters sent that are due. One that is woken is enough: whatever is due goes out with it. One that is
// not there any more cannot be woken; what is left of it goes.
func (f function) wake(ctx context.Context, letters []store.Waiting, before, now time.Time) error {
	for _, w := range letters {
		if !w.Written.Before(before) || w.Next.After(now) {
			continue
		}
		err := f.Store.Wake(ctx, w, now)
		if !pug.IsError(err, pug.NotFound) {
			return err
		}
		if err := f.Store.Forget(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

// wakeStale has HubSpot told of everything that it does not know, if something has been left of it. One entry that is
// woken is enough.
func (f function) wakeStale(ctx context.Context, entries []store.Stale, before, now time.Time) error {
	for _, entry := range entries {
		if entry.Since.Before(before) {
			return f.Store.WakeStale(ctx, entry, now)
		}
	}
	return nil
}
