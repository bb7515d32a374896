package calendar

import (
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// LaunchHour is the hour of the day, in the programme's time zone, at which the dates of a cohort fall.
const LaunchHour = 9

// Plan counts the dates of a cohort: leads in days before its launch, at 09:00 in the zone on 1 March or 1 October
// (R2).
func Plan(id pug.CohortID, zone *time.Location, leads Leads) pug.Dates {
	launch := time.Date(id.Year(), id.LaunchMonth(), 1, LaunchHour, 0, 0, 0, zone)
	before := func(days int) time.Time { return launch.AddDate(0, 0, -days) }
	endMonth := id.LaunchMonth() + pug.MeetingsPerCohort
	d := pug.Dates{
		ChampionsOpen: before(leads.ChampionsOpen), ChampionsClose: before(leads.ChampionsClose),
		ChampionsDecide: before(leads.ChampionsDecide),
		MembersOpen:     before(leads.MembersOpen), MembersClose: before(leads.MembersClose),
		MembersDecide: before(leads.MembersDecide),
		Propose:       before(leads.Propose), Curate: before(leads.Curate), Launch: launch,
		Renew: time.Date(id.Year(), endMonth, 1-leads.Renew, LaunchHour, 0, 0, 0, zone),
		End:   time.Date(id.Year(), endMonth, 1, 0, 0, 0, 0, zone),
	}
	for i, name := range id.Months() {
		// The hour is set, not added: clocks may change on the first of a month, as in New York on 1 November 2026.
		month := id.LaunchMonth() + time.Month(i)
		d.Months = append(d.Months, pug.Month{
			Name: name,
			From: time.Date(id.Year(), month, 1, 0, 0, 0, 0, zone),
			To:   time.Date(id.Year(), month+1, 1, 0, 0, 0, 0, zone),
			Ask:  time.Date(id.Year(), month, 1, LaunchHour, 0, 0, 0, zone),
		})
	}
	return d
}

// Shift replaces the dates that are given outright for one cohort, and checks the whole.
func Shift(plan, given pug.Dates) (pug.Dates, error) {
	plan = plan.With(given)
	if err := plan.Validate(); err != nil {
		return pug.Dates{}, fmt.Errorf("shift the dates of a cohort: %w", err)
	}
	return plan, nil
}

// Leads are the lead times of a cohort's phases in days before its launch; Renew counts before its end.
type Leads struct {
	ChampionsOpen   int `json:"champions_open"`
	ChampionsClose  int `json:"champions_close"`
	ChampionsDecide int `json:"champions_decide"`
	MembersOpen     int `json:"members_open"`
	MembersClose    int `json:"members_close"`
	MembersDecide   int `json:"members_decide"`
	Propose         int `json:"propose"`
	Curate          int `json:"curate"`
	Renew           int `json:"renew"`
}

// DefaultLeads is the programme's default calendar.
func DefaultLeads() Leads {
	return Leads{ChampionsOpen: 70, ChampionsClose: 38, ChampionsDecide: 31, MembersOpen: 30, MembersClose: 14,
		MembersDecide: 10, Propose: 10, Curate: 3, Renew: 45}
}

// Validate says which lead times are out of order.
func (l Leads) Validate() error {
	order := []struct {
		name string
		days int
	}{
		{"champions_open", l.ChampionsOpen}, {"champions_close", l.ChampionsClose}, {"champions_decide",
			l.ChampionsDecide},
		{"members_open", l.MembersOpen}, {"members_close", l.MembersClose}, {"members_decide", l.MembersDecide},
		{"propose", l.Propose}, {"curate", l.Curate},
	}
	for i, this := range order {
		if this.days < 0 {
			return fmt.Errorf("the lead time %s is %d days: it cannot be negative", this.name, this.days)
		}
		if i > 0 && this.days > order[i-1].days {
			return fmt.Errorf("the lead time %s (%d days) is longer than %s (%d days), which comes first",
				this.name, this.days, order[i-1].name, order[i-1].days)
		}
	}
	if l.Renew < 0 {
		return fmt.Errorf("the lead time renew is %d days: it cannot be negative", l.Renew)
	}
	return nil
}
