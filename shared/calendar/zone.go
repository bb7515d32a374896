package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Zone finds a time zone by its IANA name, in any case, or as HubSpot writes it: "america_slash_new_york". A name from
// before zones were named after cities, such as Japan or US/Eastern, finds the zone that it stands for. The machine's
// own zone, "Local", and an empty name are none.
func Zone(name string) (*time.Location, bool) {
	name = strings.ReplaceAll(strings.ToLower(name), "_slash_", "/")
	if zone, known := loaded.Load(name); known {
		return zone.(*time.Location), true
	}
	zone, known := load(name)
	if known {
		loaded.Store(name, zone)
	}
	return zone, known
}

// localLayout is a date and a time as HTML's inputs write them.
const localLayout = "2006-01-02 15:04"

// Local is LocalTime for a date and a time in one, as HTML's inputs write them: "2026-10-15T10:00".
func Local(text string, zone *time.Location) (t time.Time, problem string) {
	date, clock, _ := strings.Cut(text, "T")
	return LocalTime(date, clock, zone)
}

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
			day, CityOf(zone).Name, at)
	}
	return time.Time{}, fmt.Sprintf("On %s the clocks in %s are put back, and %s comes twice: choose another time.",
		day, CityOf(zone).Name, at)
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
