package calendar

import (
	"strings"
	"time"
)

// When writes a moment as people in the zone have it: "Thu 8 Oct, 16:00 Lagos (+01:00)". There is never an
// abbreviation such as CST, which is another time in Chicago than in Shanghai.
func When(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("Mon 2 Jan, ") + Clock(t, zone)
}

// Clock writes the time of day of a moment as people in the zone have it: "16:00 Lagos (+01:00)", or "16:00 UTC".
func Clock(t time.Time, zone *time.Location) string {
	at := t.In(zone)
	if zone == time.UTC {
		return at.Format("15:04 UTC")
	}
	return at.Format("15:04 ") + City(zone) + at.Format(" (-07:00)")
}

// City is the place that a zone is named after: "Buenos Aires" for America/Argentina/Buenos_Aires. For a zone that is
// named after none, such as EST or Etc/GMT+5, it is "UTC": what the zone is apart from it is in the offset.
func City(zone *time.Location) string {
	name := zone.String()
	i := strings.LastIndexByte(name, '/')
	if i < 0 || strings.HasPrefix(name, "Etc/") {
		return "UTC"
	}
	return strings.ReplaceAll(name[i+1:], "_", " ")
}
