package pug_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestACohortIsCalledByTheMonthOfItsLaunch(t *testing.T) {
	for id, want := range map[pug.CohortID]string{"2026-H1": "March 2026", "2026-H2": "October 2026", "autumn": "autumn", "": ""} {
		if got := id.Name(); got != want {
			t.Errorf("%q is called %q, want %q", id, got, want)
		}
	}
}

func TestR2ACohortMeetsInSixMonths(t *testing.T) {
	for id, want := range map[pug.CohortID][]string{
		"2026-H1": {"2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08"},
		"2026-H2": {"2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03"},
		"2027-H1": {"2027-03", "2027-04", "2027-05", "2027-06", "2027-07", "2027-08"},
	} {
		if diff := cmp.Diff(want, id.Months()); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
}

func TestR2MarchBelongsToTwoCohortsAndSeptemberToNone(t *testing.T) {
	cohorts := map[string]int{}
	for _, id := range []pug.CohortID{"2026-H1", "2026-H2", "2027-H1"} {
		for _, month := range id.Months() {
			cohorts[month]++
		}
	}
	if cohorts["2027-03"] != 2 || cohorts["2026-09"] != 0 {
		t.Errorf("March 2027: %d cohorts, September 2026: %d", cohorts["2027-03"], cohorts["2026-09"])
	}
}

func TestR2OneCohortFollowsTheOther(t *testing.T) {
	for id, want := range map[pug.CohortID]pug.CohortID{"2026-H1": "2026-H2", "2026-H2": "2027-H1", "2029-H2": "2030-H1"} {
		if got := id.Next(); got != want {
			t.Errorf("after %s comes %s, want %s", id, got, want)
		}
	}
	around := []pug.CohortID{"2025-H1", "2025-H2", "2026-H1", "2026-H2", "2027-H1", "2027-H2"}
	if diff := cmp.Diff(around, pug.CohortsAround(time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC))); diff != "" {
		t.Error(diff)
	}
}

func TestR2OnlyAYearAndAHalfNameACohort(t *testing.T) {
	for _, name := range []string{"", "2026", "2026-H3", "2026-h1", "26-H1", "2026-H1 ", " 2026-H1", "+202-H1", "1999-H1", "2026_H1", "２０２６-H1"} {
		if id, err := pug.ParseCohortID(name); err == nil {
			t.Errorf("%q was read as %q", name, id)
		}
	}
	for _, name := range []string{"2026-H1", "2026-H2"} {
		if id, err := pug.ParseCohortID(name); err != nil || string(id) != name {
			t.Errorf("%q was read as %q, %v", name, id, err)
		}
	}
}

func TestMembersCanOnlyWaitWhileGroupsArePublished(t *testing.T) {
	for stage, want := range map[pug.Stage]bool{
		pug.StagePlanned: false, pug.StageChampions: false, pug.StageMembers: false, pug.StageForming: false,
		pug.StagePublished: true, pug.StageRunning: true, pug.StageClosed: false,
	} {
		if got := stage.Published(); got != want {
			t.Errorf("%s: %t, want %t", stage, got, want)
		}
	}
}

func TestACohortIsTakenUpWhereItsRecordsSayThatItIs(t *testing.T) {
	published := &pug.Decision{Choice: pug.ChoicePublish}
	end := dates().End
	for name, row := range map[string]struct {
		cohort pug.Cohort
		at     time.Time
		want   pug.Step
	}{
		"planned":                             {pug.Cohort{Stage: pug.StagePlanned}, end.AddDate(-1, 0, 0), pug.StepOpenChampions},
		"Champions apply":                     {pug.Cohort{Stage: pug.StageChampions}, end.AddDate(-1, 0, 0), pug.StepOpenChampions},
		"members apply":                       {pug.Cohort{Stage: pug.StageMembers}, end.AddDate(-1, 0, 0), pug.StepOpenMembers},
		"groups are about to be proposed":     {pug.Cohort{Stage: pug.StageForming}, end.AddDate(-1, 0, 0), pug.StepPropose},
		"groups are proposed":                 {pug.Cohort{Stage: pug.StageForming, Revision: 3}, end.AddDate(-1, 0, 0), pug.StepCurate},
		"groups are published, seats are not": {pug.Cohort{Stage: pug.StageForming, Revision: 3, Published: published}, end.AddDate(-1, 0, 0), pug.StepPublish},
		"groups are published":                {pug.Cohort{Stage: pug.StagePublished, Revision: 3, Published: published}, end.AddDate(-1, 0, 0), pug.StepPublish},
		"launched":                            {pug.Cohort{Stage: pug.StageRunning, Revision: 3, Published: published}, end.AddDate(0, 0, -1), pug.StepLaunch},
		"launched, and reports are still due": {pug.Cohort{Stage: pug.StageRunning, Revision: 3, Published: published}, end, pug.StepLaunch},
		"at its end, and never launched":      {pug.Cohort{Stage: pug.StageForming}, end, pug.StepClose},
		"closed":                              {pug.Cohort{Stage: pug.StageClosed, Revision: 3, Published: published}, end, pug.StepClose},
	} {
		row.cohort.Dates = dates()
		if got := row.cohort.Step(row.at); got != row.want {
			t.Errorf("%s: %s, want %s", name, got, row.want)
		}
	}
}

func TestStagesOnlyAdvance(t *testing.T) {
	if got := pug.StagePlanned.Before(); len(got) > 0 {
		t.Errorf("planned may follow on %v", got)
	}
	if got := pug.StageClosed.Before(); len(got) != 6 || got[5] != pug.StageRunning {
		t.Errorf("closed may follow on %v", got)
	}
}
