package cohort_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

func TestPlanCountsTheDatesFromTheLaunch(t *testing.T) {
	r := begin(t, "2026-07-22 09:00")
	var plan struct {
		ChampionsOpen time.Time   `json:"champions_open"`
		Propose       time.Time   `json:"propose"`
		Curate        []time.Time `json:"curate"`
		Launch        time.Time   `json:"launch"`
		Renew         time.Time   `json:"renew"`
		Months        []struct {
			Name string    `json:"name"`
			Ask  time.Time `json:"ask"`
			To   time.Time `json:"to"`
		} `json:"months"`
		Step pug.Step `json:"step"`
	}
	r.Task(t, "plan", of(id), &plan)
	at := func(s string) time.Time { return newYork(t, s).UTC() }
	want := []time.Time{at("2026-07-23 09:00"), at("2026-09-21 09:00"), at("2026-09-23 09:00"), at("2026-09-26 09:00"),
		at("2026-09-28 09:00"),
		at("2026-10-01 09:00"), at("2027-02-15 09:00"), at("2026-10-01 09:00"), at("2026-11-01 00:00"),
		at("2027-03-01 09:00")}
	got := append([]time.Time{plan.ChampionsOpen, plan.Propose}, plan.Curate...)
	got = append(got, plan.Launch, plan.Renew, plan.Months[0].Ask, plan.Months[0].To, plan.Months[5].Ask)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dates (-want +got):\n%s", diff)
	}
	if len(plan.Months) != 6 || plan.Step != pug.StepOpenChampions {
		t.Errorf("%d meeting months, want 6; it goes on with %s", len(plan.Months), plan.Step)
	}
}

func TestPlanTakesDatesThatAreGivenOutright(t *testing.T) {
	r := begin(t, "2026-07-22 09:00")
	in := map[string]any{"cohort": id, "dates": map[string]any{"launch": newYork(t, "2026-10-05 09:00")}}
	r.Task(t, "plan", in, nil)
	// A second start without dates keeps the first plan.
	r.Task(t, "plan", of(id), nil)
	c, err := r.Store.Cohort(t.Context(), id)
	if err != nil || !c.Dates.Launch.Equal(newYork(t, "2026-10-05 09:00")) {
		t.Errorf("launch %v, %v", c.Dates.Launch, err)
	}
}

func TestPlanRefusesWhatCannotBe(t *testing.T) {
	for name, in := range map[string]map[string]any{
		"no such cohort": of("2026-H3"),
		"dates that are out of order": {"cohort": id,
			"dates": map[string]any{"launch": time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)}},
	} {
		t.Run(name, func(t *testing.T) {
			r := begin(t, "2026-07-22 09:00")
			if failed := r.Do(t, "plan", in, nil); failed != lambdafn.ErrorInvalid {
				t.Errorf("failed as %q", failed)
			}
		})
	}
}

func TestAWaitForADateEndsAtOnceIfTheDateWasMovedJustNow(t *testing.T) {
	for name, row := range map[string]struct {
		date     string
		at       time.Time
		answered []string
		failed   string
	}{
		"the date is as it was read":        {"launch", newYork(t, "2026-10-01 09:00"), nil, ""},
		"the date was moved since":          {"launch", newYork(t, "2026-10-05 09:00"), []string{"token"}, ""},
		"the month is asked for as planned": {"2026-11", newYork(t, "2026-11-01 09:00"), nil, ""},
		"there is no such date":             {"picnic", newYork(t, "2026-11-01 09:00"), nil, lambdafn.ErrorInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			r := begin(t, "2026-09-30 09:00")
			r.Cohort(t, id, pug.StagePublished)
			in := map[string]any{"cohort": id, "date": row.date, "at": row.at, "token": "token"}
			if failed := r.Do(t, "await", in, nil); failed != row.failed {
				t.Errorf("failed as %q", failed)
			}
			if diff := cmp.Diff(row.answered, r.Answered); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhoMovesDatesEndsTheWaitsForThem(t *testing.T) {
	r := begin(t, "2026-09-30 09:00")
	c := r.Cohort(t, id, pug.StagePublished)
	for date, at := range map[string]time.Time{"launch": c.Dates.Launch, "renew": c.Dates.Renew} {
		r.Task(t, "await", map[string]any{"cohort": id, "date": date, "at": at, "token": "token of " + date}, nil)
	}
	r.Must(t, r.Workflow.Await(t.Context(), workflow.CurationSubject(id), "token of curating"))
	calls := workflow.DatesMoved(id, r.Now())
	r.Must(t, r.Store.MoveDates(t.Context(), c, c, calls[0], calls[1], calls[2]))
	r.Must(t, r.Workflow.Do(t.Context(), calls...))
	if diff := cmp.Diff([]string{"token of launch", "token of renew", "token of curating"}, r.Answered); diff != "" {
		t.Error(diff)
	}
}
