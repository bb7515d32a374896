package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Deed is something that staff do at the desk about one of those whom it can be done to.
type Deed struct {
	At     time.Time
	Cohort pug.CohortID
	Act    string
	Whom   float64       // where among all that it can be done to, from 0 to 1
	Undone time.Duration // after how long it is taken back by its receipt; 0: it is not
	Again  bool          // and done once more after as long
}

// mistake says how it is taken back, in words; empty where it is not.
func (d Deed) mistake() string {
	switch {
	case d.Undone == 0:
		return ""
	case d.Again:
		return fmt.Sprintf(", take it back after %s, and do it again", d.Undone)
	}
	return fmt.Sprintf(", and take it back after %s", d.Undone)
}

const (
	notHeld = "not-held"
	undo    = "undo"
	extends = "extension" // somebody may apply later
	settles = "settle"    // whether two applications are of one person

	leavesStaff = "remove" // somebody leaves staff, and comes back
)

// actsInMeetings are what staff do about members, those who wait, and those who lead while a cohort meets; what is
// named twice is done more often.
func actsInMeetings() []string {
	return []string{"leave", "move", "return", "return", "seat", "withdraw", "champion", "champion",
		"co-champion", "end-co-champion", "resign", "close", "report", "report", notHeld, "absent", "identity",
		"decision"}
}

// actsInReview are what staff do about applications before groups are published, and some time after.
func actsInReview() []string { return []string{"decision", "decision", "identity", "withdraw"} }

// actsOfHolding are what staff do to hold a class of letters, and then to let them go.
func actsOfHolding() []string { return []string{"begin", "end", "release"} }

// deeds are what staff do in a world, from the first applications to the last month.
func deeds(seed uint64, id pug.CohortID, dates pug.Dates) []Deed {
	d := diceFor(seed, "deeds of "+string(id))
	var all []Deed
	add := func(act string, from, to time.Time) {
		at := from.Add(time.Duration(d.Int64N(int64(to.Sub(from))))).Truncate(time.Second)
		all = append(all, Deed{At: at, Cohort: id, Act: act, Whom: d.Float64()})
	}
	for range d.IntN(8) {
		add(pick(d, actsInMeetings()), dates.Launch.Add(day), dates.Months[len(dates.Months)-1].To)
	}
	for range d.IntN(3) {
		add(pick(d, actsInReview()), dates.MembersOpen.Add(day), dates.Launch)
	}
	if d.chance(0.3) {
		add("move", dates.Launch.Add(day), dates.Months[len(dates.Months)-1].To)
	}
	if d.chance(0.5) {
		add("let-in", dates.MembersClose, dates.Launch)
	}
	if d.chance(0.2) {
		add("dates", dates.ChampionsOpen.Add(day), dates.Launch)
	}
	if d = diceFor(seed, "extensions of "+string(id)); d.chance(0.3) {
		add(extends, dates.MembersOpen, dates.MembersClose)
	}
	if d = diceFor(seed, "erasures in "+string(id)); d.chance(0.3) {
		add(erases, dates.Launch.Add(day), dates.End)
	}
	if d = diceFor(seed, "moves in "+string(id)); d.chance(0.7) {
		add("move", dates.Launch.Add(day), dates.Months[2].To) // where there are two groups, which is seldom
	}
	if d = diceFor(seed, "twins in "+string(id)); d.chance(0.7) {
		add(settles, dates.MembersOpen.Add(10*day), dates.Launch)
	}
	d = diceFor(seed, "mistakes in "+string(id))
	for i := range all {
		if d.chance(0.3) {
			all[i].Undone = cloud.Span(d.Float64(), time.Minute, 5*day)
			all[i].Again = d.chance(0.5)
		}
	}
	all = append(all, holds(seed, id, dates)...)
	if d = diceFor(seed, "staff in "+string(id)); d.chance(0.3) {
		add(leavesStaff, dates.ChampionsOpen, dates.End)
		all[len(all)-1].Undone = cloud.Span(d.Float64(), time.Minute, 60*day)
	}
	slices.SortFunc(all, func(a, b Deed) int { return a.At.Compare(b.At) })
	return all
}

// holds are a class of letters that staff hold for some days, or nothing. They let them go one by one: first those that
// are new, then those that are held, and some days later they look again. What does not work then, they do at last when
// the weather is clear.
func holds(seed uint64, id pug.CohortID, dates pug.Dates) []Deed {
	d := diceFor(seed, "holds in "+string(id))
	if !d.chance(0.4) {
		return nil
	}
	at := dates.ChampionsOpen.Add(time.Duration(d.Int64N(int64(dates.Months[2].To.Sub(dates.ChampionsOpen)))))
	class, ends := d.Float64(), at.Add(cloud.Span(d.Float64(), time.Hour, 10*day))
	var all []Deed
	for i, at := range []time.Time{at, ends, ends.Add(time.Hour), ends.Add(3 * day)} {
		act := actsOfHolding()[min(i, len(actsOfHolding())-1)]
		all = append(all, Deed{At: at.Truncate(time.Second), Cohort: id, Act: act, Whom: class})
	}
	return all
}
