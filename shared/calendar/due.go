package calendar

import (
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Deed is one kind of thing to do about a meeting.
type Deed string

// The deeds, in the order of a meeting's life.
const (
	RemindPlan        Deed = "remind of the plan"
	EscalatePlan      Deed = "tell staff that there is no plan"
	Announce          Deed = "announce"
	Welcome           Deed = "invite newcomers"
	AskPoints         Deed = "ask for talking points"
	Digest            Deed = "send the digest"
	RequestAttendance Deed = "ask for attendance"
	RemindAttendance  Deed = "remind of attendance"
	GiveUp            Deed = "close without attendance"
)

// Action is a deed that is due; Number counts reminders from 1.
type Action struct {
	Deed   Deed
	Number int
}

const (
	// lastChance is how long after the last reminder a Champion's silence counts as an answer.
	lastChance = 48 * time.Hour
	// keepAttendance is how long after the last reminder the link serves: who reports at the last chance may correct
	// that by the same link.
	keepAttendance = lastChance + pug.CorrectFor
	// overlap is how far back newcomers are looked for: a seat may be written a moment after the members were read.
	// Nobody gets an invitation twice.
	overlap = 5 * time.Minute
	// lastCall is how long before its start a meeting is looked at once more: whoever joined since the round before is
	// invited then at the latest.
	lastCall = 2 * time.Hour
)

// agenda collects what is due now, and the next moment at which something will be.
type agenda struct {
	Intervals
	now     time.Time
	actions []Action
	next    time.Time // zero if nothing is ahead
}

// Due decides what must be done about a meeting now, and when to look at it next (zero: never). The members are those
// of its group now, monthEnd is the end of its month. Of several reminders that are due, only the latest is returned.
func Due(m pug.Meeting, members []pug.Seat, monthEnd time.Time, in Intervals, now time.Time) ([]Action, time.Time) {
	a := &agenda{Intervals: in, now: now}
	switch {
	case m.State == pug.MeetingAsked && now.Before(monthEnd):
		a.unplanned(m)
	case m.State == pug.MeetingPlanned && now.Before(m.Starts):
		a.ahead(m, members)
	case m.State == pug.MeetingPlanned:
		a.held(m)
	case m.State == pug.MeetingCancelled && m.Announced.IsZero() && now.Before(m.Starts):
		a.at(now, Action{Deed: Announce})
	}
	return a.actions, a.next
}

// at plans one action, due from the moment on.
func (a *agenda) at(moment time.Time, does Action) {
	if moment.After(a.now) {
		a.wait(moment)
		return
	}
	a.actions = append(a.actions, does)
}

func (a *agenda) wait(moment time.Time) {
	if moment.After(a.now) && (a.next.IsZero() || moment.Before(a.next)) {
		a.next = moment
	}
}

// unplanned: the Champion was asked for topic and date and has not answered (R8).
func (a *agenda) unplanned(m pug.Meeting) {
	a.remind(m, m.Asked, a.MeetingReminders, RemindPlan)
	if !m.Escalated {
		a.at(m.Asked.Add(last(a.MeetingReminders)+lastChance), Action{Deed: EscalatePlan})
	}
}

// ahead: members must know of the meeting, and prepare for it (R10).
func (a *agenda) ahead(m pug.Meeting, members []pug.Seat) {
	switch {
	case m.Announced.IsZero():
		a.at(a.now, Action{Deed: Announce})
	case len(Newcomers(m, members)) > 0:
		a.at(a.now, Action{Deed: Welcome})
	}
	if !m.Points {
		a.at(m.Starts.Add(-a.PointsBefore.Duration()), Action{Deed: AskPoints})
	}
	if !m.Digested {
		a.at(a.digestAt(m), Action{Deed: Digest})
	}
	a.wait(m.Starts.Add(-lastCall))
	a.wait(m.Ends().Add(a.AttendanceAfter.Duration()))
}

// held: the meeting has started; attendance is asked for afterwards, until it is reported or given up (R11).
func (a *agenda) held(m pug.Meeting) {
	if m.Requested.IsZero() {
		a.at(m.Ends().Add(a.AttendanceAfter.Duration()), Action{Deed: RequestAttendance})
		return
	}
	end := m.Requested.Add(last(a.AttendanceReminders) + lastChance)
	a.at(end, Action{Deed: GiveUp})
	if end.After(a.now) {
		a.remind(m, m.Requested, a.AttendanceReminders, RemindAttendance)
	}
}

// remind plans the reminders that follow a question. Reminders that were missed are not sent late.
func (a *agenda) remind(m pug.Meeting, asked time.Time, after []Span, does Deed) {
	reached := 0
	for i, span := range after {
		moment := asked.Add(span.Duration())
		if moment.After(a.now) {
			a.wait(moment)
			continue
		}
		reached = i + 1
	}
	if reached > m.Reminded {
		a.at(a.now, Action{does, reached})
	}
}

func last(spans []Span) time.Duration {
	if len(spans) == 0 {
		return 0
	}
	return slices.Max(spans).Duration()
}

// digestAt is when the Champion gets the talking points. A meeting that was planned or moved after that leaves members
// half of the remaining time.
func (a *agenda) digestAt(m pug.Meeting) time.Time {
	at := m.Starts.Add(-a.DigestBefore.Duration())
	if m.Planned.After(at) {
		return m.Planned.Add(m.Starts.Sub(m.Planned) / 2)
	}
	return at
}

// Newcomers are the members who joined after the meeting was announced, by taking a free seat.
func Newcomers(m pug.Meeting, members []pug.Seat) []pug.Seat {
	known := func(s pug.Seat) bool { return !s.Joined.After(m.Announced.Add(-overlap)) }
	return slices.DeleteFunc(slices.Clone(members), known)
}

// AttendanceEnds is when the link to a meeting's attendance report ends.
func AttendanceEnds(m pug.Meeting, in Intervals) time.Time {
	return m.Requested.Add(last(in.AttendanceReminders) + keepAttendance)
}
