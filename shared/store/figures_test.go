package store_test

import (
	"context"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// countedAs fails the test unless the figures of the cohort are what its applications add up to.
func countedAs(t *testing.T, s *store.Store, cohort pug.CohortID) pug.Figures {
	t.Helper()
	want := pug.Figures{}
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember, ""} {
		all, err := s.Applications(t.Context(), cohort, kind)
		wants(t, err, "")
		for _, a := range all {
			want.Add(a, 1)
		}
	}
	got, err := s.Figures(t.Context(), cohort)
	wants(t, err, "")
	maps.DeleteFunc(got, func(_ pug.Figure, n int) bool { return n == 0 })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	return got
}

func TestWhateverBecomesOfAnApplicationIsCounted(t *testing.T) {
	s, cohort := table(t), pug.CohortID("2026-H2")
	rosa, ada, newer, odd := person(pug.KindChampion, "rosa"), person(pug.KindMember, "ada"), person(pug.KindMember, "ada2"), person("", "odd")
	newer.Email, newer.FirstName, odd.Status = ada.Email, ada.FirstName, pug.StatusOdd
	bo, twin, named := person(pug.KindMember, "bo"), person(pug.KindMember, "twin"), person(pug.KindChampion, "named")
	named.Role, named.Decision = pug.RoleMarketing, &pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: morning}
	again := rosa.Again("2027-H1", pug.KindChampion, pug.OriginRenewal, "renew", morning, morning)
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"a submission", func(ctx context.Context) error { return s.Take(ctx, taking(ada)) }},
		{"an odd one", func(ctx context.Context) error {
			return s.Take(ctx, store.Taking{Submission: "odd", Received: morning, Application: odd})
		}},
		{"a newer one in the place of another", func(ctx context.Context) error {
			second, d := taking(newer), decision("ada", pug.ChoiceReplace)
			second.Before, second.Replaced = ada, &d
			return s.Take(ctx, second)
		}},
		{"a Champion", func(ctx context.Context) error { return s.AddApplication(ctx, rosa) }},
		{"a decision", func(ctx context.Context) error {
			return s.DecideApplication(ctx, rosa.ID, decision("Ada Hart", pug.ChoiceDecline))
		}},
		{"a Champion who is named in spite of it, for another role", func(ctx context.Context) error {
			rosa.Role, rosa.Decision = pug.RoleTechnical, named.Decision
			return s.NameChampion(ctx, rosa)
		}},
		{"the same again", func(ctx context.Context) error { return s.NameChampion(ctx, rosa) }},
		{"a Champion who had not applied", func(ctx context.Context) error { return s.NameChampion(ctx, named) }},
		{"a decision that concludes", func(ctx context.Context) error {
			wants(t, s.AddApplication(ctx, bo), "")
			_, err := s.Conclude(ctx, store.Case{Application: bo, Cohort: pug.Cohort{}}, decision("Ada Hart", pug.ChoiceWaitlist))
			return err
		}},
		{"one that goes for another", func(ctx context.Context) error {
			wants(t, s.AddApplication(ctx, twin), "")
			bo.Status = pug.StatusWaitlisted
			return s.KeepOne(ctx, twin, newer, decision("Ada Hart", ""))
		}},
		{"a Champion who leads again", func(ctx context.Context) error {
			wants(t, s.AddRenewal(ctx, pug.Renewal{Group: "2026-H2-g01"}), "")
			_, err := s.DecideRenewal(ctx, "2026-H2-g01", decision("Rosa", pug.ChoiceYes), store.Logged{}, &again)
			return err
		}},
	} {
		t.Run(step.name, func(t *testing.T) {
			if step.name == "a decision that concludes" {
				wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: cohort}), "")
			}
			wants(t, step.do(t.Context()), "")
			countedAs(t, s, cohort)
		})
	}
	if f := countedAs(t, s, "2027-H1"); f.Count(pug.KindChampion, pug.StatusPending) != 1 {
		t.Errorf("of the next cohort there is %v", f)
	}
	f := countedAs(t, s, cohort)
	if f.By(pug.KindChampion, pug.StatusApproved, string(pug.RoleTechnical)) != 1 || f.Count("", pug.StatusOdd) != 1 {
		t.Errorf("counted %v", f)
	}
}

func TestACohortFromBeforeTheFiguresIsCountedWhenTheyAreAskedFor(t *testing.T) {
	s := table(t)
	before, decided := person(pug.KindMember, "before"), person(pug.KindMember, "decided")
	wants(t, s.StoredBefore(t.Context(), before), "")
	wants(t, s.StoredBefore(t.Context(), decided), "")
	// The next release decides on one, and takes another one in, before anybody asks.
	wants(t, s.DecideApplication(t.Context(), decided.ID, decision("Ada Hart", pug.ChoiceApprove)), "")
	wants(t, s.Take(t.Context(), taking(person(pug.KindMember, "after"))), "")
	if f := countedAs(t, s, "2026-H2"); f.Count(pug.KindMember, pug.StatusPending) != 2 {
		t.Errorf("counted %v", f)
	}
	waiting, _, err := s.Matters(t.Context(), "2026-H2", pug.MatterMember, "", 10)
	if err != nil || len(waiting) != 2 {
		t.Errorf("waiting are %v, %v", waiting, err)
	}
	wants(t, s.DecideApplication(t.Context(), before.ID, decision("Ada Hart", pug.ChoiceApprove)), "")
	countedAs(t, s, "2026-H2")
}

func TestTheFiguresAreRightHoweverManyApplyWhileTheyAreCounted(t *testing.T) {
	s := table(t)
	for _, key := range []string{"one", "two", "three"} {
		wants(t, s.StoredBefore(t.Context(), person(pug.KindMember, key)), "")
	}
	results := atOnceAll(12, func(i int) error {
		if i%2 == 0 {
			_, err := s.Figures(t.Context(), "2026-H2")
			return err
		}
		return s.Take(t.Context(), taking(person(pug.KindMember, "later"+string(rune('a'+i)))))
	})
	if results[""] != 12 {
		t.Errorf("got %v", results)
	}
	if f := countedAs(t, s, "2026-H2"); f.Count(pug.KindMember, pug.StatusPending) != 9 {
		t.Errorf("counted %v", f)
	}
}
