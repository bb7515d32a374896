package store_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// twice is a table with two applications of Ina's, from two addresses.
func twice(t *testing.T) (s *store.Store, wrong, right pug.Application) {
	t.Helper()
	s, wrong, right = table(t), person(pug.KindMember, "wrong"), person(pug.KindMember, "right")
	wrong.FirstName, wrong.LastName = "Ina", "Berg"
	right.FirstName, right.LastName = "Berg,", "ina"
	wants(t, s.Take(t.Context(), taking(wrong)), "")
	wants(t, s.AddApplication(t.Context(), right), "")
	return s, wrong, right
}

func TestNamesakesOfACohortAreFound(t *testing.T) {
	s, wrong, right := twice(t)
	wants(t, s.AddApplication(t.Context(), person(pug.KindMember, "bo")), "")
	next := right
	next.ID, next.Cohort = pug.ApplicationID("2027-H1", pug.KindMember, "right"), "2027-H1"
	wants(t, s.AddApplication(t.Context(), next), "")
	found, err := s.Namesakes(t.Context(), right)
	if err != nil || len(found) != 1 || found[0].ID != wrong.ID {
		t.Errorf("found %+v, %v", found, err)
	}
}

func TestOneOfTwoApplicationsOfAPersonIsKept(t *testing.T) {
	s, wrong, right := twice(t)
	wants(t, s.DecideApplication(t.Context(), wrong.ID, decision("Ada Hart", pug.ChoiceApprove)), "")
	results := atOnceAll(2, func(i int) error { // each of two staff keeps another one
		kept, other := wrong.ID, right.ID
		if i == 1 {
			kept, other = right.ID, wrong.ID
		}
		return s.KeepOne(t.Context(), kept, other, decision("Bo", ""), store.Call{ID: "answer", Created: morning, Input: "{}"})
	})
	if results[""] != 1 || results[pug.Conflict] != 1 || len(callIDs(t, s)) != 2 {
		t.Errorf("got %v, want that one of them was first", results)
	}
	replaced := 0
	for _, id := range []string{wrong.ID, right.ID} {
		a, err := s.Application(t.Context(), id)
		wants(t, err, "")
		if a.Status == pug.StatusReplaced && a.Decision.By == "Bo" && a.Instead != "" {
			replaced++
		}
	}
	if replaced != 1 {
		t.Errorf("%d are replaced, want 1", replaced)
	}
}

func TestWhoHasASeatOrAPlaceIsNotReplacedAndWhoIsReplacedGetsNone(t *testing.T) {
	s, wrong, right := twice(t)
	wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StageForming}), "")
	wants(t, s.AddGroup(t.Context(), champions(t, s, 1)), "")
	seat := func(a pug.Application) pug.Seat {
		return pug.Seat{Group: "2026-H2-g01", Member: a.Person(), Joined: morning}
	}
	wants(t, s.TakeSeat(t.Context(), seat(right), nil), "")
	wants(t, s.KeepOne(t.Context(), wrong.ID, right.ID, decision("Bo", "")), pug.Conflict)
	wants(t, s.KeepOne(t.Context(), right.ID, wrong.ID, decision("Bo", "")), "")
	wants(t, s.TakeSeat(t.Context(), seat(wrong), nil), pug.Conflict)
	wants(t, s.Wait(t.Context(), place(wrong.Person(), 1)), pug.Already)
}

func TestTwoPeopleOfOneNameAreToldApartOnce(t *testing.T) {
	s, wrong, right := twice(t)
	note := pug.Apart{Other: right.ID, By: "Bo", At: morning}
	wants(t, s.TellApart(t.Context(), wrong, note), "")
	wants(t, s.TellApart(t.Context(), wrong, note), pug.Conflict) // it is about what was there before
	wrong, err := s.Application(t.Context(), wrong.ID)
	wants(t, err, "")
	wants(t, s.TellApart(t.Context(), wrong, pug.Apart{Other: "2026-H2-member-third", By: "Bo", At: morning}), "")
	wrong, err = s.Application(t.Context(), wrong.ID)
	wants(t, err, "")
	if wrong.Company = right.Company; len(wrong.Apart) != 2 || wrong.MayBe(right) || right.MayBe(wrong) {
		t.Errorf("they are not told apart: %+v", wrong.Apart)
	}
}
