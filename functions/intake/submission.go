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

// take stores a submission once and does what follows, also for an earlier delivery that was stored and got no further.
func (f function) take(ctx context.Context, s hubspot.Submission, now time.Time) (answer, error) {
	sum := sha256.Sum256([]byte(s.Key))
	hash := hex.EncodeToString(sum[:])
	for range attempts {
		id, err := f.Store.Taken(ctx, hash)
		if err == nil {
			return f.again(ctx, id, now)
		}
		if !pug.IsError(err, pug.NotFound) {
			return answer{}, err
		}
		t, err := f.assess(ctx, s, hash, now)
		if err == nil {
			err = f.Store.Take(ctx, t)
		}
		if err == nil {
			return answer{outcome(t.Application), t.Application.ID}, f.follow(ctx, t.Application, t.Calls, now)
		}
		if !pug.IsError(err, pug.Conflict) {
			return answer{}, err
		}
	}
	return answer{}, pug.Errorf(pug.Unavailable, "Other submissions of the same person came in between %d times.",
		attempts)
}

// again answers a submission that was taken in before. Its workflow may not have been started then, or its letters not
// sent: repeating both is harmless.
func (f function) again(ctx context.Context, id string, now time.Time) (answer, error) {
	a, err := f.Store.Application(ctx, id)
	if err != nil {
		return answer{}, err
	}
	start, err := workflow.StartApplication(a.ID, now)
	if err != nil {
		return answer{}, err
	}
	return answer{outcomeDuplicate, id}, f.follow(ctx, a, []store.Call{start}, now)
}

// assess decides what a submission changes as things are now: reads it, finds its cohort, and compares it with the
// person's other applications there.
func (f function) assess(ctx context.Context, s hubspot.Submission, hash string, now time.Time) (store.Taking, error) {
	a := read(s, now)
	if err := f.enter(ctx, &a, s.Properties[propertyCohort]); err != nil {
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
		return t, nil
	}
	a.Status = pug.StatusPending
	start, err := workflow.StartApplication(a.ID, now)
	if err != nil {
		return store.Taking{}, err
	}
	t.Application, t.Counts, t.Before, t.Calls = a, true, before, []store.Call{start}
	if before != "" {
		t.Replaced = &pug.Decision{Choice: pug.ChoiceReplace, By: a.Name(), At: now}
		t.Calls = append(t.Calls, workflow.Answer(before, now))
	}
	return t, nil
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

// follow does what follows from an application that is stored. An error means that HubSpot should send it again; until
// then the calls are in the outbox.
func (f function) follow(ctx context.Context, a pug.Application, calls []store.Call, now time.Time) error {
	switch a.Status {
	case pug.StatusOdd:
		return f.tellOdd(ctx, a)
	case pug.StatusPending:
		if err := f.Workflow.Do(ctx, calls...); err != nil {
			return err
		}
		if err := f.tellReceived(ctx, a, now); err != nil {
			f.Log.WarnContext(ctx, "application not acknowledged", "application", a.ID, "error", err)
		}
	}
	return nil
}

func outcome(a pug.Application) string {
	switch {
	case a.Late():
		return outcomeLate
	case a.Status == pug.StatusOdd:
		return outcomeOdd
	}
	return outcomeAccepted
}
