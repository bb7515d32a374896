package cohort

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// planIn asks for the plan of a cohort. Dates that are given take the place of those counted by lead times.
type planIn struct {
	Cohort pug.CohortID `json:"cohort"`
	Dates  pug.Dates    `json:"dates"`
}

// plan is what the cohort's workflow knows of its dates, and with which step it goes on. Times are RFC 3339 in UTC.
type plan struct {
	Cohort          pug.CohortID `json:"cohort"`
	Step            pug.Step     `json:"step"`
	ChampionsOpen   time.Time    `json:"champions_open"`
	ChampionsDecide time.Time    `json:"champions_decide"`
	MembersOpen     time.Time    `json:"members_open"`
	MembersDecide   time.Time    `json:"members_decide"`
	Propose         time.Time    `json:"propose"`
	// until when staff are waited for: each reminder, and last the deadline
	Curate []time.Time `json:"curate"`
	Launch time.Time   `json:"launch"`
	// executions that began before workflows launched by themselves wait until then for the schedule
	LaunchBy time.Time `json:"launch_by"`
	Renew    time.Time `json:"renew"`
	End      time.Time `json:"end"`
	Months   []month   `json:"months"`
}

type month struct {
	Name string    `json:"name"`
	Ask  time.Time `json:"ask"`
	To   time.Time `json:"to"`
}

// plan stores the cohort with its dates, and tells where its records say that it is. A cohort that is planned already
// keeps the dates that it has; since its workflow plans whenever dates were moved, those in its groups are told here.
func (f function) plan(ctx context.Context, in planIn) (plan, error) {
	id, err := pug.ParseCohortID(string(in.Cohort))
	if err != nil {
		return plan{}, pug.Wrapf(err, pug.Invalid, "The cohort cannot be planned")
	}
	dates, err := calendar.Shift(calendar.Plan(id, f.Settings.Zone, f.Settings.Leads), in.Dates)
	if err != nil {
		return plan{}, pug.Wrapf(err, pug.Invalid, "The cohort %s cannot be planned", id)
	}
	planned := pug.Cohort{ID: id, Stage: pug.StagePlanned, Dates: dates}
	if err := f.Store.AddCohort(ctx, planned, store.Logged{Entry: pug.LogDated(id, f.Now())}); err != nil {
		return plan{}, err
	}
	c, err := f.Store.Cohort(ctx, id)
	if err != nil {
		return plan{}, err
	}
	if err := f.tellMoved(ctx, c); err != nil {
		return plan{}, err
	}
	return f.planOf(c), nil
}

func (f function) planOf(c pug.Cohort) plan {
	d := c.Dates
	p := plan{
		Cohort: c.ID, Step: c.Step(f.Now()),
		ChampionsOpen: d.ChampionsOpen.UTC(), ChampionsDecide: d.ChampionsDecide.UTC(),
		MembersOpen: d.MembersOpen.UTC(), MembersDecide: d.MembersDecide.UTC(),
		Propose: d.Propose.UTC(), Curate: f.curation(c),
		Launch: d.Launch.UTC(), LaunchBy: d.Launch.Add(f.Settings.Intervals.LaunchGrace.Duration()).UTC(),
		Renew: d.Renew.UTC(), End: d.End.UTC(),
	}
	for _, m := range d.Months {
		p.Months = append(p.Months, month{m.Name, m.Ask.UTC(), m.To.UTC()})
	}
	return p
}

// curation is until when staff are waited for while they curate. Where the end of that was moved, they are asked anew:
// reminders that are past are left out.
func (f function) curation(c pug.Cohort) []time.Time {
	rounds := calendar.Rounds(c.Dates.Propose, c.Dates.Curate, f.Settings.Intervals.ReviewReminders)
	for c.Since("curate") != "" && len(rounds) > 1 && !rounds[0].After(f.Now()) {
		rounds = rounds[1:]
	}
	return rounds
}

type awaitIn struct {
	Cohort pug.CohortID `json:"cohort"`
	Date   string       `json:"date"` // its name, as pug.Dates has it
	At     time.Time    `json:"at"`   // as the workflow knows it
	Token  string       `json:"token"`
}

// await remembers the task that waits for a date of the cohort. An answer means that dates were moved: the workflow
// reads them anew. So it is answered at once if this date was moved just now.
func (f function) await(ctx context.Context, in awaitIn) error {
	subject := workflow.DatesSubject(in.Cohort, in.Date)
	if err := f.Workflow.Await(ctx, subject, in.Token); err != nil {
		return err
	}
	dates, err := f.Calendar.Dates(ctx, in.Cohort)
	if err != nil {
		return err
	}
	at, known := dates.At(in.Date)
	if !known {
		return pug.Errorf(pug.Invalid, "A cohort has no date %q.", in.Date)
	}
	if at.Equal(in.At) {
		return nil
	}
	return f.Workflow.Complete(ctx, subject, in.Token)
}
