package pug

import (
	"cmp"
	"slices"
	"time"
)

// The lines of the log about applications.

// LogApplied says that somebody applied. Before is the application whose place it took; empty if there was none.
func LogApplied(a Application, before string, at time.Time) Entry {
	e := Entry{At: at, By: a.Name(), Actor: a.Email, Deed: "applied", Cohort: a.Cohort,
		About: []Subject{a.Person().Subject()}, What: "{0} applied as a " + a.Kind.Label()}
	switch {
	case before != "":
		e.About = append(e.About, Subject{before, a.Person().WithCompany()})
		e.What += " again, in place of an earlier application"
	case a.Origin == OriginRenewal:
		e.What += ", to lead the same group again"
	case a.Origin == OriginUnopened:
		e.What += ", since their own group did not open"
	}
	return e
}

// LogOdd says that an application came in which cannot be reviewed as it is.
func LogOdd(a Application, at time.Time) Entry {
	about := a.Person().Subject()
	about.Name = cmp.Or(about.Name, "Somebody")
	e := Entry{At: at, By: cmp.Or(a.Name(), TheSoftware), Actor: a.Email, Deed: "odd", Cohort: a.Cohort,
		About: []Subject{about}, What: "{0} sent an application that cannot be reviewed as it is"}
	switch {
	case a.Late():
		e.What = "{0} applied as a " + a.Kind.Label() + ", too late"
	case slices.ContainsFunc(a.Problems, func(p Problem) bool { return p.Code == ProblemOvertaken }):
		e.By, e.What = TheSoftware, "An application of {0} may be missing: another one came in its place"
	case len(a.Problems) > 0:
		e.Why = a.Problems[0].Detail
	}
	return e
}

// LogDecided says what was decided about an application, and by whose address; empty where nobody decided in time.
func LogDecided(a Application, d Decision, actor string) Entry {
	e := Entry{At: d.At, By: d.By, Actor: actor, Deed: d.Choice.Past(), Cohort: a.Cohort,
		About: []Subject{a.Person().Subject()}, What: "{0} was " + d.Choice.Past() + " as a " + a.Kind.Label(),
		Why: d.Note, Order: orderDecided}
	if d.By == TheDeadline {
		e.What += ", since nobody had decided in time"
	}
	return e
}

// LogNamed says that somebody was named as a Champion by whoever published the groups (R7).
func LogNamed(a Application) Entry {
	return Entry{At: a.Decision.At, By: a.Decision.By, Deed: "named", Cohort: a.Cohort,
		About: []Subject{a.Person().Subject()}, What: "{0} was named as a Champion"}
}

// LogKeptOne says that two applications were taken for those of one person, and which of them counts.
func LogKeptOne(kept, other Application, d Decision, actor string) Entry {
	return Entry{At: d.At, By: d.By, Actor: actor, Deed: "kept one", Cohort: kept.Cohort,
		About: []Subject{kept.Person().Subject(), other.Person().Subject()},
		What:  "{0} was taken for the same person as {1}, whose application counts no longer"}
}

// LogToldApart says that two applications were taken for those of two people.
func LogToldApart(a, other Application, n Apart, actor string) Entry {
	return Entry{At: n.At, By: n.By, Actor: actor, Deed: "told apart", Cohort: a.Cohort,
		About: []Subject{a.Person().Subject(), other.Person().Subject()},
		What:  "{0} and {1} were taken for two people"}
}

// LogShares says whether somebody shows their group what they want to talk about.
func LogShares(a Application) Entry {
	e := Entry{Deed: "shares", Cohort: a.Cohort, About: []Subject{a.Person().Subject()},
		What: "{0} shows their group what they want to talk about"}
	if !a.Shares {
		e.Deed, e.What = "hides", "{0} does not show their group what they want to talk about"
	}
	return e
}
