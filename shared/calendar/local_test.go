package calendar

import (
	"testing"
	"time"
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
		"EST":                            "Thu 8 Oct, 10:00 UTC (-05:00)",
		"Etc/GMT+3":                      "Thu 8 Oct, 12:00 UTC (-03:00)", // its name has the sign the other way round
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
