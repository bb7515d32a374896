package pug

import "time"

// The lines of the log about groups and who sits in them.

// LogGroupOpened says that a group opened.
func LogGroupOpened(g Group, at time.Time) Entry {
	e := happened(g.Cohort, at, "opened", "{0} opened with {1} as its Champion")
	e.About, e.Order = []Subject{g.Subject(), g.Champion.Subject()}, orderOpens+orderOf(g.ID)
	return e
}

// seated is a line about a member and a group.
func seated(m Person, group string, at time.Time, deed, what string) Entry {
	e := happened(CohortOf(group), at, deed, what)
	e.About, e.Order = []Subject{m.Subject(), groupSubject(group)}, orderSeats+orderOf(group)
	return e
}

// LogSeated says that somebody got a seat as it was published.
func LogSeated(s Seat) Entry {
	e := seated(s.Member, s.Group, s.Joined, "seated", "{0} got a seat in {1}")
	if s.Exception != nil {
		e.Why = s.Exception.Reason
	}
	return e
}

// LogWaits says that somebody was put on the waitlist.
func LogWaits(p Place, at time.Time) Entry {
	e := happened(p.Cohort, at, "waits", "{0} was put on the waitlist")
	e.About, e.Why, e.Order = []Subject{p.Person.Subject()}, p.Why, orderWaits+p.Order
	return e
}

// LogOffered says that a free seat was offered to somebody.
func LogOffered(o Offer) Entry {
	return seated(o.Person, o.Group, o.Made, "offered", "{0} was offered a seat in {1}")
}

// LogNotTaken says that an offer was declined, lapsed or ended.
func LogNotTaken(o Offer, d Decision, actor string) Entry {
	e := seated(o.Person, o.Group, d.At, "declined a seat", "{0} declined the seat in {1}")
	e.By, e.Actor, e.Order = d.By, actor, orderDecided
	switch d.Choice {
	case ChoiceLapse:
		e.Deed, e.What = "lapsed", "{0} did not answer in time about the seat in {1}"
	case ChoiceOver:
		e.Deed, e.What = "offer ended", "The seat in {1} is not on offer to {0} any more"
	}
	return e
}

// LogTaken says that somebody took the seat that they were offered.
func LogTaken(o Offer) Entry {
	e := seated(o.Person, o.Group, o.Decision.At, "seated", "{0} took the seat in {1}")
	e.By, e.Actor = o.Decision.By, o.Person.Email
	return e
}

// LogGone says that somebody accepted a seat that was gone.
func LogGone(o Offer) Entry {
	e := seated(o.Person, o.Group, o.Decision.At, "gone", "{0} accepted the seat in {1}, which was gone by then")
	e.By, e.Actor = o.Decision.By, o.Person.Email
	return e
}

// LogFirstMiss says that somebody missed a meeting for the first time, and was written to.
func LogFirstMiss(m Person, meeting Meeting, at time.Time) Entry {
	return seated(m, meeting.Group, at, "missed", "{0} missed "+theMeeting(meeting)+" of {1}, for the first time")
}

// LogFlagged says that somebody was flagged for missing meetings (R11).
func LogFlagged(f Flag) Entry {
	return seated(f.Member, f.Group, f.Raised, "flagged", "{0} was flagged for missing "+
		Count(f.Missed, "meeting", "meetings")+" of {1}")
}

// LogFlagDecided says whether a member was kept or excused, and by whose address; empty where nobody decided in time.
func LogFlagDecided(f Flag, d Decision, actor string) Entry {
	missed := ", having missed " + Count(f.Missed, "meeting", "meetings")
	e := seated(f.Member, f.Group, d.At, d.Choice.Past(), "{0} was kept in {1}"+missed)
	e.By, e.Actor, e.Why, e.Order = d.By, actor, d.Note, orderDecided
	switch {
	case d.Choice == ChoiceExcuse:
		e.What = "{0} was excused from {1}" + missed
	case d.By == TheDeadline:
		e.What += ", since nobody had decided in time"
	}
	return e
}
