package stand

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

func TestSchedulesFireAsEventBridgeSays(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		moment, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	for name, test := range map[string]struct{ expression, now, next string }{
		"daily, later today":            {"cron(0 6 * * ? *)", "2026-10-01 05:59", "2026-10-01 06:00"},
		"daily, tomorrow":               {"cron(0 6 * * ? *)", "2026-10-01 06:00", "2026-10-02 06:00"},
		"on a date, over the year":      {"cron(0 9 1 3,10 ? *)", "2026-10-01 09:00", "2027-03-01 09:00"},
		"hourly":                        {"cron(30 * * * ? *)", "2026-10-01 23:45", "2026-10-02 00:30"},
		"hourly, as the clocks go back": {"cron(30 * * * ? *)", "2026-11-01 00:45", "2026-11-01 01:30"},
		"daily, as the clocks go back":  {"cron(0 6 * * ? *)", "2026-10-31 12:00", "2026-11-01 06:00"},
		"daily, as the clocks go ahead": {"cron(0 6 * * ? *)", "2027-03-13 12:00", "2027-03-14 06:00"},
	} {
		t.Run(name, func(t *testing.T) {
			times, err := parseCron(test.expression)
			if err != nil {
				t.Fatal(err)
			}
			if next := times.Next(at(test.now)); !next.Equal(at(test.next)) {
				t.Errorf("after %s it fires on %s, want %s", test.now, next, test.next)
			}
		})
	}
}

func TestSchedulesThatTheStandCannotKeepAreRefused(t *testing.T) {
	for _, expression := range []string{"", "rate(1 day)", "cron(0 6 * * ?)", "cron(0 6 * * ? 2027)", "cron(0 25 * * ? *)", "0 6 * * ? *"} {
		if _, err := parseCron(expression); err == nil {
			t.Errorf("%q was taken", expression)
		}
	}
	for _, s := range blueprint.Pugs().Schedules {
		if _, err := parseCron(s.Expression); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
}
