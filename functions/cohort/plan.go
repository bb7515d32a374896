package cohort

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// planIn asks for the plan of a cohort. Dates that are given take the place of those counted by lead times.
type planIn struct {
	Cohort pug.CohortID `json:"cohort"`
	Dates  pug.Dates    `json:"dates"`
}

// plan is what the cohort's workflow knows of its dates. Times are RFC 3339 in UTC.
type plan struct {
	Cohort          pug.CohortID `json:"cohort"`
	ChampionsOpen   time.Time    `json:"champions_open"`
	ChampionsDecide time.Time    `json:"champions_decide"`
	MembersOpen     time.Time    `json:"members_open"`
	MembersDecide   time.Time    `json:"members_decide"`
	Propose         time.Time    `json:"propose"`
	// until when staff are waited for: each reminder, and last the deadline
	Curate   []time.Time `json:"curate"`
	LaunchBy time.Time   `json:"launch_by"`
	Renew    time.Time   `json:"renew"`
	Months   []month     `json:"months"`
}

type month struct {
	Name string    `json:"name"`
	Ask  time.Time `json:"ask"`
}

// plan stores the cohort with its dates. A cohort that is planned already keeps the dates that it has.
func (f function) plan(ctx context.Context, in planIn) (plan, error) {
	id, err := pug.ParseCohortID(string(in.Cohort))
	if err != nil {
		return plan{}, pug.Wrapf(err, pug.Invalid, "The cohort cannot be planned")
	}
	dates, err := calendar.Shift(calendar.Plan(id, f.Settings.Zone, f.Settings.Leads), in.Dates)
	if err != nil {
		return plan{}, pug.Wrapf(err, pug.Invalid, "The cohort %s cannot be planned", id)
	}
	if err := f.Store.AddCohort(ctx, pug.Cohort{ID: id, Stage: pug.StagePlanned, Dates: dates}); err != nil {
		return plan{}, err
	}
	c, err := f.Store.Cohort(ctx, id)
	if err != nil {
		return plan{}, err
	}
	d := c.Dates
	p := plan{
		Cohort: id, ChampionsOpen: d.ChampionsOpen.UTC(), ChampionsDecide: d.ChampionsDecide.UTC(),
		MembersOpen:   d.MembersOpen.UTC(),
		MembersDecide: d.MembersDecide.UTC(), Propose: d.Propose.UTC(), Renew: d.Renew.UTC(),
		Curate:   calendar.Rounds(d.Propose, d.Curate, f.Settings.Intervals.ReviewReminders),
		LaunchBy: d.Launch.Add(f.Settings.Intervals.LaunchGrace.Duration()).UTC(),
	}
	for _, m := range d.Months {
		p.Months = append(p.Months, month{m.Name, m.Ask.UTC()})
	}
	return p, nil
}
