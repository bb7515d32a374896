package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// forming is a table with a cohort whose groups are being formed, and with n groups in it.
func forming(t *testing.T, n int) *store.Store {
	t.Helper()
	s := table(t)
	wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StageForming}), "")
	for i := range n {
		wants(t, s.AddGroup(t.Context(), champions(t, s, i+1)), "")
	}
	return s
}

// champions stores the Champion of a group and returns the group, which is not stored yet.
func champions(t *testing.T, s *store.Store, n int) pug.Group {
	t.Helper()
	a := person(pug.KindChampion, fmt.Sprintf("c%02d", n))
	wants(t, s.AddApplication(t.Context(), a), "")
	return pug.Group{ID: pug.GroupID("2026-H2", n), Cohort: "2026-H2", Topic: a.Topic(), Role: a.Role, Region: a.Region, Champion: a.Person(),
		State: pug.GroupProposed}
}

func readCohort(t *testing.T, s *store.Store) pug.Cohort {
	t.Helper()
	c, err := s.Cohort(t.Context(), "2026-H2")
	wants(t, err, "")
	return c
}

func TestAGroupIsStoredWithItsChampionInIt(t *testing.T) {
	s := forming(t, 0)
	g := champions(t, s, 1)
	wants(t, s.AddGroup(t.Context(), g), "")
	wants(t, s.AddGroup(t.Context(), g), pug.Already)
	second := g
	second.ID = pug.GroupID("2026-H2", 2)
	wants(t, s.AddGroup(t.Context(), second), pug.Conflict) // the Champion leads one already
	wants(t, s.OpenGroup(t.Context(), g.ID), "")
	wants(t, s.OpenGroup(t.Context(), second.ID), pug.NotFound)
	g.Partners, g.State = 1, pug.GroupOpen
	got, err := s.Group(t.Context(), g.ID)
	if diff := cmp.Diff(g, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	champion, err := s.Application(t.Context(), g.Champion.ID)
	if err != nil || champion.Group != g.ID {
		t.Errorf("the Champion leads %q, %v", champion.Group, err)
	}
	if c := readCohort(t, s); c.Groups != 1 {
		t.Errorf("%d groups", c.Groups)
	}
}

func TestR6ACohortHasTenGroupsHoweverManyAreAddedAtOnce(t *testing.T) {
	s := forming(t, 0)
	var groups []pug.Group
	for n := range 14 {
		groups = append(groups, champions(t, s, n+1))
	}
	results := atOnceAll(len(groups), func(i int) error { return s.AddGroup(t.Context(), groups[i]) })
	if results[""] != 10 || results[pug.Full] != 4 {
		t.Errorf("got %v, want ten groups and four that are too many", results)
	}
	stored, err := s.Groups(t.Context(), "2026-H2")
	if err != nil || len(stored) != 10 || readCohort(t, s).Groups != 10 {
		t.Errorf("%d groups, counted as %d, %v", len(stored), readCohort(t, s).Groups, err)
	}
}
