package calendar

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// cohorts is where cohorts are stored.
type cohorts interface {
	Cohort(ctx context.Context, id pug.CohortID) (pug.Cohort, error)
}

// Calendar knows the dates of every cohort: those stored with it, which staff may have shifted, else those counted from
// the lead times.
type Calendar struct {
	Cohorts cohorts
	Zone    *time.Location // the programme's
	Leads   Leads
	Runs    func(pug.CohortID) bool // whether the programme runs the cohort
}

// Dates are the dates of a cohort, whether or not it is planned yet.
func (c Calendar) Dates(ctx context.Context, id pug.CohortID) (pug.Dates, error) {
	cohort, err := c.Cohorts.Cohort(ctx, id)
	if pug.IsError(err, pug.NotFound) {
		return Plan(id, c.Zone, c.Leads), nil
	}
	return cohort.Dates, err
}

// CohortAt is the cohort that takes applications of the kind at the time, with its dates: the one whose phase is open,
// else the one whose phase closed last before, else the one that opens first. Cohorts that the programme does not run
// are passed over; the id is empty if it runs none in the year of the time and its neighbours.
func (c Calendar) CohortAt(ctx context.Context, kind pug.Kind, at time.Time) (pug.CohortID, pug.Dates, error) {
	ids := slices.DeleteFunc(pug.CohortsAround(at), func(id pug.CohortID) bool { return !c.Runs(id) })
	// The one that is open by the lead times is asked first: unless staff moved its dates, no other has to be read.
	slices.SortStableFunc(ids, func(a, b pug.CohortID) int { return c.likely(b, kind, at) - c.likely(a, kind, at) })
	var closed, ahead pug.CohortID
	var closedDates, aheadDates pug.Dates
	for _, id := range ids {
		d, err := c.Dates(ctx, id)
		if err != nil {
			return "", d, err
		}
		switch phase := d.Phase(kind); {
		case at.Before(phase.Open):
			if ahead == "" || id < ahead {
				ahead, aheadDates = id, d
			}
		case at.Before(phase.Close):
			return id, d, nil
		case id > closed:
			closed, closedDates = id, d
		}
	}
	if closed != "" {
		return closed, closedDates, nil
	}
	return ahead, aheadDates, nil
}

// Next is the cohort after the given one that takes applications at the time, or will, with its dates; the id is empty
// if the programme runs none within two years.
func (c Calendar) Next(ctx context.Context, of pug.CohortID, at time.Time) (pug.CohortID, pug.Dates, error) {
	id := of
	for range 4 {
		if id = id.Next(); !c.Runs(id) {
			continue
		}
		d, err := c.Dates(ctx, id)
		if err != nil || at.Before(d.MembersClose) {
			return id, d, err
		}
	}
	return "", pug.Dates{}, nil
}

// likely is 1 if the phase is open by the lead times, else 0.
func (c Calendar) likely(id pug.CohortID, kind pug.Kind, at time.Time) int {
	phase := Plan(id, c.Zone, c.Leads).Phase(kind)
	if at.Before(phase.Open) || !at.Before(phase.Close) {
		return 0
	}
	return 1
}

// Rounds lists until when people are waited for: each reminder after now, and last the deadline. Reminders past the
// deadline are left out.
func Rounds(now, deadline time.Time, reminders []Span) []time.Time {
	var until []time.Time
	for _, r := range reminders {
		if at := now.Add(r.Duration()); at.Before(deadline) {
			until = append(until, at.UTC())
		}
	}
	return append(until, deadline.UTC())
}
