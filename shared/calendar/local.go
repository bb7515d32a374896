package calendar

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// When writes a moment as people in the zone have it: "Thu 8 Oct, 16:00 Lagos (+01:00)". There is never an
// abbreviation such as CST, which is another time in Chicago than in Shanghai.
func When(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("Mon 2 Jan, ") + Clock(t, zone)
}

// Yours adds to a time, written as people in a zone have it, what a reader's own clocks show then: " · 17:00 your
// time". It is empty where they show the same, and for nil: where the reader is, is not known.
func Yours(t time.Time, zone, own *time.Location) string {
	if own == nil {
		return ""
	}
	there, here := t.In(zone), t.In(own)
	switch {
	case there.Format(localLayout) == here.Format(localLayout):
		return ""
	case there.Day() != here.Day():
		return here.Format(" · Mon 2 Jan, 15:04 your time")
	}
	return here.Format(" · 15:04 your time")
}

// Clock writes the time of day of a moment as people in the zone have it: "16:00 Lagos (+01:00)", or "16:00 UTC", or
// "16:00 (UTC+1)" where the zone is named after no city.
func Clock(t time.Time, zone *time.Location) string {
	at := t.In(zone)
	switch {
	case zone == time.UTC:
		return at.Format("15:04 UTC")
	case cityless(zone.String()):
		return at.Format("15:04 (") + Offset(t, zone) + ")"
	}
	return at.Format("15:04 ") + CityOf(zone).Name + at.Format(" (-07:00)")
}

// Place is what clocks show during a meeting where some people are.
type Place struct {
	When    string // as When has it
	People  int
	Hint    string // why the time is no good one there: "night" or "weekend"; else empty
	Holiday string // that the day is a public holiday there, in a sentence, see Holiday; else empty
}

// Places lists what clocks show from start to end in the zones, of which each stands for one person, from west to east.
func Places(start, end time.Time, zones []*time.Location) []Place {
	count := map[string]int{}
	var once []*time.Location
	for _, zone := range zones {
		if count[zone.String()]++; count[zone.String()] == 1 {
			once = append(once, zone)
		}
	}
	slices.SortFunc(once, func(a, b *time.Location) int {
		_, one := start.In(a).Zone()
		_, other := start.In(b).Zone()
		return cmp.Or(cmp.Compare(one, other), strings.Compare(a.String(), b.String()))
	})
	var all []Place
	for _, zone := range once {
		all = append(all, Place{When(start, zone), count[zone.String()], hint(start.In(zone), end.In(zone)),
			Holiday(start, zone)})
	}
	return all
}

// hint says whether somebody would have to meet in the night, from 22 to 7, or at the weekend.
func hint(start, end time.Time) string {
	night := func(t time.Time) bool { return t.Hour() >= 22 || t.Hour() < 7 }
	switch {
	case night(start), night(end.Add(-time.Minute)):
		return "night"
	case slices.Contains(weekend(start.Location()), start.Weekday()):
		return "weekend"
	}
	return ""
}

// weekend is Saturday and Sunday, but for where it is Friday and Saturday (Unicode CLDR, weekendData).
func weekend(zone *time.Location) []time.Weekday {
	fridays := []string{"Africa/Algiers", "Africa/Cairo", "Africa/Khartoum", "Africa/Tripoli", "Asia/Aden",
		"Asia/Amman", "Asia/Baghdad", "Asia/Bahrain", "Asia/Damascus", "Asia/Jerusalem", "Asia/Kuwait", "Asia/Muscat",
		"Asia/Qatar", "Asia/Riyadh"}
	if slices.Contains(fridays, zone.String()) {
		return []time.Weekday{time.Friday, time.Saturday}
	}
	return []time.Weekday{time.Saturday, time.Sunday}
}
