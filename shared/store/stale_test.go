package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// stale lists what HubSpot must be told of.
func stale(t *testing.T, s *store.Store) []store.Stale {
	t.Helper()
	owed, err := s.Outbox(t.Context())
	wants(t, err, "")
	return owed.Stale
}

// settled forgets what HubSpot is told by now, and says of what that was.
func settled(t *testing.T, s *store.Store) []string {
	t.Helper()
	var of []string
	entries := stale(t, s)
	for _, entry := range entries {
		of = append(of, entry.Of)
	}
	if made, err := s.Refreshed(t.Context(), entries); err != nil || slices.Contains(made, false) {
		t.Fatalf("forgotten: %v, %v", made, err)
	}
	return of
}

func TestHubSpotIsToldOfEachChangeOfWhatItShows(t *testing.T) {
	s := table(t).ForHubSpot(func() time.Time { return morning })
	champion, member, waits := person(pug.KindChampion, "rosa"), person(pug.KindMember, "ada"), person(pug.KindMember, "bo")
	named := person(pug.KindChampion, "named")
	group := pug.Group{ID: "2026-H2-g01", Cohort: "2026-H2", Champion: champion.Person()}
	seat := pug.Seat{Group: group.ID, Member: member.Person(), Joined: morning}
	again := champion.Again("2027-H1", pug.KindChampion, pug.OriginRenewal, "renew", morning, morning)
	wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StageChampions}), "")
	for _, step := range []struct {
		name string
		do   func() error
		want []string
	}{
		{"a submission", func() error { return s.Take(t.Context(), taking(member)) }, []string{member.ID}},
		{"the same submission", func() error {
			if err := s.Take(t.Context(), taking(member)); !pug.IsError(err, pug.Conflict) {
				t.Error(err)
			}
			return nil
		}, nil},
		{"an application without a form", func() error { return s.AddApplication(t.Context(), waits) }, []string{waits.ID}},
		{"that of a Champion, whose topic it may put on offer", func() error { return s.AddApplication(t.Context(), champion) },
			[]string{"2026-H2", champion.ID}},
		{"a decision", func() error { return s.DecideApplication(t.Context(), member.ID, decision("Ada", pug.ChoiceApprove)) }, []string{member.ID}},
		{"a decision with which all is done", func() error {
			_, err := s.Conclude(t.Context(), store.Case{Application: waits, Cohort: pug.Cohort{Stage: pug.StageChampions}}, decision("Ada", pug.ChoiceApprove))
			return err
		}, []string{waits.ID}},
		{"the opening of member applications", func() error { return s.SetStage(t.Context(), "2026-H2", pug.StageMembers) }, []string{"2026-H2"}},
		{"another stage", func() error { return s.SetStage(t.Context(), "2026-H2", pug.StageForming) }, nil},
		{"a Champion whom staff name", func() error { return s.NameChampion(t.Context(), named) }, []string{"2026-H2", named.ID}},
		{"one application that is kept for another", func() error {
			named.Status = pug.StatusApproved
			return s.KeepOne(t.Context(), champion, named, decision("Ada", pug.ChoiceReplace))
		},
			[]string{"2026-H2", named.ID, champion.ID}},
		{"a group that opens", func() error { return s.AddGroup(t.Context(), group) }, []string{"2026-H2", champion.ID}},
		{"a seat", func() error { return s.TakeSeat(t.Context(), seat, nil) }, []string{member.ID}},
		{"a place on the waitlist", func() error { return s.Wait(t.Context(), place(waits.Person(), 1)) }, []string{waits.ID}},
		{"a report", func() error {
			if err := s.AddMeeting(t.Context(), pug.Meeting{Group: group.ID, Month: "2026-10"}); err != nil {
				return err
			}
			_, err := s.SaveMeeting(t.Context(), pug.Meeting{Group: group.ID, Month: "2026-10"}, []pug.Report{{Group: group.ID, Month: "2026-10",
				Members: map[string]pug.Attendance{member.ID: pug.Attended}}})
			return err
		}, []string{member.ID}},
		{"a seat that is freed", func() error { return s.FreeSeat(t.Context(), group.ID, member.ID, morning) }, []string{member.ID}},
		{"a Champion who leads again", func() error {
			if err := s.AddRenewal(t.Context(), pug.Renewal{Group: group.ID}); err != nil {
				return err
			}
			_, err := s.DecideRenewal(t.Context(), group.ID, decision("Rosa", pug.ChoiceYes), store.Logged{}, &again)
			return err
		}, []string{"2027-H1", again.ID}},
	} {
		t.Run(step.name, func(t *testing.T) {
			wants(t, step.do(), "")
			if diff := cmp.Diff(step.want, settled(t, s)); diff != "" {
				t.Error(diff)
			}
		})
	}
	a, err := s.Application(t.Context(), member.ID)
	if err != nil || a.ExcusedFrom != group.ID {
		t.Errorf("the member is excused from %q, %v", a.ExcusedFrom, err)
	}
}

func TestWithoutHubSpotNothingIsToBeTold(t *testing.T) {
	s := table(t)
	wants(t, s.Take(t.Context(), taking(person(pug.KindMember, "ada"))), "")
	if entries := stale(t, s); len(entries) > 0 {
		t.Errorf("told of %v", entries)
	}
}

func TestWhatChangesWhileHubSpotIsToldIsToldAgain(t *testing.T) {
	now := morning
	s, a := table(t).ForHubSpot(func() time.Time { return now }), person(pug.KindMember, "ada")
	wants(t, s.Take(t.Context(), taking(a)), "")
	sent := stale(t, s)
	now = morning.Add(time.Hour)
	wants(t, s.DecideApplication(t.Context(), a.ID, decision("Ada", pug.ChoiceApprove)), "")
	made, err := s.Refreshed(t.Context(), sent)
	left := stale(t, s)
	if err != nil || made[0] || len(left) != 1 || left[0].Changes != 2 || !left[0].Since.Equal(morning) {
		t.Errorf("forgotten: %v, %v; left is %+v", made, err, left)
	}
	if entry := left[0]; entry.ID != "stale-"+a.ID || entry.Topics() {
		t.Errorf("an older release forgets %q", entry.ID)
	}
	settled(t, s)
	wants(t, s.SetStale(t.Context(), a.ID), "")
	made, err = s.Refreshed(t.Context(), left)
	if err != nil || made[0] || len(stale(t, s)) != 1 {
		t.Errorf("what is new is taken for what was sent: %v, %v", made, err)
	}
	wants(t, s.WakeStale(t.Context(), stale(t, s)[0], now), "")
	wants(t, s.WakeStale(t.Context(), store.Stale{Of: "2026-H2-member-gone"}, now), "")
	if left = stale(t, s); len(left) != 1 || !left[0].Woken.Equal(now) {
		t.Errorf("woken is %+v", left)
	}
}

func TestApplicationsAreReadWithTheOthersOfTheirPersons(t *testing.T) {
	s := table(t)
	now, next, bo := person(pug.KindMember, "ada"), person(pug.KindChampion, "ada"), person(pug.KindMember, "bo")
	next.Cohort, next.ID = "2027-H1", "2027-H1-champion-ada"
	far := person(pug.KindMember, "ada")
	far.Cohort, far.ID = "2029-H1", "2029-H1-member-ada"
	cleo, again := person(pug.KindMember, "cleo"), person(pug.KindChampion, "cleo") // who came to lead late, and leads again
	again.Cohort, again.ID = "2027-H2", "2027-H2-champion-cleo"
	nameless := pug.Application{ID: "none-unknown-a1", Status: pug.StatusOdd, Email: "cal@example.com"}
	early := pug.Application{ID: "none-member-a3", Status: pug.StatusOdd, Email: "ada@example.com", Submitted: morning}
	without := pug.Application{ID: "none-unknown-a2", Status: pug.StatusOdd}
	for _, a := range []pug.Application{now, next, bo, far, cleo, again} {
		wants(t, s.AddApplication(t.Context(), a), "")
	}
	for _, a := range []pug.Application{nameless, early, without} {
		wants(t, s.Take(t.Context(), store.Taking{Submission: a.ID, Application: a}), "")
	}
	for name, c := range map[string]struct {
		of   []store.Stale
		want map[string][]string
	}{
		"one of two":                                   {[]store.Stale{{Of: next.ID}}, map[string][]string{"ada@example.com": {next.ID, now.ID}}},
		"one, where the address is known":              {[]store.Stale{{Of: now.ID, Email: now.Email}}, map[string][]string{"ada@example.com": {now.ID, next.ID}}},
		"both, and somebody else's":                    {[]store.Stale{{Of: now.ID}, {Of: next.ID}, {Of: bo.ID}}, map[string][]string{"ada@example.com": {now.ID, next.ID}, "bo@example.com": {bo.ID}}},
		"one who leads again two cohorts later":        {[]store.Stale{{Of: again.ID}}, map[string][]string{"cleo@example.com": {again.ID, cleo.ID}}},
		"and the one by whom they came to lead":        {[]store.Stale{{Of: cleo.ID, Email: cleo.Email}}, map[string][]string{"cleo@example.com": {cleo.ID, again.ID}}},
		"one without a cohort":                         {[]store.Stale{{Of: nameless.ID}}, map[string][]string{"cal@example.com": {nameless.ID}}},
		"an odd one without a cohort, and what counts": {[]store.Stale{{Of: early.ID}}, map[string][]string{"ada@example.com": {early.ID, now.ID, next.ID}}},
		"one without an address, and one that is gone": {[]store.Stale{{Of: without.ID}, {Of: "2026-H2-member-gone"}}, map[string][]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			persons, err := s.Involved(t.Context(), c.of)
			got := map[string][]string{}
			for email, applications := range persons {
				for _, a := range applications {
					got[email] = append(got[email], a.ID)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("%v %s", err, diff)
			}
		})
	}
}
