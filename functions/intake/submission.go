package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// attempts is how often a submission is judged anew because another one came in between.
const attempts = 3

// take stores a submission once. One that was taken in before comes back as it is stored: its workflow may not have
// been started then, or its letters not sent, and repeating both is harmless.
func (f function) take(
	ctx context.Context, s hubspot.Submission, now time.Time,
) (t store.Taking, again bool, err error) {
	sum := sha256.Sum256([]byte(s.Key))
	hash := hex.EncodeToString(sum[:])
	for range attempts {
		id, err := f.Store.Taken(ctx, hash)
		if err == nil {
			t.Application, err = f.Store.Application(ctx, id)
			return t, true, err
		}
		if !pug.IsError(err, pug.NotFound) {
			return t, false, err
		}
		if t, err = f.assess(ctx, s, hash, now); err == nil {
			err = f.Store.Take(ctx, t)
		}
		if !pug.IsError(err, pug.Conflict) {
			return t, false, err
		}
	}
	return t, false, pug.Errorf(pug.Unavailable, "Other submissions of the same person came in between %d times.",
		attempts)
}

// assess decides what a submission changes as things are now: reads it, finds its cohort, and compares it with the
// person's other applications there.
func (f function) assess(ctx context.Context, s hubspot.Submission, hash string, now time.Time) (store.Taking, error) {
	a := read(s, now)
	if err := f.enter(ctx, &a, s.Properties["pug_cohort"]); err != nil {
		return store.Taking{}, err
	}
	a.ID = pug.ApplicationID(a.Cohort, a.Kind, hash[:16])
	before, err := f.compare(ctx, &a)
	if err != nil {
		return store.Taking{}, err
	}
	t := store.Taking{Submission: hash, Received: now}
	if len(a.Problems) > 0 {
		a.Status = pug.StatusOdd
		t.Application = a
		t.Owed, err = f.tellOdd(a)
		return t, err
	}
	a.Status = pug.StatusPending
	t.Application, t.Counts, t.Before = a, true, before
	if before != "" {
		t.Replaced = &pug.Decision{Choice: pug.ChoiceReplace, By: a.Name(), At: now}
	}
	t.Owed, err = f.tellReceived(a, now)
	for _, c := range calls(t, now) {
		t.Owed = append(t.Owed, c)
	}
	return t, err
}

// calls are those to workflows that follow from a submission: it is reviewed, and what it replaces no longer.
func calls(t store.Taking, now time.Time) []store.Call {
	if t.Application.Status == pug.StatusOdd {
		return nil
	}
	all := []store.Call{workflow.Start(workflow.Application, t.Application.ID, now)}
	if t.Before != "" {
		all = append(all, workflow.Answer(t.Before, now))
	}
	return all
}

// compare notes what is odd about the application because of others of the same person in the cohort, and returns the
// one that it replaces, empty if there is none. It fails with pug.Conflict if another delivery of the same submission
// was stored in the meantime.
func (f function) compare(ctx context.Context, a *pug.Application) (before string, err error) {
	if a.Email == "" || a.Cohort == "" || !a.Kind.Known() {
		return "", nil
	}
	kinds := []pug.Kind{a.Kind}
	if a.Kind == pug.KindMember {
		kinds = []pug.Kind{pug.KindChampion, pug.KindMember}
	}
	for _, kind := range kinds {
		other, err := f.Store.ApplicationOf(ctx, a.Email, a.Cohort, kind)
		if pug.IsError(err, pug.NotFound) {
			continue
		}
		if err != nil {
			return "", err
		}
		if other.ID == a.ID {
			return "", pug.Errorf(pug.Conflict, "The application %s was stored just now.", a.ID)
		}
		if problem, clash := a.Clash(other); clash {
			a.Problems = append(a.Problems, problem)
		}
		if other.Kind == a.Kind {
			before = other.ID
		}
	}
	return before, nil
}
