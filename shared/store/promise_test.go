package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// promised lists what is promised of which record.
func promised(t *testing.T, s *store.Store) []store.Promise {
	t.Helper()
	o, err := s.Outbox(t.Context())
	wants(t, err, "")
	return o.Promises
}

func TestWhateverAWorkflowSeesThroughIsPromised(t *testing.T) {
	s := table(t)
	form, again := person(pug.KindMember, "form"), person(pug.KindChampion, "again")
	wants(t, s.Take(t.Context(), taking(form)), "")
	wants(t, s.AddApplication(t.Context(), again), "")
	wants(t, s.Take(t.Context(), taking(form)), pug.Conflict)
	decided := person(pug.KindChampion, "named")
	decided.Status = pug.StatusApproved
	wants(t, s.AddApplication(t.Context(), decided), "")
	wants(t, s.AddFlag(t.Context(), pug.Flag{ID: "2026-H2-g01-ada-miss2", Group: "2026-H2-g01", Raised: morning}), "")
	c := pug.Cohort{ID: "2026-H2", Stage: pug.StagePlanned, Dates: pug.Dates{ChampionsOpen: morning}}
	wants(t, s.AddCohort(t.Context(), c), "")
	want := []store.Promise{
		{Workflow: "absence", ID: "2026-H2-g01-ada-miss2", Due: morning, Begun: 1},
		{Workflow: "application", ID: again.ID, Due: again.Deadline, Begun: 1},
		{Workflow: "application", ID: form.ID, Due: form.Deadline, Begun: 1},
		{Workflow: "cohort", ID: "2026-H2", Due: morning, Begun: 1},
	}
	if diff := cmp.Diff(want, promised(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestAPromiseIsKeptWithItsLetters(t *testing.T) {
	s, a := table(t), person(pug.KindMember, "ada")
	wants(t, s.AddApplication(t.Context(), a), "")
	for range 2 { // tasks are tried again
		told := store.Letter{ID: "told", To: store.Mailbox{Email: a.Email}, Written: morning, State: store.LetterWaiting}
		wants(t, s.Keep(t.Context(), "application", a.ID, told), "")
		if _, err := s.Letter(t.Context(), a.Email, "told"); err != nil || len(promised(t, s)) > 0 {
			t.Errorf("promised %v; the letter: %v", promised(t, s), err)
		}
	}
	p := store.Promise{Workflow: "application", ID: a.ID, Begun: 1}
	wants(t, s.Postpone(t.Context(), p, morning), "")
	wants(t, s.BeginAgain(t.Context(), p, morning, store.Call{ID: "start", Input: "{}"}), pug.Conflict)
	if len(promised(t, s))+len(callIDs(t, s)) > 0 {
		t.Error("what is kept is promised again")
	}
}

func TestAWorkflowIsBegunAgainByOneSweep(t *testing.T) {
	s, a := table(t), person(pug.KindMember, "ada")
	wants(t, s.AddApplication(t.Context(), a), "")
	wants(t, s.Postpone(t.Context(), promised(t, s)[0], morning), "")
	p := promised(t, s)[0]
	results := atOnceAll(3, func(int) error {
		return s.BeginAgain(t.Context(), p, morning.AddDate(0, 0, 1), store.Call{ID: "start-again", Created: morning, Input: "{}"})
	})
	if results[""] != 1 || results[pug.Conflict] != 2 {
		t.Errorf("got %v", results)
	}
	want := []store.Promise{{Workflow: "application", ID: a.ID, Due: morning.AddDate(0, 0, 1), Begun: 2}}
	if diff := cmp.Diff(want, promised(t, s)); diff != "" || len(callIDs(t, s)) != 1 {
		t.Errorf("calls %v %s", callIDs(t, s), diff)
	}
}
