package main

import (
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// rests are how long a schedule may stay away while nothing happens, for all the computing that it takes to find
// nothing to do. What it would find by the clock alone is found that much later.
func rests() map[string]time.Duration {
	return map[string]time.Duration{"sweep": 3 * day, "open": 5 * day, "attendance": 4 * day, "digest": 4 * day,
		"retain": 21 * day}
}

// pauses are how long a schedule stays away in any case: what happened since is found at once then.
func pauses() map[string]time.Duration {
	return map[string]time.Duration{"sweep": 5 * time.Hour, "attendance": 40 * time.Hour}
}

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
		return now.After(launchOf(id).Add(-3*day)) && now.Before(launchOf(id).Add(14*day))
	})
}

// opening says whether a cohort opens about now, which is when the schedule open has something to do.
func (w *weather) opening(now time.Time) bool {
	return slices.ContainsFunc(w.world.Cohorts, func(id pug.CohortID) bool {
		opens := launchOf(id).AddDate(0, 0, -calendar.DefaultLeads().ChampionsOpen)
		return now.After(opens.Add(-day)) && now.Before(opens.Add(3*day))
	})
}

// erasing says whether staff erased somebody some days ago at most, which is when the schedule retain may have to go on
// with it.
func (w *weather) erasing(now time.Time) bool {
	return slices.ContainsFunc(w.world.Deeds, func(d Deed) bool {
		return d.Act == erases && now.After(d.At) && now.Before(d.At.Add(goneOn))
	})
}

// launchOf is the day of a cohort's launch.
func launchOf(id pug.CohortID) time.Time {
	return time.Date(id.Year(), id.LaunchMonth(), 1, 0, 0, 0, 0, time.UTC)
}

// still says whether nothing has happened that concerns a schedule since it was last let fire, not too long ago.
func (w *weather) still(schedule string) bool {
	stirs, now := w.stirs(schedule), w.now()
	last := w.asked[schedule]
	rested := now.Sub(last.at)
	switch {
	case schedule == "launch":
		return !w.launching(now)
	case schedule == "open" && w.opening(now), schedule == "retain" && w.erasing(now):
	case rested < pauses()[schedule], last.stirs == stirs && rested < rests()[schedule]:
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
