package pug

import "time"

// The lines of the log about meetings, and about Champions who lead again.

// lead is a line about a Champion and their group.
func lead(g Group, at time.Time, by, actor, deed, what string) Entry {
	return Entry{At: at, By: by, Actor: actor, Deed: deed, Cohort: g.Cohort,
		About: []Subject{g.Champion.Subject(), g.Subject()}, What: what}
}

// LogMeeting says that a Champion planned, changed or cancelled a meeting; when says when it is, in words.
func LogMeeting(g Group, m Meeting, when, by, actor string) Entry {
	of := theMeeting(m) + " of {1}"
	e := lead(g, m.Planned, by, actor, "meeting planned", "{0} planned "+of+" for "+when)
	switch {
	case m.State == MeetingCancelled:
		e.Deed, e.What, e.Why = "meeting cancelled", "{0} cancelled "+of, m.Note
	case m.Sequence > m.Series:
		e.Deed, e.What = "meeting changed", "{0} changed "+of+", which is now on "+when
	}
	return e
}

// LogReported says that a Champion reported the attendance of a meeting.
func LogReported(g Group, m Meeting, r Report, by, actor string) Entry {
	what := "{0} reported " + theMeeting(m) + " of {1}: " + r.Tally()
	return lead(g, m.Reported, by, actor, "reported", what)
}

// theMeeting names a meeting by its month.
func theMeeting(m Meeting) string { return "the " + MonthName(m.Month) + " meeting" }

// LogPrepared says that a member handed in talking points for a meeting on their own page (R10).
func LogPrepared(g Group, m Meeting, p Person) Entry {
	return Entry{Deed: "prepared", Cohort: g.Cohort, About: []Subject{p.Subject(), g.Subject()},
		What: "{0} handed in talking points for " + theMeeting(m) + " of {1}"}
}

// LogNoMeeting says that a group's month ended without a meeting, or without a report of it.
func LogNoMeeting(g Group, m Meeting, at time.Time) Entry {
	e := happened(g.Cohort, at, "no meeting", "{0} had no meeting in "+MonthName(m.Month)+": no date was chosen")
	if m.State == MeetingNotKnown {
		e.Deed, e.What = "no report", "Nobody reported who was at "+theMeeting(m)+" of {0}"
	}
	e.About = []Subject{g.Subject(), g.Champion.Subject()}
	return e
}

// LogAskedAgain says that a Champion was asked to lead their group again (R12).
func LogAskedAgain(g Group, r Renewal) Entry {
	e := lead(g, r.Asked, TheSoftware, "", "asked again", "{0} was asked to lead {1} again in the "+r.Next.Name()+
		" cohort")
	e.Order = orderOf(g.ID)
	return e
}

// LogAnswersAnew says that a Champion took back that they do not lead their group again.
func LogAnswersAnew(r Renewal, by, actor string, at time.Time) Entry {
	e := seated(r.Champion, r.Group, at, "answers anew", "{0} took back the no to leading {1} again")
	e.By, e.Actor = by, actor
	return e
}

// LogLeadsAgain says what a Champion answered to that.
func LogLeadsAgain(r Renewal, d Decision, actor string) Entry {
	e := seated(r.Champion, r.Group, d.At, "leads again",
		"{0} offered to lead {1} again in the "+r.Next.Name()+" cohort")
	e.By, e.Actor = d.By, actor
	if d.Choice != ChoiceYes {
		e.Deed, e.What = "leads no more", "{0} will not lead {1} again in the "+r.Next.Name()+" cohort"
	}
	return e
}
