package page

import (
	"strings"
	"time"
)

// When writes a moment with its zone, as "Thu 1 Oct 2026, 09:00 EDT". The zone is that of t: use t.In to choose it.
func When(t time.Time) string {
	return Day(t) + ", " + Clock(t)
}

// Day writes a date, as "Thu 1 Oct 2026".
func Day(t time.Time) string {
	return t.Format("Mon 2 Jan 2006")
}

// Clock writes a time of day with its zone, as "09:00 EDT". A zone without a short name is given as "UTC-03".
func Clock(t time.Time) string {
	zone, _ := t.Zone()
	if strings.HasPrefix(zone, "+") || strings.HasPrefix(zone, "-") {
		zone = "UTC" + zone
	}
	return t.Format("15:04 ") + zone
}
