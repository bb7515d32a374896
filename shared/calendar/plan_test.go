package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func newYork(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// written is a plan as a person would write it down, one line per date.
func written(d pug.Dates) []string {
	lines := []string{}
	for _, at := range []time.Time{d.ChampionsOpen, d.ChampionsClose, d.ChampionsDecide, d.MembersOpen, d.MembersClose, d.MembersDecide,
		d.Propose, d.Curate, d.Launch, d.Renew, d.End} {
		lines = append(lines, at.Format(time.RFC3339))
	}
	return lines
}

func TestThePlanIsTheProgrammesCalendar(t *testing.T) {
	for id, want := range map[pug.CohortID][]string{
		"2026-H1": {
			"2025-12-21T09:00:00-05:00", "2026-01-22T09:00:00-05:00", "2026-01-29T09:00:00-05:00", // Champions: open, close, decided
			"2026-01-30T09:00:00-05:00", "2026-02-15T09:00:00-05:00", "2026-02-19T09:00:00-05:00", // members: the same
			"2026-02-19T09:00:00-05:00", "2026-02-26T09:00:00-05:00", // proposed, curated
			"2026-03-01T09:00:00-05:00", "2026-07-18T09:00:00-04:00", "2026-09-01T00:00:00-04:00", // launch, renewals, end
		},
		"2026-H2": {
			"2026-07-23T09:00:00-04:00", "2026-08-24T09:00:00-04:00", "2026-08-31T09:00:00-04:00",
			"2026-09-01T09:00:00-04:00", "2026-09-17T09:00:00-04:00", "2026-09-21T09:00:00-04:00",
			"2026-09-21T09:00:00-04:00", "2026-09-28T09:00:00-04:00",
			"2026-10-01T09:00:00-04:00", "2027-02-15T09:00:00-05:00", "2027-04-01T00:00:00-04:00",
		},
		"2027-H1": {
			"2026-12-21T09:00:00-05:00", "2027-01-22T09:00:00-05:00", "2027-01-29T09:00:00-05:00",
			"2027-01-30T09:00:00-05:00", "2027-02-15T09:00:00-05:00", "2027-02-19T09:00:00-05:00",
			"2027-02-19T09:00:00-05:00", "2027-02-26T09:00:00-05:00",
			"2027-03-01T09:00:00-05:00", "2027-07-18T09:00:00-04:00", "2027-09-01T00:00:00-04:00",
		},
		"2028-H1": { // February has 29 days
			"2027-12-22T09:00:00-05:00", "2028-01-23T09:00:00-05:00", "2028-01-30T09:00:00-05:00",
			"2028-01-31T09:00:00-05:00", "2028-02-16T09:00:00-05:00", "2028-02-20T09:00:00-05:00",
			"2028-02-20T09:00:00-05:00", "2028-02-27T09:00:00-05:00",
			"2028-03-01T09:00:00-05:00", "2028-07-18T09:00:00-04:00", "2028-09-01T00:00:00-04:00",
		},
	} {
		t.Run(string(id), func(t *testing.T) {
			plan := calendar.Plan(id, newYork(t), calendar.DefaultLeads())
			if diff := cmp.Diff(want, written(plan)); diff != "" {
				t.Error(diff)
			}
			if err := plan.Validate(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestMeetingsAreAskedForAtNineOnTheFirstOfEachMonth(t *testing.T) {
	plan := calendar.Plan("2026-H2", newYork(t), calendar.DefaultLeads())
	want := []string{
		"2026-10 2026-10-01T00:00:00-04:00 2026-10-01T09:00:00-04:00 2026-11-01T00:00:00-04:00",
		"2026-11 2026-11-01T00:00:00-04:00 2026-11-01T09:00:00-05:00 2026-12-01T00:00:00-05:00", // clocks go back that night
		"2026-12 2026-12-01T00:00:00-05:00 2026-12-01T09:00:00-05:00 2027-01-01T00:00:00-05:00",
		"2027-01 2027-01-01T00:00:00-05:00 2027-01-01T09:00:00-05:00 2027-02-01T00:00:00-05:00",
		"2027-02 2027-02-01T00:00:00-05:00 2027-02-01T09:00:00-05:00 2027-03-01T00:00:00-05:00",
		"2027-03 2027-03-01T00:00:00-05:00 2027-03-01T09:00:00-05:00 2027-04-01T00:00:00-04:00",
	}
	var got []string
	for _, m := range plan.Months {
		got = append(got, strings.Join([]string{m.Name, m.From.Format(time.RFC3339), m.Ask.Format(time.RFC3339), m.To.Format(time.RFC3339)}, " "))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestStaffShiftSingleDates(t *testing.T) {
	plan := calendar.Plan("2026-H2", newYork(t), calendar.DefaultLeads())
	later := plan.ChampionsClose.AddDate(0, 0, 3)
	shifted, err := calendar.Shift(plan, pug.Dates{ChampionsClose: later})
	if err != nil {
		t.Fatal(err)
	}
	want := plan
	want.ChampionsClose = later
	if diff := cmp.Diff(want, shifted); diff != "" {
		t.Error(diff)
	}
	if _, err := calendar.Shift(plan, pug.Dates{ChampionsClose: plan.MembersOpen}); err == nil || !strings.Contains(err.Error(), "champions_close") {
		t.Errorf("a date out of order: %v", err)
	}
	if _, err := calendar.Shift(plan, pug.Dates{Months: plan.Months[:2]}); err == nil {
		t.Error("two months were taken for six")
	}
}
