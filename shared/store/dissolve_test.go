package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/fault"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestDissolveGroupMovesAFullGroupAtOnceOrNotAtAll(t *testing.T) {
	const cohort = pug.CohortID("2026-H2")
	s, ctx := table(t), t.Context()
	person := func(kind pug.Kind, last string) pug.Person {
		a := pug.Application{ID: pug.ApplicationID(cohort, kind, last), Cohort: cohort, Kind: kind, Email: last + "@example.org"}
		if err := s.AddApplication(ctx, a); err != nil {
			t.Fatal(err)
		}
		return a.Person()
	}
	if err := s.AddCohort(ctx, pug.Cohort{ID: cohort}); err != nil {
		t.Fatal(err)
	}
	group := pug.Group{ID: pug.GroupID(cohort, 1), Cohort: cohort, Champion: person(pug.KindChampion, "abe"), State: pug.GroupProposed}
	if err := s.AddGroup(ctx, group); err != nil {
		t.Fatal(err)
	}
	var places []store.Place
	for i := range pug.MemberSeats {
		member := person(pug.KindMember, fmt.Sprintf("m%02d", i))
		if err := s.TakeSeat(ctx, pug.Seat{Group: group.ID, Member: member, Joined: time.Unix(0, 0).UTC()}, nil); err != nil {
			t.Fatal(err)
		}
		places = append(places, store.Place{Cohort: cohort, Order: i + 1, Person: member, Why: "dissolved"})
	}
	for name, try := range map[string]func() error{
		"an older revision":      func() error { return s.DissolveGroup(ctx, group, places, 0) },
		"a member without place": func() error { return s.DissolveGroup(ctx, group, places[1:], 1) },
	} {
		if err := try(); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.DissolveGroup(ctx, group, places, 1); err != nil {
		t.Fatal(err)
	}
	c, err := s.Cohort(ctx, cohort)
	if err != nil || c.Groups != 0 || c.Revision != 2 {
		t.Errorf("cohort: %+v, %v", c, err)
	}
	if waiting, err := s.Waitlist(ctx, cohort); err != nil || len(waiting) != pug.MemberSeats {
		t.Errorf("%d wait, %v", len(waiting), err)
	}
	if err := s.AddGroup(ctx, group); err != nil {
		t.Errorf("the Champion is not free again: %v", err)
	}
	if err := s.TakeSeat(ctx, pug.Seat{Group: group.ID, Member: places[0].Person}, &places[0]); err != nil {
		t.Errorf("the member is not free again: %v", err)
	}
}
