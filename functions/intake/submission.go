package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// attempts is how often a submission is decided anew where another one came in between.
const attempts = 3

// take stores a submission once, and does what follows from it: also where an earlier delivery was stored, and then got no further.
func (f *intake) take(ctx context.Context, s hubspot.Submission, now time.Time) (answer, error) {
	sum := sha256.Sum256([]byte(s.Key))
	hash := hex.EncodeToString(sum[:])
	for range attempts {
		known, err := f.Store.Taken(ctx, hash)
		if err == nil {
			return f.again(ctx, known, now)
		}
		if !pug.IsError(err, pug.NotFound) {
			return answer{}, err
		}
		t, err := f.taking(ctx, s, hash, now)
		if err == nil {
			err = f.Store.Take(ctx, t)
		}
		if pug.IsError(err, pug.Conflict) {
			continue
		}
		if err != nil {
			return answer{}, err
		}
		return answer{outcome(t.Application), t.Application.ID}, f.follow(ctx, t.Application, t.Calls, now)
	}
	return answer{}, pug.Errorf(pug.Unavailable, "Other submissions of the same person came in between %d times.", attempts)
}

// again answers a submission that was taken in before. Its workflow may not have been started then, or its letters not sent: both are
// harmless to repeat.
func (f *intake) again(ctx context.Context, id string, now time.Time) (answer, error) {
	a, err := f.Store.Application(ctx, id)
	if err != nil {
		return answer{}, err
	}
	start, err := begin(a, now)
	if err != nil {
		return answer{}, err
	}
	return answer{outcomeDuplicate, id}, f.follow(ctx, a, []store.Call{start}, now)
}

// taking is what a submission changes as things stand now.
func (f *intake) taking(ctx context.Context, s hubspot.Submission, hash string, now time.Time) (store.Taking, error) {
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
	start, err := begin(a, now)
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

// compare looks at the person's other applications of the cohort. What is odd about the application because of them is noted with it;
// otherwise before is the one that it replaces, empty where there is none. It fails with pug.Conflict where another delivery of the
// same submission was stored in the meantime.
func (f *intake) compare(ctx context.Context, a *pug.Application) (before string, err error) {
	if a.Email == "" || a.Cohort == "" || !a.Kind.Known() {
		return "", nil
	}
	odd := func(code pug.ProblemCode, format string, args ...any) {
		a.Problems = append(a.Problems, pug.Problem{Code: code, Detail: fmt.Sprintf(format, args...)})
	}
	if a.Kind == pug.KindMember {
		champion, err := f.Store.ApplicationOf(ctx, a.Email, a.Cohort, pug.KindChampion)
		switch {
		case err == nil && champion.Status == pug.StatusApproved:
			odd(pug.ProblemChampion, "A Champion of the %s cohort does not apply as a member of it.", a.Cohort.Name())
		case err != nil && !pug.IsError(err, pug.NotFound):
			return "", err
		}
	}
	older, err := f.Store.ApplicationOf(ctx, a.Email, a.Cohort, a.Kind)
	switch {
	case pug.IsError(err, pug.NotFound):
		return "", nil
	case err != nil:
		return "", err
	case older.ID == a.ID:
		return "", pug.Errorf(pug.Conflict, "The application %s was stored just now.", a.ID)
	case older.Status != pug.StatusPending:
		odd(pug.ProblemDecided, "An earlier application from this address, as a %s in the %s cohort, is decided already.", a.Kind.Label(), a.Cohort.Name())
	case !pug.Replaces(*a, older):
		odd(pug.ProblemSuperseded, "A newer application from this address, as a %s in the %s cohort, is in review already.", a.Kind.Label(), a.Cohort.Name())
	}
	return older.ID, nil
}

// follow does what follows from an application that is stored. An error means that HubSpot should send it again; the calls are in the
// outbox until then.
func (f *intake) follow(ctx context.Context, a pug.Application, calls []store.Call, now time.Time) error {
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

// begin is the start of the application's workflow. Its name makes a second start harmless.
func begin(a pug.Application, now time.Time) (store.Call, error) {
	return workflow.Start(workflow.Application, a.ID, struct {
		Application string `json:"application"`
	}{a.ID}, now)
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
