package calendar

import (
	"fmt"
	"time"
)

// Zone finds a time zone by its IANA name. The machine's own zone, "Local", and an empty name are none.
func Zone(name string) (*time.Location, bool) {
	zone, err := time.LoadLocation(name)
	return zone, err == nil && name != "" && name != "Local"
}

// CommonZones are the time zones offered to choose from, west to east: every offset at which partners are likely to be.
func CommonZones() []string {
	return []string{
		"Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Phoenix", "America/Denver",
		"America/Mexico_City", "America/Chicago", "America/Bogota", "America/Lima", "America/New_York",
		"America/Toronto",
		"America/Halifax", "America/Santiago", "America/Argentina/Buenos_Aires", "America/Sao_Paulo",
		"America/St_Johns",
		"UTC", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Africa/Lagos", "Europe/Amsterdam", "Europe/Berlin",
		"Europe/Madrid", "Europe/Paris", "Europe/Rome", "Europe/Stockholm", "Europe/Warsaw", "Africa/Cairo",
		"Africa/Johannesburg", "Europe/Athens", "Europe/Helsinki", "Europe/Kyiv", "Asia/Jerusalem", "Europe/Istanbul",
		"Africa/Nairobi", "Asia/Riyadh", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok",
		"Asia/Jakarta", "Asia/Hong_Kong", "Asia/Manila", "Asia/Shanghai", "Asia/Singapore", "Australia/Perth",
		"Asia/Seoul",
		"Asia/Tokyo", "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland",
	}
}

// localLayout is a date and a time as HTML's inputs write them.
const localLayout = "2006-01-02 15:04"

// LocalTime is the moment at which clocks in the zone show the date and the time. When clocks go forward some times do
// not exist, and when they go back some come twice. Package time would pick one silently, and half of the group would
// come an hour off, so problem says in a sentence why another time is needed.
func LocalTime(date, clock string, zone *time.Location) (t time.Time, problem string) {
	wall, err := time.Parse(localLayout, date+" "+clock)
	if err != nil {
		return time.Time{}, "Give the date as 2026-10-15 and the time as 10:00."
	}
	day, at := wall.Format("2 January 2006"), wall.Format("15:04")
	switch moments := momentsOf(wall, zone); len(moments) {
	case 1:
		return moments[0], ""
	case 0:
		return time.Time{}, fmt.Sprintf("On %s the clocks in %s skip %s, so there is no such time: choose another one.",
			day, zone, at)
	}
	return time.Time{}, fmt.Sprintf("On %s the clocks in %s are put back, and %s comes twice: choose another time.",
		day, zone, at)
}

// momentsOf lists the moments at which clocks in the zone show the wall time, by the offsets that hold the day before
// and the day after.
func momentsOf(wall time.Time, zone *time.Location) []time.Time {
	var moments []time.Time
	for _, near := range []time.Time{wall.AddDate(0, 0, -1), wall.AddDate(0, 0, 1)} {
		_, offset := near.In(zone).Zone()
		t := wall.Add(-time.Duration(offset) * time.Second).In(zone)
		shows := t.Format(localLayout) == wall.Format(localLayout)
		if shows && (len(moments) == 0 || !moments[0].Equal(t)) {
			moments = append(moments, t)
		}
	}
	return moments
}
