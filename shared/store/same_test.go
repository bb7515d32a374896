package store_test

import (
	"fmt"
	"slices"
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

func TestApplicationsThatMayBeOfOnePersonNameEachOther(t *testing.T) {
	s, wrong := table(t), person(pug.KindMember, "wrong")
	wrong.FirstName, wrong.LastName, wrong.Company = "Ina", "Berg", "Berg"
	right, next, namesake, third := wrong, wrong, wrong, wrong
	wants(t, s.Take(t.Context(), taking(wrong)), "")
	wants(t, s.AddApplication(t.Context(), person(pug.KindMember, "bo")), "")
	right.ID, right.Email = pug.ApplicationID("2026-H2", pug.KindMember, "right"), "right@example.com"
	right.FirstName, right.LastName = "Berg,", "ina"
	wants(t, s.AddApplication(t.Context(), right), "")
	next.ID, next.Cohort = pug.ApplicationID("2027-H1", pug.KindMember, "right"), "2027-H1"
	wants(t, s.AddApplication(t.Context(), next), "")
	namesake.ID, namesake.Email = pug.ApplicationID("2026-H2", pug.KindMember, "namesake"), "ina@other.example"
	namesake.Company = "Another Company"
	wants(t, s.AddApplication(t.Context(), namesake), "")
	third.ID, third.Email = pug.ApplicationID("2026-H2", pug.KindChampion, "third"), "third@example.com"
	third.Kind = pug.KindChampion
	wants(t, s.Take(t.Context(), taking(third)), "")
	wants(t, s.Take(t.Context(), taking(third)), pug.Conflict)
	for id, want := range map[string][]string{
		wrong.ID: {right.ID, third.ID}, right.ID: {wrong.ID, third.ID}, third.ID: {right.ID, wrong.ID},
		namesake.ID: nil, next.ID: nil,
	} {
		a, err := s.Application(t.Context(), id)
		wants(t, err, "")
		if !slices.Equal(a.Twins, want) {
			t.Errorf("the twins of %s are %v, want %v", id, a.Twins, want)
		}
	}
}

func TestHoweverOftenSomebodyAppliesFromOtherAddressesEachIsStored(t *testing.T) {
	s := table(t)
	for n := range 60 { // more than are found by one name
		a := person(pug.KindMember, fmt.Sprintf("ina%02d", n))
		a.FirstName, a.LastName, a.Company = "Ina", "Berg", "Berg"
		wants(t, s.AddApplication(t.Context(), a), "")
	}
	all, err := s.Applications(t.Context(), "2026-H2", pug.KindMember)
	wants(t, err, "")
	for _, a := range all {
		if len(a.Twins) != pug.MaxTwins {
			t.Errorf("%s names %d twins", a.ID, len(a.Twins))
		}
	}
}

func TestOfTheSamePersonsApplicationsAtOneMomentEachNamesTheOthers(t *testing.T) {
	s := table(t)
	keys := []string{"one", "two", "three"}
	results := atOnceAll(len(keys), func(i int) error {
		a := person(pug.KindMember, keys[i])
		a.FirstName, a.LastName, a.Company = "Ina", "Berg", "Berg"
		return s.AddApplication(t.Context(), a)
	})
	if results[""] != len(keys) {
		t.Fatalf("got %v, want that each was stored", results)
	}
	for _, key := range keys {
		a, err := s.Application(t.Context(), pug.ApplicationID("2026-H2", pug.KindMember, key))
		wants(t, err, "")
		if len(a.Twins) != len(keys)-1 || slices.Contains(a.Twins, a.ID) {
			t.Errorf("%s names %v", key, a.Twins)
		}
	}
}

func TestOneOfTwoApplicationsOfAPersonIsKept(t *testing.T) {
	s, wrong, right := twice(t)
	wants(t, s.DecideApplication(t.Context(), wrong.ID, decision("Ada Hart", pug.ChoiceApprove)), "")
	results := atOnceAll(2, func(i int) error { // each of two staff keeps another one
		kept, other := wrong, right
		if i == 1 {
			kept, other = right, wrong
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
	wants(t, s.KeepOne(t.Context(), wrong, right, decision("Bo", "")), pug.Conflict)
	wants(t, s.KeepOne(t.Context(), right, wrong, decision("Bo", "")), "")
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

func TestL12AnEarlierReleasesKeyOfANameIsFoundAndForgotten(t *testing.T) {
	s, joerg := table(t), person(pug.KindMember, "joerg")
	joerg.FirstName, joerg.LastName = "Joerg", "Mueller"
	wants(t, s.NamedBefore(t.Context(), joerg), "")
	if known, err := s.KnownByName(t.Context(), joerg); err != nil || !known {
		t.Errorf("known by the former key: %t, %v", known, err)
	}
	wants(t, s.ForgetName(t.Context(), joerg), "")
	if known, err := s.KnownByName(t.Context(), joerg); err != nil || known {
		t.Errorf("known after it was forgotten: %t, %v", known, err)
	}
}
