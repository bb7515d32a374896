package calendar

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// cohorts is where cohorts are stored.
type cohorts interface {
	Cohort(ctx context.Context, id pug.CohortID) (pug.Cohort, error)
}

// Calendar knows the dates of every cohort: those stored with it, which staff may have shifted, else those counted from the lead times.
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

// CohortAt is the cohort that takes applications of the kind at the time: the one whose phase is open, else the one whose phase closed
// last before it, else the one that opens first. Cohorts that the programme does not run are passed over; empty where
// it runs none in the year of the time and its neighbours.
func (c Calendar) CohortAt(ctx context.Context, kind pug.Kind, at time.Time) (pug.CohortID, error) {
	var closed, ahead pug.CohortID
	for _, id := range pug.CohortsAround(at) {
		if !c.Runs(id) {
			continue
		}
		d, err := c.Dates(ctx, id)
		if err != nil {
			return "", err
		}
		phase := d.Phase(kind)
		switch {
		case at.Before(phase.Open):
			if ahead == "" {
				ahead = id
			}
		case at.Before(phase.Close):
			return id, nil
		default:
			closed = id
		}
	}
	if closed != "" {
		return closed, nil
	}
	return ahead, nil
}

// Rounds lists until when people are waited for: each reminder after now, and last the deadline. Reminders past the deadline are left out.
func Rounds(now, deadline time.Time, reminders []Span) []time.Time {
	var until []time.Time
	for _, r := range reminders {
		if at := now.Add(r.Duration()); at.Before(deadline) {
			until = append(until, at.UTC())
		}
	}
	return append(until, deadline.UTC())
}
