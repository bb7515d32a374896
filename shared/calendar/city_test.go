package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestZonesAreFoundByCity(t *testing.T) {
	for name, want := range map[string]string{
		"Lagos": "Africa/Lagos", "new york": "America/New_York", "New_York": "America/New_York", " BUENOS  AIRES ": "America/Argentina/Buenos_Aires",
		"Mumbai": "Asia/Kolkata", "san francisco": "America/Los_Angeles", "Sao Paulo": "America/Sao_Paulo", "São Paulo": "America/Sao_Paulo",
		"St. Johns": "America/St_Johns", "Europe/Dublin": "Europe/Dublin", "america_slash_new_york": "America/New_York",
		"Ouagadougou": "Africa/Ouagadougou", "Port Moresby": "Pacific/Port_Moresby", // not on offer
		"": "", " ": "", "Atlantis": "", "Eastern": "", "CST": "", "EST": "", "London, Ontario": "", "Lagos, Portugal": "", "Berlin, ": "", ", Germany": "", "London (Ontario)": "", "Jersey City": "", "UTC+1": "",
		"America/New York": "America/New_York", "america/new york": "America/New_York", "Berlin, Germany": "Europe/Berlin", "London, UK": "Europe/London",
		"New York, USA": "America/New_York", "são paulo, brazil": "America/Sao_Paulo", "New York City": "America/New_York",
		"Europe/Berlin (GMT+1)": "Europe/Berlin",
		"../UTC":                "", "local": "",
		"Japan": "Asia/Tokyo", "singapore": "Asia/Singapore", "Turkey": "Europe/Istanbul", "GB": "Europe/London", "Canada/Pacific": "America/Vancouver",
		"Iceland": "Atlantic/Reykjavik", "zulu": "UTC", "CET": "CET",
		"posixrules": "", "localtime": "", "Factory": "", "leapseconds": "", // what else is among the files of zones
	} {
		zone, known := Find(name)
		if known != (want != "") || known && zone.String() != want {
			t.Errorf("%q is %v, want %q", name, zone, want)
		}
	}
}

func TestEveryCityOnOfferHasAZoneAndIsFoundByItsName(t *testing.T) {
	for _, area := range Areas() {
		if !slices.IsSortedFunc(area.Cities, func(a, b City) int { return strings.Compare(a.Name, b.Name) }) {
			t.Errorf("the cities of %s are not in order", area.Name)
		}
		for _, c := range area.Cities {
			if zone, known := Find(c.Name); !known || zone.String() != c.Zone {
				t.Errorf("%s is in %v, want %s", c.Name, zone, c.Zone)
			}
		}
	}
}

func TestOffsetsFromUTC(t *testing.T) {
	at := time.Date(2026, time.November, 26, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		city City
		want string
	}{
		{City{"Lagos", "Africa/Lagos"}, "Lagos (UTC+1)"}, {City{"New York", "America/New_York"}, "New York (UTC-5)"},
		{City{"Mumbai", "Asia/Kolkata"}, "Mumbai (UTC+5:30)"}, {City{"St Johns", "America/St_Johns"}, "St Johns (UTC-3:30)"},
		{City{"London", "Europe/London"}, "London (UTC)"}, {City{"Auckland", "Pacific/Auckland"}, "Auckland (UTC+13)"},
		{CityOf(time.UTC), "UTC"}, {City{"EST", "EST"}, "UTC-5"},
	} {
		if got := c.city.WithOffset(at); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
