package calendar

import (
	"slices"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/ar"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/ee"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fi"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/hu"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/is"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/ke"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/mt"
	"github.com/rickar/cal/v2/mx"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/pt"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/th"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"
)

// country is a country with the public holidays of the whole of it. It has those that package cal has right for the
// years of the programme: where its list has days of some regions, or some that are reckoned otherwise by now, those
// that hold are picked.
type country struct {
	name     string
	zones    []string // the IANA names of its time zones, as far as they are on offer or common
	holidays []*cal.Holiday
	named    bool // whether the holidays have names that readers of English can read, and the right ones
}

// countryOf is the country that a time zone belongs to; false where that is not known, or its holidays are not.
func countryOf(zone string) (country, bool) {
	all := slices.Concat(inAmerica(), inEurope(), elsewhere())
	i := slices.IndexFunc(all, func(c country) bool { return slices.Contains(c.zones, zone) })
	if i < 0 {
		return country{}, false
	}
	return all[i], true
}

func inAmerica() []country {
	return []country{
		{"Argentina", []string{"America/Argentina/Buenos_Aires", "America/Argentina/Cordoba", "America/Buenos_Aires"},
			[]*cal.Holiday{ar.NewYear, ar.CarnivalDay1, ar.CarnivalDay2, ar.TruethDay, ar.MalvinasVeterans,
				ar.LaborDay, ar.RevolutionDay, ar.IndependenceDay, ar.VirgenDay, ar.ChristmasDay}, true},
		{"Brazil", []string{"America/Sao_Paulo", "America/Bahia", "America/Fortaleza",
			"America/Recife"}, br.Holidays, true},
		{"Canada", []string{"America/Edmonton", "America/Halifax", "America/Montreal", "America/St_Johns",
			"America/Toronto", "America/Vancouver", "America/Winnipeg"}, []*cal.Holiday{ca.NewYear, ca.GoodFriday,
			ca.VictoriaDay, ca.CanadaDay, ca.LabourDay, ca.NationalDayForTruthAndReconciliation, ca.ThanksgivingDay,
			ca.RemembranceDay, ca.ChristmasDay, ca.BoxingDay}, true},
		{"Mexico", []string{"America/Mexico_City", "America/Cancun", "America/Monterrey", "America/Tijuana"},
			[]*cal.Holiday{mx.NewYear, mx.IndependenceDay, mx.RevolutionDay, mx.ChristmasDay}, true},
		{"United States", []string{"America/Anchorage", "America/Chicago", "America/Denver", "America/Detroit",
			"America/Los_Angeles", "America/New_York", "America/Phoenix", "Pacific/Honolulu"},
			us.Holidays, true},
	}
}

func inEurope() []country {
	return []country{
		{"Austria", []string{"Europe/Vienna"}, at.Holidays, true},
		{"Belgium", []string{"Europe/Brussels"}, be.Holidays, true},
		{"Bulgaria", []string{"Europe/Sofia"}, bg.Holidays, false},
		{"Croatia", []string{"Europe/Zagreb"}, hr.Holidays, true},
		{"Czechia", []string{"Europe/Prague"}, cz.Holidays, true},
		{"Denmark", []string{"Europe/Copenhagen"}, dk.Holidays, true},
		{"Estonia", []string{"Europe/Tallinn"}, ee.Holidays, true},
		{"Finland", []string{"Europe/Helsinki"}, fi.Holidays, true},
		{"France", []string{"Europe/Paris"}, fr.Holidays, true},
		{"Germany", []string{"Europe/Berlin"}, de.Holidays, true},
		{"Greece", []string{"Europe/Athens"}, gr.Holidays, false},
		{"Hungary", []string{"Europe/Budapest"}, hu.Holidays, true},
		{"Iceland", []string{"Atlantic/Reykjavik"}, is.Holidays, true},
		{"Ireland", []string{"Europe/Dublin"}, ie.Holidays, true},
		{"Italy", []string{"Europe/Rome"}, it.Holidays, true},
		{"Latvia", []string{"Europe/Riga"}, lv.Holidays, true},
		{"Lithuania", []string{"Europe/Vilnius"}, lt.Holidays, true},
		{"Malta", []string{"Europe/Malta"}, mt.Holidays, true},
		{"Netherlands", []string{"Europe/Amsterdam"}, []*cal.Holiday{nl.Nieuwjaar, nl.GoedeVrijdag, nl.TweedePaasdag,
			nl.Koningsdag, nl.Hemelvaart, nl.TweedePinksterDag, nl.EersteKerstdag, nl.TweedeKerstdag}, true},
		{"Norway", []string{"Europe/Oslo"}, no.Holidays, true},
		{"Poland", []string{"Europe/Warsaw"}, pl.Holidays, true},
		{"Portugal", []string{"Europe/Lisbon"}, pt.Holidays, true},
		{"Romania", []string{"Europe/Bucharest"}, ro.Holidays, true},
		{"Spain", []string{"Europe/Madrid"}, es.Holidays, true},
		{"Sweden", []string{"Europe/Stockholm"}, se.Holidays, true},
		{"Switzerland", []string{"Europe/Zurich"}, []*cal.Holiday{ch.Neujahr, ch.Auffahrt, ch.Bundesfeiertag,
			ch.Weihnachtstag}, true},
		{"United Kingdom", []string{"Europe/London"}, gb.Holidays, true},
	}
}

func elsewhere() []country {
	return []country{
		{"Australia", []string{"Australia/Adelaide", "Australia/Brisbane", "Australia/Canberra", "Australia/Darwin",
			"Australia/Hobart", "Australia/Melbourne", "Australia/Perth", "Australia/Sydney"},
			[]*cal.Holiday{au.NewYear, au.AustraliaDay, au.GoodFriday, au.EasterMonday, au.AnzacDay, au.ChristmasDay,
				au.BoxingDay}, true},
		{"Japan", []string{"Asia/Tokyo"}, jp.Holidays, true},
		{"Kenya", []string{"Africa/Nairobi"}, ke.Holidays, true},
		{"New Zealand", []string{"Pacific/Auckland"}, []*cal.Holiday{nz.NewYear, nz.DayAfterNewYear, nz.WaitangiDay,
			nz.GoodFriday, nz.EasterMonday, nz.AnzacDay, nz.LabourDay, nz.ChristmasDay, nz.BoxingDay}, true},
		{"South Africa", []string{"Africa/Johannesburg"}, za.Holidays, true},
		{"Thailand", []string{"Asia/Bangkok"}, th.Holidays, false},
	}
}
