package pug

import (
	"fmt"
	"slices"
	"time"
)

// Dates are the moments in the life of one cohort. They are counted per cohort: two cohorts share March (R2).
type Dates struct {
	ChampionsOpen   time.Time `json:"champions_open"`
	ChampionsClose  time.Time `json:"champions_close"`
	ChampionsDecide time.Time `json:"champions_decide"` // undecided Champion applications are waitlisted then
	MembersOpen     time.Time `json:"members_open"`
	MembersClose    time.Time `json:"members_close"`
	MembersDecide   time.Time `json:"members_decide"`
	Propose         time.Time `json:"propose"`
	Curate          time.Time `json:"curate"` // an uncurated proposal is published as it stands then
	Launch          time.Time `json:"launch"`
	Renew           time.Time `json:"renew"` // "lead it again" goes out (R12)
	End             time.Time `json:"end"`   // the first instant that no longer belongs to the cohort
	Months          []Month   `json:"months"`
}

// Month is one of a cohort's six meeting months (R9): the meeting starts within [From, To).
type Month struct {
	Name string    `json:"name"` // "2026-10"
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	Ask  time.Time `json:"ask"` // Champions are asked for topic and date
}

// MonthName writes the name of a meeting month for people: "October 2026" for "2026-10".
func MonthName(name string) string {
	t, err := time.Parse("2006-01", name)
	if err != nil {
		return name
	}
	return t.Format("January 2006")
}

// Phase is the time in which one kind of application is taken: [Open, Close), decided by Decide.
type Phase struct {
	Open, Close, Decide time.Time
}

// Phase gives the phase in which applications of the kind are taken (R3, R4).
func (d Dates) Phase(k Kind) Phase {
	if k == KindChampion {
		return Phase{d.ChampionsOpen, d.ChampionsClose, d.ChampionsDecide}
	}
	return Phase{d.MembersOpen, d.MembersClose, d.MembersDecide}
}

// Month finds a meeting month by its name.
func (d Dates) Month(name string) (Month, bool) {
	i := slices.IndexFunc(d.Months, func(m Month) bool { return m.Name == name })
	if i < 0 {
		return Month{}, false
	}
	return d.Months[i], true
}

// At finds a date by its name, such as "champions_open"; that of a meeting month, "2026-10", is when its meeting is
// asked for.
func (d Dates) At(name string) (time.Time, bool) {
	for _, m := range d.moments() {
		if m.name == name {
			return *m.at, true
		}
	}
	month, ok := d.Month(name)
	return month.Ask, ok
}

// moment is one of the dates, under the name that settings and sentences have for it.
type moment struct {
	name string
	at   *time.Time
}

// moments are the dates in the order in which they come.
func (d *Dates) moments() []moment {
	return []moment{
		{"champions_open", &d.ChampionsOpen}, {"champions_close", &d.ChampionsClose},
		{"champions_decide", &d.ChampionsDecide}, {"members_open", &d.MembersOpen}, {"members_close", &d.MembersClose},
		{"members_decide", &d.MembersDecide}, {"propose", &d.Propose}, {"curate", &d.Curate}, {"launch", &d.Launch},
		{"renew", &d.Renew}, {"end", &d.End},
	}
}

// With puts the dates that are given in the place of those in d.
func (d Dates) With(given Dates) Dates {
	to := d.moments()
	for i, m := range given.moments() {
		if !m.at.IsZero() {
			*to[i].at = *m.at
		}
	}
	if len(given.Months) > 0 {
		d.Months = given.Months
	}
	return d
}

// Validate says which dates are out of order, in a sentence that names both.
func (d Dates) Validate() error {
	order := d.moments()
	for i, this := range order {
		if this.at.IsZero() {
			return fmt.Errorf("the date %s is missing", this.name)
		}
		if i > 0 && this.at.Before(*order[i-1].at) {
			return fmt.Errorf("%s (%s) comes before %s (%s): put the dates in order", this.name,
				this.at.Format(time.RFC3339), order[i-1].name, order[i-1].at.Format(time.RFC3339))
		}
	}
	return d.validateMonths()
}

func (d Dates) validateMonths() error {
	if len(d.Months) != MeetingsPerCohort {
		return fmt.Errorf("a cohort has %d meeting months, not %d", MeetingsPerCohort, len(d.Months))
	}
	for i, m := range d.Months {
		switch {
		case m.Name == "":
			return fmt.Errorf("meeting month %d has no name, such as 2026-10", i+1)
		case m.From.IsZero() || m.Ask.IsZero():
			return fmt.Errorf("the meeting month %s lacks its start, or when to ask for the meeting", m.Name)
		case !m.From.Before(m.To):
			return fmt.Errorf("the meeting month %s ends before it starts", m.Name)
		case !m.Ask.Before(m.To):
			return fmt.Errorf("the meeting of %s is asked for at %s, when the month is over", m.Name,
				m.Ask.Format(time.RFC3339))
		case i > 0 && m.From.Before(d.Months[i-1].To):
			return fmt.Errorf("the meeting month %s starts before %s is over", m.Name, d.Months[i-1].Name)
		}
	}
	return nil
}
