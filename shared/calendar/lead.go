package calendar

import "fmt"

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
