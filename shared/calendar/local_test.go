package calendar

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTimesAreWrittenWithCityAndOffset(t *testing.T) {
	at := time.Date(2026, time.October, 8, 15, 0, 0, 0, time.UTC)
	for zone, want := range map[string]string{
		"Africa/Lagos":                   "Thu 8 Oct, 16:00 Lagos (+01:00)",
		"America/New_York":               "Thu 8 Oct, 11:00 New York (-04:00)",
		"America/Argentina/Buenos_Aires": "Thu 8 Oct, 12:00 Buenos Aires (-03:00)",
		"Asia/Kolkata":                   "Thu 8 Oct, 20:30 Kolkata (+05:30)",
		"Pacific/Auckland":               "Fri 9 Oct, 04:00 Auckland (+13:00)",
		"UTC":                            "Thu 8 Oct, 15:00 UTC",
		"Etc/UCT":                        "Thu 8 Oct, 15:00 UTC",
		"Japan":                          "Fri 9 Oct, 00:00 Tokyo (+09:00)",
		"US/Eastern":                     "Thu 8 Oct, 11:00 New York (-04:00)",
		"CET":                            "Thu 8 Oct, 17:00 (UTC+2)",
		"EST":                            "Thu 8 Oct, 10:00 (UTC-5)",
		"Etc/GMT+3":                      "Thu 8 Oct, 12:00 (UTC-3)", // its name has the sign the other way round
	} {
		location, known := Zone(zone)
		if !known {
			t.Fatalf("%s is not known", zone)
		}
		if got := When(at, location); got != want {
			t.Errorf("in %s it is %q, want %q", zone, got, want)
		}
	}
}

func TestTimesOfOthersAreToldAtTheReadersOwn(t *testing.T) {
	at := time.Date(2026, time.October, 8, 15, 0, 0, 0, time.UTC)
	for own, want := range map[string]string{
		"Europe/Madrid":    "Thu 8 Oct, 16:00 Lagos (+01:00) · 17:00 your time",
		"Pacific/Auckland": "Thu 8 Oct, 16:00 Lagos (+01:00) · Fri 9 Oct, 04:00 your time",
		"Europe/London":    "Thu 8 Oct, 16:00 Lagos (+01:00)", // in summer
	} {
		zones := zonesOf(t, "Africa/Lagos", own)
		if got := When(at, zones[0]) + Yours(at, zones[0], zones[1]); got != want {
			t.Errorf("in %s it is %q, want %q", own, got, want)
		}
	}
	if got := Yours(at, time.UTC, nil); got != "" {
		t.Errorf("for somebody of whom nothing is known it is %q", got)
	}
}

func zonesOf(t *testing.T, names ...string) []*time.Location {
	t.Helper()
	var zones []*time.Location
	for _, name := range names {
		zone, known := Zone(name)
		if !known {
			t.Fatalf("%s is not known", name)
		}
		zones = append(zones, zone)
	}
	return zones
}

func TestPlacesSayWhereItIsNightOrWeekend(t *testing.T) {
	start := time.Date(2026, time.October, 9, 13, 30, 0, 0, time.UTC) // a Friday
	got := Places(start, start.Add(time.Hour), zonesOf(t, "Asia/Singapore", "America/Los_Angeles", "Europe/Berlin",
		"Asia/Riyadh", "Asia/Singapore", "Australia/Sydney"))
	want := []Place{
		{"Fri 9 Oct, 06:30 Los Angeles (-07:00)", 1, "night", ""},
		{"Fri 9 Oct, 15:30 Berlin (+02:00)", 1, "", ""},
		{"Fri 9 Oct, 16:30 Riyadh (+03:00)", 1, "weekend", ""},
		{"Fri 9 Oct, 21:30 Singapore (+08:00)", 2, "night", ""}, // before it ends
		{"Sat 10 Oct, 00:30 Sydney (+11:00)", 1, "night", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	if until := Places(start, start.Add(30*time.Minute), zonesOf(t, "Asia/Singapore")); until[0].Hint != "" {
		t.Errorf("what ends at 22:00 is called %s", until[0].Hint)
	}
}

func TestUsualTimeOfAMonth(t *testing.T) {
	month := func(name string) pug.Month {
		from, err := time.Parse("2006-01", name)
		if err != nil {
			t.Fatal(err)
		}
		return pug.Month{Name: name, From: from, To: from.AddDate(0, 1, 0)}
	}
	first := pug.Slot{Week: 1, Weekday: time.Thursday, Clock: "16:00", Zone: "Africa/Lagos"}
	for _, c := range []struct {
		name  string
		slot  func(*pug.Slot)
		month pug.Month
		day   int // of the month now
		want  string
	}{
		{"ahead", func(*pug.Slot) {}, month("2026-11"), 1, "Thu 5 Nov, 16:00 Lagos (+01:00)"},
		{"over", func(*pug.Slot) {}, month("2026-11"), 6,
			"The first Thursday of this month, Thu 5 Nov, 16:00 Lagos (+01:00), has passed"},
		{"before the dates that staff moved", func(*pug.Slot) {},
			pug.Month{Name: "2026-11", From: time.Date(2026, time.November, 9, 0, 0, 0, 0, time.UTC)}, 1,
			"is not within the time for this meeting"},
		{"an hour that does not exist", func(s *pug.Slot) {
			*s = pug.Slot{Week: pug.LastWeek, Weekday: time.Sunday, Clock: "02:30", Zone: "Europe/Berlin"}
		}, month("2027-03"), 1, "skip 02:30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			slot := first
			c.slot(&slot)
			year, name, _ := time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC).Date()
			start, got := Usual(slot, c.month, time.Date(year, name, c.day, 0, 0, 0, 0, time.UTC))
			if got == "" {
				got = When(start, start.Location())
			}
			if !strings.Contains(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
