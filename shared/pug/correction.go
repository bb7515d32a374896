package pug

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Past is how a group has met so far.
type Past struct {
	Meetings []Meeting // by month
	Seats    []Seat    // those of members who left included
	Reports  Reports
	Flags    []Flag
}

// Correction is what follows from an account of a meeting, whether it is the first one or takes the place of another
// (L5, L6). Flags for misses that count only now are raised by the next daily round, as after a first report.
type Correction struct {
	Before, Meeting Meeting // as it stood, and as it is now
	Report          Report  // as it is now; where the meeting was not held, with what was said of members before
	Changed         []Changed
	Withdrawn       []Flag    // they rest on a miss that was none: undecided ones end, a member who was kept stays kept
	Doubtful        []Flag    // likewise, and the member was excused: staff may take that back (L10)
	Raised          []Absence // the next round asks staff about them
	Carried         []Carried
}

// Changed is a member of whom an account says something else than was said before.
type Changed struct {
	Member   Person
	From, To Attendance // From is NotRecorded in a first report
	Left     bool       // the member has no seat in the group any more
	// Told says that the member had word of a miss that was none, and is to hear that it does not count; Missed is how
	// many misses still do.
	Told   bool
	Missed int
}

// Correct works out what follows from an account of the meeting of a month. pug.Invalid: it is not over yet;
// pug.Conflict: it was called off, or planned anew, or it is too late to correct anything; pug.Already: this is what
// was said before.
func Correct(p Past, month string, a Account, now time.Time) (Correction, error) {
	at := slices.IndexFunc(p.Meetings, func(m Meeting) bool { return m.Month == month })
	if at < 0 {
		return Correction{}, Errorf(NotFound, "There is no meeting in %s.", month)
	}
	m := p.Meetings[at]
	if err := m.accountable(a, now); err != nil {
		return Correction{}, err
	}
	c := Correction{Before: m, Meeting: m.told(a, now), Report: p.Reports.Month(m)}
	c.Report.By, c.Report.At = a.By, now
	if !a.NotHeld {
		c.Report.Members = maps.Clone(a.Members)
	}
	timed := a.Minutes != nil && !maps.Equal(a.Minutes, c.Report.Minutes)
	if timed {
		c.Report.Minutes = maps.Clone(a.Minutes)
	}
	after := Past{slices.Clone(p.Meetings), p.Seats, p.Reports.with(c.Report), p.Flags}
	after.Meetings[at] = c.Meeting
	c.compare(p, after, at)
	if m.State == c.Meeting.State && m.NotHeld == c.Meeting.NotHeld && len(c.Changed) == 0 && !timed {
		return Correction{}, Errorf(Already, "This is what the report says already.")
	}
	return c, nil
}

// Month is the report of a meeting's month; empty where there is none. One that a meeting has which was not held, and
// takes place on another date, is of the earlier date: all that is left of it is of whom members had word.
func (r Reports) Month(m Meeting) Report {
	none := Report{Group: m.Group, Month: m.Month}
	for _, report := range r {
		switch {
		case report.Month != m.Month:
		case m.Reported.IsZero():
			none.Cleared = report.Cleared
		default:
			return report
		}
	}
	return none
}

// with is the reports with one in its place.
func (r Reports) with(one Report) Reports {
	others := slices.DeleteFunc(slices.Clone(r), func(report Report) bool { return report.Month == one.Month })
	return append(others, one)
}

// compare finds what the account changes for each member, and what follows from it.
func (c *Correction) compare(before, after Past, at int) {
	for _, seat := range before.Seats {
		was, is := before.history(seat), after.history(seat)
		if was[at] == is[at] {
			continue
		}
		change := Changed{Member: seat.Member, From: was[at], To: is[at], Left: !seat.Taken(),
			Missed: MissesOf(seat, is)}
		if was[at] == Missed {
			counted := MissesOf(seat, was[:at+1])
			told := c.clear(before.Flags, seat, counted, change.Missed)
			change.Told = told && before.Meetings[at].Assessed
		}
		c.Changed = append(c.Changed, change)
		if change.Told {
			c.Report.Cleared = append(slices.Clip(c.Report.Cleared), seat.Member.ID)
		}
	}
	if slices.ContainsFunc(c.Changed, func(ch Changed) bool { return ch.To == Missed }) {
		c.Meeting.Assessed = false
	}
	for _, a := range Absences(after.Meetings, at, after.Seats, after.Reports) {
		_, known := NextFlagID(c.standing(before.Flags), a.Meeting.Group, a.Member.ID, a.Misses)
		if !c.Meeting.Assessed && a.Flagged() && !known {
			c.Raised = append(c.Raised, a)
		}
	}
}

func (p Past) history(s Seat) []Attendance { return History(p.Meetings, s, p.Reports.Of(s.Member.ID)) }

// clear finds the flags of a member that rest on a miss that was none. It says whether the member had word of that
// miss: by the note after the first one, or by a decision on a flag.
func (c *Correction) clear(flags []Flag, seat Seat, was, left int) (told bool) {
	told = was == 1
	for _, f := range flags {
		if f.Member.ID != seat.Member.ID || !f.Withdrawn.IsZero() || f.gone() || f.Missed <= left {
			continue
		}
		told = told || f.Decision != nil
		if f.Excuses() {
			c.Doubtful = append(c.Doubtful, c.withdraw(f))
			continue
		}
		c.Withdrawn = append(c.Withdrawn, c.withdraw(f))
	}
	return told
}

// withdraw is a flag as it is once it is withdrawn. Nobody needs to decide on it any more.
func (c *Correction) withdraw(f Flag) Flag {
	f.Withdrawn = c.Report.At
	if f.Decision == nil {
		f.Decision = &Decision{Choice: ChoiceDrop, By: c.Report.By, At: c.Report.At,
			Note: "The report for " + MonthName(c.Meeting.Month) + " was corrected: one of the misses was none."}
	}
	return f
}

// Undecided says whether nobody had decided on the flag when it was withdrawn, so that its workflow still waits.
func (f Flag) Undecided() bool { return f.Decision == nil || f.Decision.Choice == ChoiceDrop }

// Unfounded are all flags that rest on a miss that was none.
func (c *Correction) Unfounded() []Flag { return slices.Concat(c.Withdrawn, c.Doubtful) }

// standing are the flags as they are after the correction.
func (c *Correction) standing(flags []Flag) []Flag {
	all := slices.Clone(flags)
	for _, w := range c.Unfounded() {
		if at := slices.IndexFunc(all, func(f Flag) bool { return w.ID == f.ID }); at >= 0 {
			all[at] = w
		}
	}
	return all
}

// First says whether nobody had said anything of the meeting before, and it took place.
func (c Correction) First() bool { return c.Before.State == MeetingPlanned && !c.Meeting.NotHeld }

// Entry is the correction's line in the log. It is found with the group and with each member of whom something else is
// said now.
func (c Correction) Entry(g Group) Entry {
	e := Entry{Deed: "corrected", Cohort: g.Cohort, About: []Subject{g.Subject()}}
	month := MonthName(c.Meeting.Month)
	if c.Meeting.NotHeld {
		e.Deed, e.What = "not held", "The meeting of {0} in "+month+" was said not to have taken place"
		return e
	}
	var said []string
	for _, ch := range c.Changed {
		if len(said) == 9 { // the log's lines have one-digit numbers
			said = append(said, fmt.Sprintf("and %d more", len(c.Changed)-len(said)))
			break
		}
		e.About = append(e.About, ch.Member.Subject())
		said = append(said, fmt.Sprintf("{%d} %s", len(e.About)-1, ch.To.past()))
	}
	e.What = "The report of {0} for " + month + " was corrected: " + cmp.Or(strings.Join(said, ", "),
		"how long members stayed")
	return e
}

// Effects says in sentences what follows from the correction, for whoever makes it.
func (c Correction) Effects() []string {
	var all []string
	if c.Meeting.NotHeld {
		all = append(all, "The meeting counts as not held: nobody missed it.")
	}
	for _, ch := range c.Changed {
		if !c.Meeting.NotHeld {
			all = append(all, ch.effect())
		}
	}
	for _, f := range c.Withdrawn {
		sentence := "Nobody has to decide about %s any more: the question after %d missed meetings is withdrawn."
		if !f.Undecided() {
			sentence = "%s stays kept. It is noted that one of the %d missed meetings was none."
		}
		all = append(all, fmt.Sprintf(sentence, f.Member.Name, f.Missed))
	}
	for _, f := range c.Doubtful {
		all = append(all, fmt.Sprintf("%s was excused after %d missed meetings, of which one was none. You can take "+
			"that back on their page.", f.Member.Name, f.Missed))
	}
	for _, a := range c.Raised {
		all = append(all, fmt.Sprintf("The next morning staff are asked about %s, who has now missed %d meetings.",
			a.Member.Name, a.Misses))
	}
	return all
}

// effect says in a sentence what is said of the member now.
func (ch Changed) effect() string {
	sentence := fmt.Sprintf("%s %s.", ch.Member.Name, ch.To.past())
	if ch.From != NotRecorded && ch.From != Cancelled {
		sentence = fmt.Sprintf("%s %s. Before, the report had: %s.", ch.Member.Name, ch.To.past(),
			strings.ToLower(ch.From.Label()))
	}
	if ch.To == Missed && ch.Missed == 1 && !ch.Left {
		sentence += " It is their first miss: they get a friendly note the next morning."
	}
	return sentence
}
