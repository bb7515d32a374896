package almanac

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// cohorts is where cohorts are stored.
type cohorts interface {
	Cohort(ctx context.Context, id pug.CohortID) (pug.Cohort, error)
}

// Almanac answers questions about dates.
type Almanac struct {
	Cohorts  cohorts
	Settings config.Settings
}

// Dates are the dates of a cohort, whether or not it is planned yet.
func (a Almanac) Dates(ctx context.Context, id pug.CohortID) (pug.Dates, error) {
	c, err := a.Cohorts.Cohort(ctx, id)
	if pug.IsError(err, pug.NotFound) {
		return calendar.Plan(id, a.Settings.Zone, a.Settings.Leads), nil
	}
	return c.Dates, err
}

// CohortAt is the cohort that takes applications of the kind at the time: the one whose phase is open, else the one whose phase closed
// last before it, else the one that opens first. Cohorts that the programme does not run are passed over; empty where
// it runs none in the year of the time and its neighbours.
func (a Almanac) CohortAt(ctx context.Context, kind pug.Kind, at time.Time) (pug.CohortID, error) {
	var closed, ahead pug.CohortID
	for _, id := range pug.CohortsAround(at) {
		if !a.Settings.Runs(id) {
			continue
		}
		d, err := a.Dates(ctx, id)
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

// Asks lists until when people are waited for: each reminder after now, and last the deadline. Reminders past the deadline are left out.
func Asks(now, deadline time.Time, reminders []calendar.Span) []time.Time {
	var until []time.Time
	for _, r := range reminders {
		if at := now.Add(r.Duration()); at.Before(deadline) {
			until = append(until, at.UTC())
		}
	}
	return append(until, deadline.UTC())
}
