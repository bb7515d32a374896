package pug

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Flag asks staff whether a member who missed meetings is kept or excused (R11). Nobody is excused by the software
// alone.
type Flag struct {
	ID       string    `json:"id"`
	Group    string    `json:"group"`
	Member   Person    `json:"member"`
	Missed   int       `json:"missed"`
	Raised   time.Time `json:"raised"`
	Decision *Decision `json:"decision,omitempty"`
	// Withdrawn is when a corrected report showed that the flag rests on a miss that was none (L5). Where nobody had
	// decided by then, ChoiceDrop is the decision.
	Withdrawn time.Time `json:"withdrawn,omitzero"`
	// Reversed is set when the excusal was taken back (L10).
	Reversed *Decision `json:"reversed,omitempty"`
}

// Excuses says whether staff excused the member by the flag, and have not taken it back.
func (f Flag) Excuses() bool {
	return f.Decision != nil && f.Decision.Choice == ChoiceExcuse && f.Reversed == nil
}

// Moot says in a clause why a flag ended without an answer; empty where there is one, and while it is asked for.
func (f Flag) Moot() string {
	if f.Decision == nil {
		return ""
	}
	return map[Choice]string{
		ChoiceLeft: "they left the group", ChoiceMoved: "they moved to another group",
		ChoiceLeads: "they came to lead the group", ChoiceEnded: "the cohort has ended",
		ChoiceDrop: "one of the misses was none",
	}[f.Decision.Choice]
}

// gone says whether the flag ended without an answer because the member gave up the seat.
func (f Flag) gone() bool {
	return f.Decision != nil && slices.Contains([]Choice{ChoiceLeft, ChoiceMoved, ChoiceLeads}, f.Decision.Choice)
}

// Outcome says what became of the flag: "excused by Ada Hart".
func (f Flag) Outcome() string {
	moot := f.Moot()
	switch {
	case f.Decision == nil:
		return "nobody has decided yet"
	case moot != "":
		return "nobody decided, as " + moot
	}
	outcome := f.Decision.Choice.Past() + " by " + f.Decision.By
	if f.Reversed != nil {
		outcome += ", which " + f.Reversed.By + " took back"
	}
	if !f.Withdrawn.IsZero() {
		outcome += ", and one of the misses was none"
	}
	return outcome
}

// Open sorts out the flags of a member on which nobody has decided.
func Open(flags []Flag, member string) []Flag {
	return slices.DeleteFunc(slices.Clone(flags), func(f Flag) bool {
		return f.Member.ID != member || f.Decision != nil
	})
}

// Due is by when something is to become of the flag: staff decide by the deadline, and a seat that it freed is offered
// to one after the other. Once somebody has taken it, there is nothing left to do.
func (f Flag) Due(deadline time.Time, offers []Offer) (due time.Time, open bool) {
	switch {
	case f.Decision == nil:
		return deadline, true
	case f.Reversed != nil:
		return time.Time{}, false
	}
	return FreedDue(f.ID, f.Decision.At, offers)
}

// FreedDue is by when something is to become of a seat that came free: it is offered to one after the other. Once
// somebody has taken it, there is nothing left to do.
func FreedDue(freed string, at time.Time, offers []Offer) (due time.Time, open bool) {
	due = at
	for _, o := range OffersOf(offers, freed) {
		switch {
		case o.Taken:
			return time.Time{}, false
		case o.Decision == nil:
			due = o.Expires
		case o.Decision.At.After(due):
			due = o.Decision.At
		}
	}
	return due, true
}

// FlagID names the flag for a member's n-th miss in a group. It is also the name of its workflow's execution.
func FlagID(group, member string, missed int) string {
	return fmt.Sprintf("%s-%s-miss%d", group, lastPart(member), missed)
}

// NextFlagID names the flag to be raised for a member's n-th miss; known says that there is one that stands. One that
// was withdrawn, or ended as the member gave up the seat, leaves room for another, which has a name of its own.
func NextFlagID(flags []Flag, group, member string, missed int) (id string, known bool) {
	ended := 0
	for _, f := range flags {
		switch {
		case f.Member.ID != member || f.Missed != missed:
		case f.Withdrawn.IsZero() && !f.gone():
			return f.ID, true
		default:
			ended++
		}
	}
	id = FlagID(group, member, missed)
	if ended > 0 {
		id += fmt.Sprintf("-again%d", ended)
	}
	return id, false
}

// Reopened lists those about whom nobody decided because they had left the group, or led it, and who sit there again:
// staff are to be asked anew (R11). Whoever is asked about by one of the other absences is not among them, nor whoever
// moved: that question was asked where they moved to.
func Reopened(p Past, others []Absence) []Absence {
	var all []Absence
	for _, seat := range Taken(p.Seats) {
		again := Absence{Member: seat.Member}
		misses := MissesOf(seat, p.history(seat))
		for _, f := range p.Flags {
			if f.Member.ID == seat.Member.ID && f.gone() && f.Decision.Choice != ChoiceMoved && f.Missed <= misses {
				again.Misses = max(again.Misses, f.Missed)
			}
		}
		asked := slices.ContainsFunc(p.Flags, func(f Flag) bool {
			return f.Member.ID == seat.Member.ID && f.Missed >= again.Misses && f.Withdrawn.IsZero() && !f.gone()
		})
		asks := slices.ContainsFunc(others, func(a Absence) bool {
			return a.Member.ID == seat.Member.ID && a.Flagged()
		})
		if again.Flagged() && !asked && !asks {
			all = append(all, again)
		}
	}
	return all
}

// GroupOfFlag is the id of the group that a flag's id belongs to.
func GroupOfFlag(id string) string {
	return id[:min(len(id), len("2026-H2-g01"))]
}

func lastPart(id string) string { return id[strings.LastIndexByte(id, '-')+1:] }

// Excusals sorts out the flags on which staff excused a member from the seat that they have or had last, the first
// decision first. Those that were taken back are none, nor is what was decided before the member came to the seat:
// whoever is a member again has not been excused (R11).
func Excusals(flags []Flag, seat Seat) []Flag {
	excused := slices.DeleteFunc(slices.Clone(flags), func(f Flag) bool {
		return f.Member.ID != seat.Member.ID || !f.Excuses() || f.Decision.At.Before(seat.Joined)
	})
	slices.SortStableFunc(excused, func(a, b Flag) int {
		return cmp.Or(a.Decision.At.Compare(b.Decision.At), cmp.Compare(a.Missed, b.Missed))
	})
	return excused
}
