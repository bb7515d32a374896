package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
)

// Holiday says of the day of a moment, as people in the zone have it, that it is a public holiday there: "Thu 26 Nov is
// Thanksgiving Day in New York (United States)". It is empty where the day is none, or that is not known. Days that
// some parts of a country alone have off are not minded.
func Holiday(t time.Time, zone *time.Location) string {
	in, known := countryOf(zone.String())
	if !known {
		return ""
	}
	day := t.In(zone)
	actual, observed, holiday := (&cal.Calendar{Holidays: in.holidays}).IsHoliday(day)
	if !actual && !observed {
		return ""
	}
	name := "a public holiday"
	switch {
	case in.named && actual:
		name = holiday.Name
	case in.named:
		name = holiday.Name + " (observed)"
	}
	return day.Format("Mon 2 Jan") + " is " + name + " in " + CityOf(zone).Name + " (" + in.name + ")"
}
