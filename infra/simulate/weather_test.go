package main

import (
	"slices"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/pug"
)

var launch = time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)

func stormy(only []string) *weather {
	w := World{Seed: 11, Cohorts: []pug.CohortID{"2026-H2"}, Shares: []Share{{cloud.Fails, 0.3}, {Never, 0.5}, {ClickAgain, 0.5}}, Only: only}
	return newWeather(w, func() time.Time { return launch }, newJournal())
}

// faultsOf makes a hundred calls of one function, with others of another between them, and gives the first one's faults.
func faultsOf(w *weather, between int) []bool {
	var hit []bool
	for range 100 {
		for range between {
			_ = w.call("meetings", "dynamodb:GetItem")
		}
		hit = append(hit, w.call("review", "dynamodb:PutItem") != nil)
	}
	return hit
}

func TestAFaultIsDrawnByNameWhateverElseHappens(t *testing.T) {
	alone, among := faultsOf(stormy(nil), 0), faultsOf(stormy(nil), 7)
	if !slices.Equal(alone, among) {
		t.Errorf("calls of another function change the faults of this one:\n%v\n%v", alone, among)
	}
	n := 0
	for _, hit := range alone {
		if hit {
			n++
		}
	}
	if n < 15 || n > 45 {
		t.Errorf("%d of 100 calls failed, the share is 30 %%", n)
	}
}

func TestOnlyTheNamedFaultsHappen(t *testing.T) {
	all := stormy(nil)
	faultsOf(all, 0)
	name := all.faults()[3].Name
	one := stormy([]string{name})
	faultsOf(one, 2)
	if left := one.faults(); len(left) != 1 || left[0].Name != name {
		t.Errorf("got %v, want %s", left, name)
	}
}

func TestWhenTheWeatherClearsUpNothingGoesWrong(t *testing.T) {
	w := stormy(nil)
	w.clearUp()
	if hit := faultsOf(w, 1); slices.Contains(hit, true) || len(w.faults()) > 0 {
		t.Errorf("%v", w.faults())
	}
	for range 20 {
		if late := w.firings("launch", time.Time{}); len(late) != 1 || late[0] != 0 {
			t.Errorf("the launch fires %v", late)
		}
	}
}

func TestTheWatchOverLaunchesFiresOnEachDayNearOne(t *testing.T) {
	for name, row := range map[string]struct {
		at    time.Time
		fires bool
	}{
		"two days before":             {launch.AddDate(0, 0, -2), true},
		"ten days after":              {launch.AddDate(0, 0, 10), true},
		"when members begin to apply": {launch.AddDate(0, -1, 0), false},
		"when the cohort ends":        {launch.AddDate(0, 6, 0), false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWeather(World{Cohorts: []pug.CohortID{"2026-H2"}}, func() time.Time { return row.at }, newJournal())
			for range 2 {
				if fires := len(w.firings("launch", row.at)) > 0; fires != row.fires {
					t.Errorf("it fires: %t", fires)
				}
			}
		})
	}
}

func TestAnOutageIsOfOneServiceAndEnds(t *testing.T) {
	now := time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)
	w := newWeather(World{Outages: []Outage{{"ses", now, now.Add(time.Hour)}}}, func() time.Time { return now }, newJournal())
	for _, row := range []struct {
		after  time.Duration
		action string
		down   bool
	}{
		{-time.Second, "ses:SendEmail", false}, {0, "ses:SendEmail", true}, {0, "dynamodb:PutItem", false},
		{time.Hour - 1, "ses:GetAccount", true}, {time.Hour, "ses:SendEmail", false},
	} {
		at := now.Add(row.after)
		w.now = func() time.Time { return at }
		if down := w.call("letters", row.action) != nil; down != row.down {
			t.Errorf("%s after %s: down is %v", row.action, row.after, down)
		}
	}
	if len(w.faults()) != 1 {
		t.Errorf("one outage is counted as %v", w.faults())
	}
}
