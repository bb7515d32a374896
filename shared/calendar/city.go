package calendar

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// City is a place by which people find their time zone.
type City struct {
	Name string // "Lagos"
	Zone string // the IANA name of its time zone, such as "Africa/Lagos"
}

// Area is a part of the world with the cities by which its time zones are offered to choose from, by their names.
type Area struct {
	Name   string
	Cities []City
}

// Areas offer every time zone in which partners are likely to be.
func Areas() []Area {
	return []Area{northAmerica(), latinAmerica(), europe(), africa(), middleEast(), asia(), pacific(),
		{"Everywhere", []City{CityOf(time.UTC)}}}
}

// Find finds a time zone as people name theirs: by a city on offer, as Zone does, or by the city in its IANA name. Its
// country may follow the city: "Berlin, Germany". Neither case nor accents matter. A word that may mean several, such
// as Eastern or CST, is none; nor are EST and MST, though the IANA has them, since they stand still where the clocks of
// most who write them change twice a year.
func Find(name string) (*time.Location, bool) {
	city, land, within := strings.Cut(name, ",")
	zone, known := find(city)
	if !known || !within {
		return zone, known
	}
	c, known := countryOf(zone.String())
	return zone, known && slices.Contains(append(shortNames()[c.name], plain(c.name)), plain(strings.TrimSpace(land)))
}

// shortNames are how people write countries, beside their names.
func shortNames() map[string][]string {
	return map[string][]string{"United Kingdom": {"uk", "gb", "england"}, "United States": {"us", "usa"}}
}

func find(name string) (*time.Location, bool) {
	if abbreviation := strings.ToUpper(strings.TrimSpace(name)); abbreviation == "EST" || abbreviation == "MST" {
		return nil, false
	}
	if zone, _, remark := strings.Cut(name, " ("); remark && strings.Contains(zone, "/") { // "Europe/Berlin (GMT+1)"
		name = zone
	}
	city := strings.Join(strings.Fields(strings.ReplaceAll(name, "_", " ")), " ")
	if zone, onOffer := cities()[plain(city)]; onOffer {
		return Zone(zone)
	}
	if zone, known := Zone(name); known {
		return zone, true
	}
	if zone, known := Zone(strings.ReplaceAll(city, " ", "_")); known { // "America/New York"
		return zone, true
	}
	if city == "" || strings.Contains(city, "/") {
		return nil, false
	}
	for _, continent := range []string{"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian",
		"Pacific", "America/Argentina"} {
		if zone, known := Zone(continent + "/" + strings.ReplaceAll(city, " ", "_")); known {
			return zone, true
		}
	}
	return nil, false
}

// cities are the time zones of the cities on offer, by their plain names.
var cities = sync.OnceValue(func() map[string]string {
	zones := map[string]string{}
	for _, area := range Areas() {
		for _, c := range area.Cities {
			zones[plain(c.Name)] = c.Zone
		}
	}
	zones["new york city"] = "America/New_York"
	return zones
})

// accents leaves out what people do not type; no name on offer has more than these.
var accents = strings.NewReplacer("ã", "a", "á", "a", "é", "e", "í", "i", "ó", "o", "ü", "u", ".", "", "'", "")

// plain is a city's name in lower case, without accents.
func plain(city string) string { return accents.Replace(strings.ToLower(city)) }

// Offset writes by how much clocks in a zone differ from UTC at a moment: "UTC+1", "UTC-5", "UTC+5:30"; "UTC" for none.
func Offset(t time.Time, zone *time.Location) string {
	at := t.In(zone)
	offset := at.Format("-07")
	if minutes := at.Format("-07:00")[3:]; minutes != ":00" {
		offset += minutes
	} else if offset == "+00" {
		return "UTC"
	}
	return "UTC" + offset[:1] + strings.TrimPrefix(offset[1:], "0")
}

// WithOffset writes the city with what clocks there differ from UTC at a moment: "Lagos (UTC+1)". A zone that is named
// after no city goes by that alone: "UTC-5".
func (c City) WithOffset(t time.Time) string {
	zone, known := Zone(c.Zone)
	switch {
	case !known:
		return c.Name
	case cityless(c.Zone):
		return Offset(t, zone)
	}
	return c.Name + " (" + Offset(t, zone) + ")"
}

// CityOf is the city that a zone is named after: Buenos Aires for America/Argentina/Buenos_Aires. One that is named
// after none is called as it is, such as CET; Etc/GMT+5 means "UTC-5", since its sign is the other way round.
func CityOf(zone *time.Location) City {
	name := zone.String()
	if strings.HasPrefix(name, fixedOffset) {
		return City{Offset(time.Time{}, zone), name}
	}
	return City{strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " "), name}
}

// fixedOffset begins the names of zones that are nothing but an offset from UTC.
const fixedOffset = "Etc/"

// cityless says whether a zone, by its name, is named after no city.
func cityless(zone string) bool {
	return !strings.Contains(zone, "/") || strings.HasPrefix(zone, fixedOffset)
}
