package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestACohortIsPlannedOnceAndLaunchedOnce(t *testing.T) {
	s := table(t)
	_, err := s.Cohort(t.Context(), "2026-H2")
	wants(t, err, pug.NotFound)
	wants(t, s.SetStage(t.Context(), "2026-H2", pug.StageMembers), pug.NotFound)
	c := pug.Cohort{ID: "2026-H2", Stage: pug.StagePlanned, Dates: pug.Dates{Launch: morning, Months: []pug.Month{{Name: "2026-10", From: morning}}}}
	wants(t, s.AddCohort(t.Context(), c), "")
	wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2"}), "")
	if diff := cmp.Diff(c, readCohort(t, s)); diff != "" {
		t.Error(diff)
	}
	wants(t, s.SetStage(t.Context(), "2026-H2", pug.StagePublished), "")
	launch := func(at time.Time, healed bool) {
		t.Helper()
		_, err := s.SetLaunched(t.Context(), "2026-H2", at, healed)
		wants(t, err, "")
	}
	launch(morning, false)
	launch(morning.AddDate(0, 0, 1), true)
	wants(t, s.SetStage(t.Context(), "2026-H2", pug.StageClosed), "")
	launch(morning.AddDate(0, 6, 0), true)
	c.Stage, c.Launched = pug.StageClosed, morning
	if diff := cmp.Diff(c, readCohort(t, s)); diff != "" {
		t.Errorf("launched more than once: %s", diff)
	}
}

func TestTheStagesOfACohortOnlyAdvance(t *testing.T) {
	s := table(t)
	wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StagePlanned}), "")
	for _, step := range []struct{ to, want pug.Stage }{
		{pug.StageChampions, pug.StageChampions}, {pug.StageForming, pug.StageForming}, {pug.StageForming, pug.StageForming},
		{pug.StageMembers, pug.StageForming}, {pug.StageClosed, pug.StageClosed}, {pug.StageRunning, pug.StageClosed},
	} {
		wants(t, s.SetStage(t.Context(), "2026-H2", step.to), "")
		if got := readCohort(t, s).Stage; got != step.want {
			t.Errorf("set to %s it is %s, want %s", step.to, got, step.want)
		}
	}
}

func TestTheLaunchIsWatchedWhileItIsAhead(t *testing.T) {
	s := table(t)
	wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StagePublished}), "")
	wants(t, s.Watch(t.Context(), "2026-H2", morning), "")
	_, err := s.SetLaunched(t.Context(), "2026-H2", morning, false)
	wants(t, err, "")
	wants(t, s.Watch(t.Context(), "2026-H2", morning.AddDate(0, 0, 1)), "")
	if got := readCohort(t, s).Watched; !got.Equal(morning) {
		t.Errorf("last watched %s", got)
	}
}

func TestDatesAreMovedWithTheCallsToThoseWhoWaitForThem(t *testing.T) {
	s := table(t)
	call := store.Call{ID: "answer-dates", Created: morning, Subject: "dates", Input: "{}"}
	before := pug.Cohort{ID: "2026-H2", Stage: pug.StageForming, Dates: pug.Dates{Launch: morning}}
	after := before
	after.Dates.Launch, after.Moved, after.Shifted = morning.AddDate(0, 0, 5), 1, []string{"launch"}
	wants(t, s.MoveDates(t.Context(), before, after, call), pug.Conflict) // it is not planned yet
	wants(t, s.AddCohort(t.Context(), before), "")
	wants(t, s.MoveDates(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StageMembers}, after, call), pug.Conflict)
	if ids := callIDs(t, s); len(ids) > 0 {
		t.Errorf("calls of what was not moved: %v", ids)
	}
	wants(t, s.MoveDates(t.Context(), before, after, call), "")
	if diff := cmp.Diff(after, readCohort(t, s)); diff != "" || len(callIDs(t, s)) != 1 {
		t.Error(diff)
	}
	wants(t, s.MoveDates(t.Context(), before, after), pug.Conflict) // somebody else has moved them
}

func TestWhoIsInAGroupKnowsTheDatesOfBeforeUntilTheyAreTold(t *testing.T) {
	s := table(t)
	c := pug.Cohort{ID: "2026-H2", Stage: pug.StagePublished, Dates: pug.Dates{Launch: morning}}
	wants(t, s.AddCohort(t.Context(), c), "")
	moved := c
	moved.Moved, moved.Known = 1, &c.Dates
	wants(t, s.MoveDates(t.Context(), c, moved), "")
	again := readCohort(t, s)
	again.Moved = 2
	wants(t, s.MoveDates(t.Context(), moved, again), "")
	wants(t, s.KnowDates(t.Context(), moved), "") // of the first move
	if c := readCohort(t, s); c.Known == nil {
		t.Error("nobody was told of the second move")
	}
	wants(t, s.KnowDates(t.Context(), again), "")
	if c := readCohort(t, s); c.Known != nil {
		t.Errorf("they know %v", c.Known)
	}
}

func TestGroupsArePublishedOnceAndAsTheyWereSeen(t *testing.T) {
	s := forming(t, 0)
	tell := store.Call{ID: "answer-curate", Created: morning, Subject: "2026-H2", Input: "{}"}
	first, p := decision("Ada", pug.ChoicePublish), proposal(1)
	wants(t, s.AddProposal(t.Context(), p, pug.LogEntry{Revision: 1}), "")
	_, err := s.Publish(t.Context(), "2026-H2", first, 0, tell)
	wants(t, err, pug.Conflict) // the groups were proposed since
	if ids := callIDs(t, s); len(ids) > 0 {
		t.Errorf("calls of what was not published: %v", ids)
	}
	c, err := s.Publish(t.Context(), "2026-H2", first, 1, tell)
	wants(t, err, "")
	if diff := cmp.Diff(&first, c.Published); diff != "" || len(callIDs(t, s)) != 1 {
		t.Error(diff)
	}
	c, err = s.Publish(t.Context(), "2026-H2", decision(pug.TheDeadline, pug.ChoicePublish), 1)
	wants(t, err, pug.Conflict)
	if diff := cmp.Diff(&first, c.Published); diff != "" {
		t.Errorf("what stands: %s", diff)
	}
	wants(t, s.AddProposal(t.Context(), proposal(2), pug.LogEntry{Revision: 2}), pug.Conflict) // published
}

func TestAStageIsToldOfOnce(t *testing.T) {
	s := table(t)
	wants(t, s.AddCohort(t.Context(), pug.Cohort{ID: "2026-H2", Stage: pug.StagePlanned}), "")
	for day := range 3 {
		line := store.Logged{Entry: pug.LogOpened("2026-H2", pug.KindMember, morning.AddDate(0, 0, day))}
		wants(t, s.SetStage(t.Context(), "2026-H2", pug.StageMembers, line), "")
	}
	if diff := cmp.Diff([]string{"Member applications opened"}, lines(t, s, "2026-H2")); diff != "" {
		t.Error(diff)
	}
}
