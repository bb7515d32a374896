package calendar

import (
	"testing"
	"time"
)

func TestPublicHolidaysWherePeopleAre(t *testing.T) {
	for _, c := range []struct{ name, zone, day, want string }{
		{"named", "America/New_York", "2026-11-26", "Thu 26 Nov is Thanksgiving Day in New York (United States)"},
		{"in the language of the country", "Europe/Berlin", "2026-12-26", "Sat 26 Dec is Zweiter Weihnachtsfeiertag in Berlin (Germany)"},
		{"in another script", "Europe/Athens", "2026-10-28", "Wed 28 Oct is a public holiday in Athens (Greece)"},
		{"made up for on a Monday", "America/Chicago", "2027-07-05", "Mon 5 Jul is Independence Day (observed) in Chicago (United States)"},
		{"a usual day", "America/New_York", "2026-11-27", ""},
		{"in some regions only", "Europe/Berlin", "2026-10-31", ""}, // Reformationstag
		{"in some cantons only", "Europe/Zurich", "2027-01-06", ""},
		{"in some provinces only", "America/Toronto", "2027-08-02", ""}, // Civic Holiday
		{"that every fifth year has only", "Europe/Amsterdam", "2027-05-05", ""},
		{"in a country of which nothing is known", "Asia/Kolkata", "2027-01-26", ""},
		{"in a zone without a country", "UTC", "2026-12-25", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			zone, known := Zone(c.zone)
			if !known {
				t.Fatal(c.zone)
			}
			day, err := time.ParseInLocation("2006-01-02 15:04", c.day+" 23:30", zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := Holiday(day.UTC(), zone); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestZonesOfCountriesAreKnown(t *testing.T) {
	once := map[string]string{}
	for _, c := range append(append(inAmerica(), inEurope()...), elsewhere()...) {
		for _, name := range c.zones {
			if zone, known := Zone(name); !known || zone.String() != name || once[name] != "" {
				t.Errorf("%s of %s is no zone, or one of %s", name, c.name, once[name])
			}
			once[name] = c.name
		}
		if len(c.holidays) < 4 {
			t.Errorf("%s has %d holidays", c.name, len(c.holidays))
		}
	}
}
