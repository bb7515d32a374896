package meetings

import (
	"fmt"
	"time"
)

// localLayout is what the fields for date and time hold together, as HTML's inputs write them.
const localLayout = "2006-01-02 15:04"

// localTime is the moment at which clocks in the zone show the date and the time. Where clocks are put forward some times do not exist, and
// where they are put back some come twice; package time would pick one in silence, and half of the group would come an hour off. So
// problem then says, in a sentence, why another time is needed.
func localTime(date, clock string, zone *time.Location) (t time.Time, problem string) {
	wall, err := time.Parse(localLayout, date+" "+clock)
	if err != nil {
		return time.Time{}, "Give the date as 2026-10-15 and the time as 10:00."
	}
	switch moments := momentsOf(wall, zone); len(moments) {
	case 1:
		return moments[0], ""
	case 0:
		return time.Time{}, fmt.Sprintf("On %s the clocks in %s skip %s, so there is no such time: choose another one.", wall.Format("2 January 2006"), zone, wall.Format("15:04"))
	default:
		return time.Time{}, fmt.Sprintf("On %s the clocks in %s are put back, and %s comes twice: choose another time.", wall.Format("2 January 2006"), zone, wall.Format("15:04"))
	}
}

// momentsOf lists the moments at which clocks in the zone show the wall time, by the offsets that hold the day before and the day after.
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
