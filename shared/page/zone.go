package page

import (
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
)

// ZoneOptions offer time zones to choose from by city, with what clocks there differ from UTC on a day. First come the
// likely ones by their IANA names, best first, such as the reader's own; then all others by the part of the world.
func ZoneOptions(on time.Time, likely ...string) []Option {
	var all []Option
	offered := map[calendar.City]bool{}
	add := func(group string, c calendar.City) {
		if !offered[c] {
			all = append(all, Option{Value: c.Zone, Label: c.WithOffset(on), Group: group})
		}
		offered[c] = true
	}
	for _, name := range likely {
		if zone, known := calendar.Zone(name); known {
			add("Most likely", calendar.CityOf(zone))
		}
	}
	for _, area := range calendar.Areas() {
		for _, c := range area.Cities {
			add(area.Name, c)
		}
	}
	return all
}
