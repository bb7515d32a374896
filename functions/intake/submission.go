package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// attempts is how often a submission is judged anew because another one came in between.
const attempts = 3

// take stores a submission once. One that was taken in before comes back as it is stored: its workflow may not have
// been started then, and starting it again is harmless. Most people apply once, so the first attempt takes that for
// granted: where it is wrong, the conditions of the write do not hold.
func (f function) take(
	ctx context.Context, s hubspot.Submission, damaged bool, now time.Time,
) (t store.Taking, again bool, err error) {
	s, copied, err := f.copied(ctx, s)
	if err != nil {
		return t, false, err
	}
	a, err := f.enter(ctx, s, now)
	if err != nil {
		return t, false, err
	}
	switch {
	case damaged:
		a.Problems = []pug.Problem{unreadable()}
	case copied.Detail != "":
		a.Problems = append(a.Problems, copied)
	}
	hash, former := keys(s, a.Cohort)
	a.ID = pug.ApplicationID(a.Cohort, a.Kind, hash[:16])
	for n := range attempts {
		t, again, err = f.assess(ctx, s, a, n == 0, now)
		if again {
			return t, true, nil
		}
		if err == nil && (n > 0 || !t.Counts) { // else it is the first of its address, most likely
			err = f.spare(ctx, &t)
		}
		if err == nil {
			t.Submission, t.Former = hash, former
			err = f.Store.Take(ctx, t)
		}
		if !pug.IsError(err, pug.Conflict) {
			return t, false, err
		}
		id, err := f.taken(ctx, append(former, hash)...)
		if err != nil {
			return t, false, err
		}
		if id != "" {
			known, err := f.Store.Application(ctx, id)
			return store.Taking{Application: known}, true, err
		}
	}
	return t, false, pug.Errorf(pug.Unavailable, "Other submissions of the same person came in between %d times.",
		attempts)
}

// keys are the hashes by which a submission is known. What nothing but its answers tells from others is known within a
// cohort: people may say the same for the next one.
func keys(s hubspot.Submission, cohort pug.CohortID) (hash string, former []string) {
	for _, key := range s.Former {
		former = append(former, hashed(key))
	}
	if !s.Identified && s.At.IsZero() {
		return hashed(fmt.Sprintf("%s %q", s.Key, cohort)), former
	}
	return hashed(s.Key), former
}

// taken tells as which application a submission was taken in before, by any of its keys; empty if it was not.
func (f function) taken(ctx context.Context, hashes ...string) (string, error) {
	for _, hash := range hashes {
		id, err := f.Store.Taken(ctx, hash)
		if !pug.IsError(err, pug.NotFound) {
			return id, err
		}
	}
	return "", nil
}

func hashed(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

// unreadable is what is odd about a body that came damaged: the rest of it tells nothing.
func unreadable() pug.Problem {
	return pug.Problem{Code: pug.ProblemUnreadable,
		Detail: "What HubSpot sent is not a JSON object, or was cut short. Have the contact enrolled in HubSpot's " +
			"workflow again; if that does not help, look at the request body of its webhook action."}
}

// assess decides what an application changes as things are now. It is compared with the person's other applications,
// unless it is the first and nothing else is odd about it. One that cannot be reviewed, says what another one of theirs
// said, and has no id of its own is that one again.
func (f function) assess(
	ctx context.Context, s hubspot.Submission, a pug.Application, first bool, now time.Time,
) (t store.Taking, again bool, err error) {
	t = store.Taking{Received: now}
	if !first || len(a.Problems) > 0 {
		if err := f.compare(ctx, &a, &t); err != nil {
			return t, false, err
		}
	}
	if len(a.Problems) == 0 {
		t, err = f.counting(ctx, a, t, now)
		return t, false, err
	}
	otherwise := slices.ContainsFunc(a.Problems, func(p pug.Problem) bool { return !p.ByTime() })
	if !s.Identified && !otherwise && a.Repeats(t.Before) {
		return store.Taking{Application: t.Before}, true, nil
	}
	if s.Unsure {
		a.Problems = unsure(a.Problems)
	}
	t, err = f.odd(ctx, a, t)
	return t, false, err
}

// odd completes what is changed by an application that is not reviewed.
func (f function) odd(ctx context.Context, a pug.Application, t store.Taking) (store.Taking, error) {
	a.Status = pug.StatusOdd
	t.Application, t.Before, t.Replaced = a, pug.Application{}, nil
	var err error
	t.Owed, err = f.tellOdd(ctx, a)
	t.Owed = append(t.Owed, store.Logged{Entry: pug.LogOdd(a, t.Received)})
	return t, err
}

// counting completes what is changed by an application that is reviewed.
func (f function) counting(
	ctx context.Context, a pug.Application, t store.Taking, now time.Time,
) (store.Taking, error) {
	groups, err := f.offered(ctx, a, now)
	if err != nil {
		return t, err
	}
	a.Status, a.Unmet = pug.StatusPending, len(groups) > 0 && a.Unled(groups)
	t.Application, t.Counts = a, true
	if t.Replaced != nil {
		t.Replaced.At = now
	}
	t.Owed, err = f.tellReceived(ctx, a, groups, now)
	t.Owed = append(t.Owed, store.Logged{Entry: pug.LogApplied(a, t.Before.ID, now)})
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
	if t.Replaced != nil {
		all = append(all, workflow.Answer(t.Before.ID, now))
	}
	return all
}

// compare notes what is odd about the application because of others of the same person in the cohort, which of them it
// replaces, and whether somebody at the address is known to have applied as the other kind. Another name there is
// another person, who is told apart. It fails with pug.Conflict if another delivery of the same submission was stored
// in the meantime.
func (f function) compare(ctx context.Context, a *pug.Application, t *store.Taking) error {
	if a.Email == "" || a.Cohort == "" || !a.Kind.Known() {
		return nil
	}
	there, err := f.Store.ApplicationsOf(ctx, a.Email, a.Cohort)
	if err != nil {
		return err
	}
	for _, other := range there {
		if other.ID == a.ID {
			return pug.Errorf(pug.Conflict, "The application %s was stored just now.", a.ID)
		}
		t.Other = t.Other || other.Kind != a.Kind
	}
	same, others := pug.SamePerson(*a, there)
	*a, t.Beside = a.Beside(same, others)
	for _, other := range same {
		if other.Kind == a.Kind {
			t.Before = other
			if other.Status == pug.StatusPending { // else it was withdrawn, or stands
				t.Replaced = &pug.Decision{Choice: pug.ChoiceReplace, By: a.Name()}
			}
		}
		if problem, clash := a.Clash(other); clash {
			a.Problems = append(a.Problems, problem)
		}
	}
	return nil
}
