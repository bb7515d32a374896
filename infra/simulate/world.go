package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// World is all that a seed decides before anything happens: who applies and how people behave, and what can go wrong,
// how often and when. It is a value; playing it changes nothing in it.
type World struct {
	Seed        uint64
	Rate        float64
	Cohorts     []pug.CohortID
	Submissions []Submission
	Habits      people.Habits
	Mail        pug.StaffMail // how staff choose to hear of applications
	Shares      []Share       // of the kinds of fault that exist here
	Outages     []Outage
	Deployments []time.Time
	Deeds       []Deed // of staff at the desk
	Bounces     []Bounce
	Latency     time.Duration // the most that an ordinary call to AWS takes
	Shards      int           // of the table's stream
	Only        []string      // the names of the faults that happen; nil: all that are drawn
}

// Outage is a time in which a service answers nothing.
type Outage struct {
	Service  string // as actions begin: "ses"
	From, To time.Time
}

// half is the most that goes wrong of anything: what never works cannot be survived.
const half = 0.5

// NewWorld draws a world. Rate scales how often things go wrong: at 1, half of all calls do in the worst worlds.
func NewWorld(seed uint64, rate float64, zone *time.Location) World {
	w := World{Seed: seed, Rate: rate, Cohorts: []pug.CohortID{"2026-H2"}}
	d := diceFor(seed, "world")
	if d.chance(0.12) {
		w.Cohorts = append(w.Cohorts, "2027-H1")
	}
	for _, id := range w.Cohorts {
		dates := calendar.Plan(id, zone, calendar.DefaultLeads())
		w.Submissions = append(w.Submissions, submissions(seed, id, dates)...)
		w.Deeds = append(w.Deeds, deeds(seed, id, dates)...)
	}
	w.Habits = habits(diceFor(seed, "habits"))
	w.Mail = pug.StaffMailDigest
	if diceFor(seed, "mail to staff").chance(half) {
		w.Mail = pug.StaffMailEach
	}
	for _, k := range shares() {
		d := diceFor(seed, "kind "+string(k.Kind))
		if d.chance(0.55) {
			w.Shares = append(w.Shares, Share{k.Kind, min(k.Of*rate*d.between(0.01, 1), half)})
		}
	}
	dates := calendar.Plan(w.Cohorts[0], zone, calendar.DefaultLeads())
	w.Outages = outages(seed, rate, dates)
	w.Bounces = bounces(seed, w.Submissions, dates)
	w.Deployments = deployments(diceFor(seed, "deployments"), rate, dates)
	w.Shards = pick(diceFor(seed, "shards"), []int{1, 1, 2, 4})
	if d := diceFor(seed, "latency"); d.chance(0.5) {
		w.Latency = cloud.Span(d.Float64(), 20*time.Millisecond, 5*time.Second)
	}
	return w
}

// outages are times in which one service is out, from minutes to a day. Half of them begin just when something is due.
func outages(seed uint64, rate float64, dates pug.Dates) []Outage {
	var all []Outage
	for _, service := range []string{"ses", "dynamodb", "lambda", "states", "hubspot"} {
		d := diceFor(seed, "outages of "+service)
		if !d.chance(min(1, 2*rate)) {
			continue
		}
		for range 1 + d.IntN(2) {
			from := moment(d, dates)
			all = append(all, Outage{service, from, from.Add(cloud.Span(d.Float64(), 2*time.Minute, 24*time.Hour))})
		}
	}
	slices.SortFunc(all, func(a, b Outage) int { return a.From.Compare(b.From) })
	return all
}

func deployments(d dice, rate float64, dates pug.Dates) []time.Time {
	var all []time.Time
	if d.chance(min(1, 2*rate)) {
		for range 1 + d.IntN(3) {
			all = append(all, moment(d, dates).Add(time.Duration(d.IntN(3000))*time.Millisecond))
		}
	}
	slices.SortFunc(all, time.Time.Compare)
	return all
}

// moment is a time in the life of a cohort; half of the time one at which something is due, or just before.
func moment(d dice, dates pug.Dates) time.Time {
	if d.chance(0.5) {
		return dates.ChampionsOpen.Add(time.Duration(d.Int64N(int64(dates.End.Sub(dates.ChampionsOpen))))).
			Truncate(time.Second)
	}
	due := []time.Time{dates.ChampionsDecide, dates.MembersDecide, dates.Propose, dates.Curate, dates.Launch,
		dates.Renew}
	for _, m := range dates.Months {
		due = append(due, m.Ask)
	}
	at := pick(d, due)
	if d.chance(0.5) {
		at = at.Add(-time.Duration(d.IntN(3600)) * time.Second)
	}
	return at
}

// allCohorts are those that people apply to: a Champion who leads again applies to one after those that are played, or,
// where its groups are proposed already, to the one after that.
func (w World) allCohorts() []pug.CohortID {
	next := w.Cohorts[len(w.Cohorts)-1].Next()
	return append(slices.Clone(w.Cohorts), next, next.Next())
}

// String tells everything that can happen in the world, in lines.
func (w World) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "world of seed %d, rate %g: %v, %d submissions, calls take up to %s, %d shards\n", w.Seed, w.Rate,
		w.Cohorts, len(w.Submissions), w.Latency, w.Shards)
	for _, s := range w.Shares {
		fmt.Fprintf(&b, "  %-14s %6.3f %%\n", s.Kind, 100*s.Of)
	}
	for _, o := range w.Outages {
		fmt.Fprintf(&b, "  %s is down from %s for %s\n", o.Service, o.From.Format(time.DateTime), o.To.Sub(o.From))
	}
	for _, at := range w.Deployments {
		fmt.Fprintf(&b, "  the functions are deployed at %s\n", at.Format(time.DateTime))
	}
	for _, x := range w.Bounces {
		fmt.Fprintf(&b, "  mail to %s comes back from %s on\n", x.Email, x.From.Format(time.DateTime))
	}
	for _, d := range w.Deeds {
		fmt.Fprintf(&b, "  staff do at the desk at %s: %s%s\n", d.At.Format(time.DateTime), d.Act, d.mistake())
	}
	fmt.Fprintf(&b, "  people: %+v\n", w.Habits)
	return b.String()
}
