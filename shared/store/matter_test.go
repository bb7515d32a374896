package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// pending are the ids of what waits in the cohort, of one kind.
func pending(t *testing.T, s *store.Store, kind pug.MatterKind) []string {
	t.Helper()
	ids := []string{}
	for after := ""; ; {
		some, next, err := s.Matters(t.Context(), "2026-H2", kind, after, 2)
		wants(t, err, "")
		for _, m := range some {
			ids = append(ids, m.ID)
		}
		if after = next; after == "" {
			return ids
		}
	}
}

func TestAnApplicationWaitsForStaffUntilItIsDecided(t *testing.T) {
	s := table(t)
	rosa, ada, bo, odd := person(pug.KindChampion, "rosa"), person(pug.KindMember, "ada"), person(pug.KindMember, "bo"), person("", "odd")
	bo.Submitted, odd.Status = morning.AddDate(0, 0, -1), pug.StatusOdd
	late := odd
	late.ID, late.Problems = odd.ID+"late", []pug.Problem{{Code: pug.ProblemLate}}
	for _, a := range []pug.Application{rosa, ada, bo} {
		wants(t, s.Take(t.Context(), taking(a)), "")
	}
	for _, a := range []pug.Application{odd, late} {
		wants(t, s.Take(t.Context(), store.Taking{Submission: a.ID, Application: a}), "")
	}
	for kind, want := range map[pug.MatterKind][]string{
		pug.MatterChampion: {rosa.ID}, pug.MatterMember: {bo.ID, ada.ID}, pug.MatterOdd: {odd.ID}, pug.MatterLate: {late.ID},
	} {
		if diff := cmp.Diff(want, pending(t, s, kind)); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
	wants(t, s.DecideApplication(t.Context(), bo.ID, decision("Ada Hart", pug.ChoiceDecline)), "")
	if diff := cmp.Diff([]string{ada.ID}, pending(t, s, pug.MatterMember)); diff != "" {
		t.Error(diff)
	}
	m, _ := odd.Matter()
	wants(t, s.Settle(t.Context(), m), "")
	wants(t, s.Settle(t.Context(), m), pug.Already)
	if left := pending(t, s, pug.MatterOdd); len(left) > 0 {
		t.Errorf("still there are %v", left)
	}
}

func TestTwinsWaitUntilItIsSettledWhoTheyAre(t *testing.T) {
	for name, settle := range map[string]func(t *testing.T, s *store.Store, wrong, right pug.Application){
		"told apart": func(t *testing.T, s *store.Store, wrong, right pug.Application) {
			wants(t, s.TellApart(t.Context(), wrong, pug.Apart{Other: right.ID, By: "Bo", At: morning}), "")
		},
		"one is kept": func(t *testing.T, s *store.Store, wrong, right pug.Application) {
			wants(t, s.KeepOne(t.Context(), wrong, right, decision("Bo", "")), "")
		},
		"one is declined": func(t *testing.T, s *store.Store, wrong, _ pug.Application) {
			wants(t, s.DecideApplication(t.Context(), wrong.ID, decision("Bo", pug.ChoiceDecline)), "")
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, wrong, right := twice(t)
			right.Company = wrong.Company
			third := right
			third.ID, third.Email = pug.ApplicationID("2026-H2", pug.KindMember, "third"), "third@example.com"
			third.FirstName, third.LastName = "Ina", "Berg"
			wants(t, s.AddApplication(t.Context(), third), "")
			pair := pug.TwinsID(wrong.ID, third.ID)
			if diff := cmp.Diff([]string{pair}, pending(t, s, pug.MatterTwins)); diff != "" {
				t.Fatal(diff)
			}
			third, err := s.Application(t.Context(), third.ID)
			wants(t, err, "")
			wrong, err = s.Application(t.Context(), wrong.ID)
			wants(t, err, "")
			settle(t, s, wrong, third)
			if left := pending(t, s, pug.MatterTwins); len(left) > 0 {
				t.Errorf("still there are %v", left)
			}
		})
	}
}

func TestWhatIsStoredWithItsCauseIsSettledWithWhatMendsIt(t *testing.T) {
	s, m := table(t), pug.Matter{Kind: pug.MatterBounced, Cohort: "2026-H2", ID: "f00d", Name: "Ina Berg", Since: morning}
	wants(t, s.AddApplication(t.Context(), person(pug.KindMember, "ada"), store.Arises{Matter: m}), "")
	got, _, err := s.Matters(t.Context(), m.Cohort, m.Kind, "", 1)
	if diff := cmp.Diff([]pug.Matter{m}, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	wants(t, s.AddApplication(t.Context(), person(pug.KindMember, "bo"), store.Settled{Matter: m}), "")
	if left := pending(t, s, pug.MatterBounced); len(left) > 0 {
		t.Errorf("still there are %v", left)
	}
}
