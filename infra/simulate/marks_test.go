package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Marks count what was met over many worlds: each kind of fault, and the events without which most invariants have
// nothing to say. Green has to have met them.
type Marks map[string]int

// events are the events that must be met, and how a snapshot shows them.
func events() map[string]func(Snapshot) bool {
	mail := func(subject string) func(Snapshot) bool {
		return func(s Snapshot) bool {
			return slices.ContainsFunc(s.Notes.Mails,
				func(m Mail) bool { return strings.HasPrefix(m.Subject, subject) })
		}
	}
	delivery := func(outcome string) func(Snapshot) bool {
		return func(s Snapshot) bool {
			return slices.ContainsFunc(s.Notes.Deliveries, func(d Delivery) bool { return d.Outcome == outcome })
		}
	}
	origin := func(o pug.Origin) func(Snapshot) bool {
		return func(s Snapshot) bool {
			return slices.ContainsFunc(s.Applications, func(a pug.Application) bool { return a.Origin == o })
		}
	}
	said := func(a pug.Attendance) func(Snapshot) bool {
		return func(s Snapshot) bool { return slices.ContainsFunc(s.Groups, func(g Group) bool { return g.said(a) }) }
	}
	return map[string]func(Snapshot) bool{
		"an odd submission":              delivery("odd"),
		"a late submission":              delivery("late"),
		"a submission that came twice":   delivery("duplicate"),
		"a replaced application":         mail("Your newer application"),
		"an application nobody decided":  mail("Waitlisted at the deadline"),
		"a declined application":         mail("Not this time"),
		"a group that opens":             mail("You have a seat in the group"),
		"a Champion without a group":     origin(pug.OriginUnopened),
		"somebody who waits":             mail("You are number"),
		"groups published by themselves": mail("The groups of the"),
		"a changed meeting":              mail("Changed: "),
		"a cancelled meeting":            mail("Cancelled: "),
		"a month without a meeting":      mail("No meeting in"),
		"attendance never reported":      mail("Attendance not reported"),
		"a first miss":                   mail("We missed you"),
		"a member who is kept":           mail("You keep your seat"),
		"a member who is excused":        mail("You are excused"),
		"a seat that is offered":         mail("A seat for you"),
		"an offer that is taken":         mail("Welcome to your group"),
		"an offer that lapses":           mail("The offer of a seat has lapsed"),
		"a seat that stays free":         mail("A seat stays free"),
		"a Champion who leads again":     origin(pug.OriginRenewal),
		"mail that comes back":           mail("Email to "),
		"a miss that does not count":     said(pug.NotTold),
		"two cohorts":                    func(s Snapshot) bool { return len(s.World.Cohorts) > 1 },
	}
}

// said says whether anything like that was reported of a member.
func (g Group) said(a pug.Attendance) bool {
	return slices.ContainsFunc(g.Reports, func(r pug.Report) bool {
		return slices.Contains(slices.Collect(maps.Values(r.Members)), a)
	})
}

// atTheDesk begins the name of what staff do there.
const atTheDesk = "done at the desk: "

func (m Marks) add(r Run) {
	for _, f := range r.Faults {
		m[string(f.Kind)]++
	}
	for name, met := range events() {
		if met(r.Snapshot) {
			m[name]++
		}
	}
	for _, d := range r.Snapshot.Notes.Done {
		if d.Done {
			m[atTheDesk+d.Act]++
		}
	}
}

// missing are the faults and events that were never met, in order.
func (m Marks) missing() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, string(k))
	}
	for name := range events() {
		names = append(names, name)
	}
	for _, act := range allDeeds() {
		names = append(names, atTheDesk+act)
	}
	slices.Sort(names)
	return slices.DeleteFunc(names, func(name string) bool { return m[name] > 0 })
}

// kinds are all kinds of fault.
func kinds() []Kind {
	all := []Kind{Down, Deployed}
	for _, s := range shares() {
		all = append(all, s.Kind)
	}
	return all
}

// allDeeds are the acts of the desk that staff of the simulation do, each under the last part of its address, but for two
// that have the same: to say that a meeting did not take place, and to correct who was there; and for what takes one of
// them back.
func allDeeds() []string {
	return unique(slices.Concat(actsInMeetings(), actsInReview(), actsOfHolding(),
		[]string{"let-in", extends, "dates", erases, leavesStaff, settles, undo}))
}
