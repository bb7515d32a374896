package main

import (
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// rests are how long a schedule may stay away while nothing happens, for all the computing that it takes to find
// nothing to do. What it would find by the clock alone is found that much later.
func rests() map[string]time.Duration {
	return map[string]time.Duration{"sweep": 20 * time.Hour, "open": 2 * day, "attendance": 2 * day, "digest": 4 * day,
		"retain": 21 * day}
}

// betweenSweeps is how long the sweep stays away in any case.
const betweenSweeps = 2 * time.Hour

// stirs counts what may have given a schedule something to do: faults give it to the sweep, which repairs what they
// broke, and nothing does to those that go by the clock alone.
func (w *weather) stirs(schedule string) int {
	switch schedule {
	case "sweep":
		return w.harmful
	case "open", "retain":
		return 0
	}
	return w.journal.events()
}

// launching says whether a cohort is to be launched within days. At other times there is nothing for the schedule
// launch to find, whatever happens.
func (w *weather) launching(now time.Time) bool {
	return slices.ContainsFunc(w.world.Cohorts, func(id pug.CohortID) bool {
		launch := time.Date(id.Year(), id.LaunchMonth(), 1, 0, 0, 0, 0, time.UTC)
		return now.After(launch.Add(-3*day)) && now.Before(launch.Add(14*day))
	})
}

// still says whether nothing has happened that concerns a schedule since it was last let fire, not too long ago.
func (w *weather) still(schedule string) bool {
	stirs, now := w.stirs(schedule), w.now()
	if schedule == "launch" {
		return !w.launching(now)
	}
	last := w.asked[schedule]
	rested := now.Sub(last.at)
	if last.stirs == stirs && rested < rests()[schedule] || schedule == "sweep" && rested < betweenSweeps {
		return true
	}
	w.asked[schedule] = asked{stirs, now}
	return false
}

// asked is when a schedule was let fire, and how much had happened by then.
type asked struct {
	stirs int
	at    time.Time
}
