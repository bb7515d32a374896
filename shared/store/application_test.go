package store_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

var morning = time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)

func person(kind pug.Kind, key string) pug.Application {
	return pug.Application{
		ID: pug.ApplicationID("2026-H2", kind, key), Cohort: "2026-H2", Kind: kind, Origin: pug.OriginForm, Email: key + "@example.com",
		FirstName: key, Company: "Company of " + key, Role: pug.RoleSales, Region: pug.RegionNA, Topics: []pug.Topic{{Name: "Pricing", Key: "pricing"}},
		Commitments: true, Submitted: morning, Status: pug.StatusPending, Deadline: morning.AddDate(0, 0, 20),
	}
}

func taking(a pug.Application) store.Taking {
	return store.Taking{Submission: "hash of " + a.ID, Received: morning, Application: a, Counts: true,
		Owed: []store.Owed{store.Call{ID: "start-application-" + a.ID, Created: morning, Workflow: "application", Execution: a.ID, Input: "{}"}}}
}

func decision(by string, choice pug.Choice) pug.Decision {
	return pug.Decision{Choice: choice, By: by, At: morning.Add(time.Hour), Note: "as agreed"}
}

// wants fails the test unless err is of the kind; an empty kind is no error.
func wants(t *testing.T, err error, kind pug.ErrorKind) {
	t.Helper()
	if kind == "" && err != nil || kind != "" && !pug.IsError(err, kind) {
		t.Fatalf("got %v, want kind %q", err, kind)
	}
}

func callIDs(t *testing.T, s *store.Store) []string {
	t.Helper()
	owed, err := s.Outbox(t.Context())
	wants(t, err, "")
	ids := []string{}
	for _, c := range owed.Calls {
		ids = append(ids, c.ID)
	}
	return ids
}

func TestASubmissionIsTakenOnce(t *testing.T) {
	s, a := table(t), person(pug.KindMember, "ada")
	_, err := s.Taken(t.Context(), "hash of "+a.ID)
	wants(t, err, pug.NotFound)
	wants(t, s.Take(t.Context(), taking(a)), "")
	wants(t, s.Take(t.Context(), taking(a)), pug.Conflict)
	id, err := s.Taken(t.Context(), "hash of "+a.ID)
	if err != nil || id != a.ID {
		t.Errorf("taken as %q, %v", id, err)
	}
	for name, read := range map[string]func() (pug.Application, error){
		"by id":     func() (pug.Application, error) { return s.Application(t.Context(), a.ID) },
		"by person": func() (pug.Application, error) { return s.ApplicationOf(t.Context(), a.Person(), a.Cohort, a.Kind) },
	} {
		got, err := read()
		if diff := cmp.Diff(a, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
	if diff := cmp.Diff([]string{"start-application-" + a.ID}, callIDs(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestANewerApplicationTakesThePlaceOfAPendingOneInOneWrite(t *testing.T) {
	s, older, newer := table(t), person(pug.KindMember, "ada"), person(pug.KindMember, "ada2")
	newer.Email, newer.FirstName = older.Email, older.FirstName
	wants(t, s.Take(t.Context(), taking(older)), "")
	second := taking(newer)
	wants(t, s.Take(t.Context(), second), pug.Conflict) // it did not know of the older one
	nothingOf(t, s, newer)
	replaced := decision("ada", pug.ChoiceReplace)
	second.Before, second.Replaced = older, &replaced
	wants(t, s.Take(t.Context(), second), "")
	stands, err := s.ApplicationOf(t.Context(), older.Person(), older.Cohort, older.Kind)
	if err != nil || stands.ID != newer.ID {
		t.Errorf("%s counts, %v", stands.ID, err)
	}
	before, err := s.Application(t.Context(), older.ID)
	if err != nil || before.Status != pug.StatusReplaced || before.Decision == nil || before.Decision.Choice != pug.ChoiceReplace {
		t.Errorf("the older one is %+v, %v", before, err)
	}
}

func TestADecidedApplicationKeepsItsPlace(t *testing.T) {
	s, older, newer := table(t), person(pug.KindMember, "ada"), person(pug.KindMember, "ada2")
	wants(t, s.Take(t.Context(), taking(older)), "")
	wants(t, s.DecideApplication(t.Context(), older.ID, decision("Bo", pug.ChoiceApprove)), "")
	newer.Email, newer.FirstName = older.Email, older.FirstName
	replaced := decision("ada", pug.ChoiceReplace)
	second := taking(newer)
	second.Before, second.Replaced = older, &replaced
	wants(t, s.Take(t.Context(), second), pug.Conflict)
	nothingOf(t, s, newer)
	stands, err := s.ApplicationOf(t.Context(), older.Person(), older.Cohort, older.Kind)
	if err != nil || stands.ID != older.ID || stands.Status != pug.StatusApproved {
		t.Errorf("%s %s counts, %v", stands.Status, stands.ID, err)
	}
}

func TestAMemberIsNotStoredWithoutKnowingOfTheChampion(t *testing.T) {
	s, champion, member := table(t), person(pug.KindChampion, "ada"), person(pug.KindMember, "ada")
	wants(t, s.Take(t.Context(), taking(champion)), "")
	second := taking(member)
	wants(t, s.Take(t.Context(), second), pug.Conflict)
	nothingOf(t, s, member)
	second.Other = true
	wants(t, s.Take(t.Context(), second), "")
	both, err := s.ApplicationsOf(t.Context(), member.Email, member.Cohort)
	if diff := cmp.Diff([]pug.Application{champion, member}, both); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if none, err := s.ApplicationsOf(t.Context(), member.Email, "2027-H1"); len(none) > 0 || err != nil {
		t.Errorf("in another cohort there are %v, %v", none, err)
	}
}

func nothingOf(t *testing.T, s *store.Store, a pug.Application) {
	t.Helper()
	_, err := s.Application(t.Context(), a.ID)
	wants(t, err, pug.NotFound)
	_, err = s.Taken(t.Context(), "hash of "+a.ID)
	wants(t, err, pug.NotFound)
	for _, id := range callIDs(t, s) {
		if id == "start-application-"+a.ID {
			t.Errorf("the call %s was written", id)
		}
	}
}

func TestOneApplicationPerPersonCohortAndKind(t *testing.T) {
	s, a := table(t), person(pug.KindChampion, "ada")
	wants(t, s.AddApplication(t.Context(), a), "")
	wants(t, s.AddApplication(t.Context(), a), pug.Already)
	again := person(pug.KindChampion, "ada2")
	again.Email, again.FirstName = a.Email, a.FirstName
	wants(t, s.AddApplication(t.Context(), again, store.Call{ID: "start", Created: morning, Input: "{}"}), pug.Conflict)
	if ids := callIDs(t, s); len(ids) > 0 {
		t.Errorf("calls of what was not stored: %v", ids)
	}
	asMember := person(pug.KindMember, "ada")
	wants(t, s.AddApplication(t.Context(), asMember), "")
}

// Whoever applies has to know of the other kind, too: it may be another person's (L13).
func TestWhatTheOtherKindIsFromTheAddressIsKnown(t *testing.T) {
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
		t.Run("beside a "+string(kind), func(t *testing.T) {
			s, ina, bo := table(t), person(kind, "ina"), person(kind.Other(), "bo")
			bo.Email = ina.Email
			wants(t, s.Take(t.Context(), taking(ina)), "")
			second := taking(bo)
			wants(t, s.Take(t.Context(), second), pug.Conflict)
			second.Other = true
			wants(t, s.Take(t.Context(), second), "")
		})
	}
}

func TestPeopleWhoShareAMailboxHaveAnApplicationEach(t *testing.T) {
	s, ina, bo := table(t), person(pug.KindChampion, "ina"), person(pug.KindChampion, "bo")
	bo.Email = ina.Email
	wants(t, s.AddApplication(t.Context(), ina), "")
	wants(t, s.AddApplication(t.Context(), bo), "")
	wants(t, s.AddApplication(t.Context(), bo), pug.Already)
	for _, want := range []pug.Application{ina, bo} {
		a, err := s.ApplicationOf(t.Context(), want.Person(), want.Cohort, want.Kind)
		if err != nil || a.ID != want.ID || !a.Shared {
			t.Errorf("%s counts, shared %v, %v; want %s", a.ID, a.Shared, err, want.ID)
		}
	}
	other := person(pug.KindChampion, "other")
	other.Email, other.FirstName = ina.Email, "B."
	wants(t, s.AddApplication(t.Context(), other), pug.Conflict) // Bo again

	cy := person(pug.KindChampion, "cy")
	cy.Email = ina.Email
	wants(t, s.AddRenewal(t.Context(), pug.Renewal{Group: "2026-H1-g01", Next: "2026-H2", Asked: morning}), "")
	r, err := s.DecideRenewal(t.Context(), "2026-H1-g01", decision("Cy", pug.ChoiceYes), store.Logged{}, &cy)
	if err != nil || r.Application != cy.ID {
		t.Errorf("Cy leads again as %q, %v", r.Application, err)
	}
	if all, err := s.ApplicationsOf(t.Context(), ina.Email, ina.Cohort); len(all) != 3 || err != nil {
		t.Errorf("%d applications from the address, %v", len(all), err)
	}
}

func TestApplicationsAreListedByCohortAndKind(t *testing.T) {
	s := table(t)
	odd := person("", "odd")
	odd.ID, odd.Cohort, odd.Status = pug.ApplicationID("", "", "odd"), "", pug.StatusOdd
	notCounted := taking(odd)
	notCounted.Counts, notCounted.Owed = false, nil
	wants(t, s.Take(t.Context(), notCounted), "")
	wants(t, s.AddApplication(t.Context(), person(pug.KindChampion, "cleo")), "")
	var want []string
	for _, key := range []string{"a", "b", "c", "d", "e"} {
		a := person(pug.KindMember, key)
		want = append(want, a.ID)
		wants(t, s.AddApplication(t.Context(), a), "")
	}
	for _, c := range []struct {
		cohort pug.CohortID
		kind   pug.Kind
		want   []string
	}{
		{"2026-H2", pug.KindMember, want}, {"2026-H2", pug.KindChampion, []string{"2026-H2-champion-cleo"}}, {"", "", []string{odd.ID}},
		{"2027-H1", pug.KindMember, nil},
	} {
		list, err := s.Applications(t.Context(), c.cohort, c.kind)
		wants(t, err, "")
		var got []string
		for _, a := range list {
			got = append(got, a.ID)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s %s: %s", c.cohort, c.kind, diff)
		}
	}
}

func TestTheFirstDecisionOnAnApplicationStands(t *testing.T) {
	s, a := table(t), person(pug.KindMember, "ada")
	wants(t, s.DecideApplication(t.Context(), a.ID, decision("Ada Hart", pug.ChoiceApprove)), pug.NotFound)
	wants(t, s.AddApplication(t.Context(), a), "")
	wants(t, s.DecideApplication(t.Context(), a.ID, decision("Ada Hart", pug.ChoiceKeep)), pug.Invalid)
	first := decision("Ada Hart", pug.ChoiceApprove)
	wants(t, s.DecideApplication(t.Context(), a.ID, first, store.Call{ID: "answer-1", Created: morning, Input: "{}"}), "")
	a.Status, a.Decision = pug.StatusApproved, &first
	wants(t, s.DecideApplication(t.Context(), a.ID, decision("Bo Lund", pug.ChoiceDecline),
		store.Call{ID: "answer-2", Created: morning, Input: "{}"}), pug.Conflict)
	got, err := s.Application(t.Context(), a.ID)
	wants(t, err, "")
	if diff := cmp.Diff(a, got); diff != "" {
		t.Errorf("what stands: %s", diff)
	}
	if diff := cmp.Diff([]string{"answer-1"}, callIDs(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestOfManyWhoDecideAtOnceExactlyOneDoes(t *testing.T) {
	s, a := table(t), person(pug.KindMember, "ada")
	wants(t, s.AddApplication(t.Context(), a), "")
	results := atOnceAll(8, func(i int) error {
		return s.DecideApplication(t.Context(), a.ID, decision("staff "+string(rune('A'+i)), pug.ChoiceApprove))
	})
	if results[""] != 1 || results[pug.Conflict] != 7 {
		t.Errorf("got %v, want one decision and seven conflicts", results)
	}
}

// atOnceAll makes n calls at the same time and counts their outcomes; the empty kind is success.
func atOnceAll(n int, do func(i int) error) map[pug.ErrorKind]int {
	var wait sync.WaitGroup
	kinds := make([]pug.ErrorKind, n)
	for i := range n {
		wait.Go(func() {
			if err := patient(func() error { return do(i) }); err != nil {
				kinds[i] = pug.ErrorKindOf(err)
			}
		})
	}
	wait.Wait()
	count := map[pug.ErrorKind]int{}
	for _, k := range kinds {
		count[k]++
	}
	return count
}

func TestR7WhoeverIsNamedIsTheChampionByOneApplication(t *testing.T) {
	s, named := table(t), person(pug.KindChampion, "named")
	named.Decision = &pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: morning}
	wants(t, s.NameChampion(t.Context(), named), "")
	wants(t, s.NameChampion(t.Context(), named), "")
	applied := person(pug.KindChampion, "cleo")
	wants(t, s.AddApplication(t.Context(), applied), "")
	late := named
	late.ID = pug.ApplicationID("2026-H2", pug.KindChampion, "late")
	late.Email, late.FirstName = applied.Email, applied.FirstName
	wants(t, s.NameChampion(t.Context(), late), pug.Unavailable) // and next time they are known by their own
	late.ID = applied.ID
	wants(t, s.NameChampion(t.Context(), late), "")
	for _, email := range []string{named.Email, applied.Email} {
		a, err := s.ApplicationOf(t.Context(), pug.Person{Email: email}, "2026-H2", pug.KindChampion)
		if err != nil || a.Status != pug.StatusApproved || a.Decision == nil {
			t.Errorf("%s is %s, %v", email, a.Status, err)
		}
	}
}

func TestTopicsAreChosenWhileTheyStillCount(t *testing.T) {
	hiring, sales := []pug.Topic{{Name: "Hiring", Key: "hiring"}}, []pug.Topic{{Name: "Selling", Key: "selling"}}
	tests := []struct {
		name     string
		choice   pug.Choice // what was decided before; empty: nothing
		proposed bool
		want     pug.ErrorKind
	}{
		{"while the application is in review", "", false, ""},
		{"when it is approved", pug.ChoiceApprove, false, ""},
		{"not when it is declined", pug.ChoiceDecline, false, pug.Conflict},
		{"not when it is on the waitlist", pug.ChoiceWaitlist, false, pug.Conflict},
		{"not when groups are proposed", pug.ChoiceApprove, true, pug.Conflict},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, a := table(t), person(pug.KindMember, "mia")
			a.Status = pug.StatusPending
			wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: a.Cohort, Stage: pug.StageMembers}), "")
			wants(t, s.AddApplication(t.Context(), a), "")
			if test.choice != "" {
				wants(t, s.DecideApplication(t.Context(), a.ID, pug.Decision{Choice: test.choice}), "")
			}
			if test.proposed {
				wants(t, s.AddProposal(t.Context(), pug.Proposal{Cohort: a.Cohort, Revision: 1}, pug.LogEntry{}), "")
			}
			for _, topics := range [][]pug.Topic{sales, hiring} {
				wants(t, s.ChooseTopics(t.Context(), a, topics, morning), test.want)
			}
			got, err := s.Application(t.Context(), a.ID)
			wants(t, err, "")
			now, form := hiring, a.Topics // the form's are kept, however often others are chosen
			if test.want != "" {
				now, form = a.Topics, nil
			}
			if diff := cmp.Diff(now, got.Topics) + cmp.Diff(form, got.Named); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Errors are logged.
func TestAnErrorNamesNobodysAddress(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := table(t).ApplicationsOf(ctx, "ada@example.com", "2026-H2")
	if err == nil || strings.Contains(err.Error(), "ada") || !strings.Contains(err.Error(), "2026-H2") {
		t.Errorf("the error says %v", err)
	}
}
