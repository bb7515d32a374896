package store_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// odd stores an application that came too late, and gives it with what it is once it is let in.
func odd(t *testing.T, s *store.Store, key string) (before, after pug.Application) {
	t.Helper()
	before = person(pug.KindMember, key)
	before.Status, before.Problems = pug.StatusOdd, []pug.Problem{{Code: pug.ProblemLate}}
	taking := store.Taking{Submission: "hash of " + key, Received: morning, Application: before}
	wants(t, s.Take(t.Context(), taking), "")
	after = before
	after.Status, after.Problems, after.Own = pug.StatusPending, nil, true
	return before, after
}

func TestWhoIsLetInCountsAndIsPromisedADecision(t *testing.T) {
	s := table(t)
	before, after := odd(t, s, "ina")
	call := store.Call{ID: "start-application-" + after.ID, Created: morning, Workflow: "application", Input: "{}"}
	wants(t, s.LetIn(t.Context(), before, after, nil, call), "")
	wants(t, s.LetIn(t.Context(), before, after, nil, call), pug.Conflict) // it is in review
	counts, err := s.ApplicationOf(t.Context(), after.Person(), "2026-H2", pug.KindMember)
	wants(t, err, "")
	owed, err := s.Outbox(t.Context())
	wants(t, err, "")
	if counts.Status != pug.StatusPending || !counts.Own || len(owed.Promises) != 1 || len(owed.Calls) != 1 {
		t.Errorf("what counts is %s, with %d promises and %d calls", counts.Status, len(owed.Promises), len(owed.Calls))
	}
	countedAs(t, s, "2026-H2")
}

func TestNobodyIsLetInBesideAnotherApplicationOfTheirs(t *testing.T) {
	s := table(t)
	before, after := odd(t, s, "ina")
	second := person(pug.KindMember, "ina2")
	second.Email, second.FirstName = before.Email, before.FirstName
	wants(t, s.AddApplication(t.Context(), second), "")
	wants(t, s.LetIn(t.Context(), before, after, nil), pug.Conflict)
	if a, err := s.Application(t.Context(), before.ID); err != nil || a.Status != pug.StatusOdd {
		t.Errorf("it is %s, %v", a.Status, err)
	}
}

func TestAnExtensionIsFoundByItsAddress(t *testing.T) {
	s := table(t)
	e := pug.Extension{Cohort: "2026-H2", Kind: pug.KindMember, Email: "ina@example.com", Until: morning,
		Decide: morning.AddDate(0, 0, 2)}
	wants(t, s.Extend(t.Context(), e), "")
	for says, row := range map[string]struct {
		kind  pug.Kind
		email string
		want  bool
	}{
		"theirs": {pug.KindMember, e.Email, true}, "of the other kind": {pug.KindChampion, e.Email, false},
		"of another address": {pug.KindMember, "bo@example.com", false},
	} {
		found, err := s.Extension(t.Context(), "2026-H2", row.kind, row.email)
		wants(t, err, "")
		if (found == e) != row.want {
			t.Errorf("%s: %+v", says, found)
		}
	}
	all, err := s.ApplicationsOf(t.Context(), e.Email, "2026-H2")
	if err != nil || len(all) != 0 {
		t.Errorf("it is taken for an application: %v, %v", all, err)
	}
}
