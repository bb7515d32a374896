package calendar

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// Zone finds a time zone by its IANA name, in any case, or as HubSpot writes it: "america_slash_new_york". The
// machine's own zone, "Local", and an empty name are none.
func Zone(name string) (*time.Location, bool) {
	if strings.EqualFold(name, "local") || name == "" {
		return nil, false
	}
	if zone, known := load(name); known { // most often
		return zone, true
	}
	for _, spelling := range spellings(name) {
		if zone, known := load(spelling); known {
			return zone, true
		}
	}
	return nil, false
}

// loaded are the zones that were asked for before, each *time.Location by its name: a page that offers all would read
// a hundred files.
var loaded sync.Map

func load(name string) (*time.Location, bool) {
	if zone, known := loaded.Load(name); known {
		return zone.(*time.Location), true
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		loaded.Store(name, zone)
	}
	return zone, err == nil
}

// spellings are how the names of time zones may be written, as package time knows each only in its own case.
func spellings(name string) []string {
	lower := strings.ReplaceAll(strings.ToLower(name), "_slash_", "/")
	area, place, _ := strings.Cut(lower, "/")
	all := []string{capitals(lower), strings.ToUpper(lower), strings.ToUpper(area) + "/" + capitals(place),
		capitals(area) + "/" + strings.ToUpper(place)}
	if i := slices.IndexFunc(oddZones(), func(odd string) bool { return strings.EqualFold(odd, lower) }); i >= 0 {
		all = append(all, oddZones()[i])
	}
	return all
}

// oddZones are those whose capitals follow no rule. A test compares them with the list that Go has.
func oddZones() []string {
	return []string{"America/Argentina/ComodRivadavia", "America/Knox_IN", "Antarctica/DumontDUrville",
		"Antarctica/McMurdo", "Brazil/DeNoronha", "Chile/EasterIsland", "GB-Eire", "Mexico/BajaNorte", "Mexico/BajaSur"}
}

// capitals writes the words of a place as maps do: "Africa/Dar_es_Salaam".
func capitals(name string) string {
	var b strings.Builder
	for len(name) > 0 {
		end := strings.IndexAny(name, "/_-") + 1
		if end == 0 {
			end = len(name)
		}
		word := name[:end]
		if !slices.Contains([]string{"es_", "of_", "au-"}, word) {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		b.WriteString(word)
		name = name[end:]
	}
	return b.String()
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
