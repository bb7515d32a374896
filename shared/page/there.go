package page

import (
	"fmt"
	"strings"
	"time"
)

// WhenThere writes a moment as clocks in a city show it: "Thu 8 Oct 2026, 16:00 in Lagos (UTC+1)". No zone is named by an
// abbreviation: several share each.
func WhenThere(t time.Time, zone *time.Location) string {
	there := t.In(zone)
	return Day(there) + ", " + there.Format("15:04") + " " + place(there)
}

// place is the city of a moment's zone with its offset: "in Lagos (UTC+1)".
func place(t time.Time) string {
	name := t.Location().String()
	city := strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
	_, seconds := t.Zone()
	offset := fmt.Sprintf("UTC%+d", seconds/3600)
	if minutes := max(seconds, -seconds) / 60 % 60; minutes != 0 {
		offset = fmt.Sprintf("%s:%02d", offset, minutes)
	}
	if seconds > -3600 && seconds < 3600 {
		offset = "UTC"
	}
	if city == "UTC" {
		return city
	}
	return "in " + city + " (" + offset + ")"
}
