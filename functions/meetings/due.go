package meetings

import (
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// deed is one kind of thing to do about a meeting.
type deed string

// The deeds, in the order of a meeting's life.
const (
	remindPlan        deed = "remind of the plan"
	escalatePlan      deed = "tell staff that there is no plan"
	announce          deed = "announce"
	welcome           deed = "invite newcomers"
	askPoints         deed = "ask for talking points"
	digest            deed = "send the digest"
	requestAttendance deed = "ask for attendance"
	remindAttendance  deed = "remind of attendance"
	giveUp            deed = "close without attendance"
)

// action is a deed that is due; Number counts reminders from 1.
type action struct {
	Deed   deed
	Number int
}

// staffToldAfter is how long after the last reminder a Champion's silence is taken for an answer, and staff are told.
const staffToldAfter = 48 * time.Hour

// overlap is how far back newcomers are looked for: a seat may be written a moment after the members were read. Who has the
// invitation already does not get it twice.
const overlap = 5 * time.Minute

// agenda collects what is due at now, and the next moment at which something will be.
type agenda struct {
	now     time.Time
	actions []action
	next    time.Time // zero where nothing is ahead
}

// due decides what must be done about a meeting now, and when it must be looked at next (zero: never). It is given the members of the
// group and the end of the meeting's month. The actions are for one round: of several reminders that are due, only the latest is.
func due(m pug.Meeting, members []pug.Seat, monthEnd time.Time, in calendar.Intervals, now time.Time) ([]action, time.Time) {
	a := &agenda{now: now}
	switch {
	case m.State == pug.MeetingAsked && now.Before(monthEnd):
		a.unplanned(m, in)
	case m.State == pug.MeetingPlanned && now.Before(m.Starts):
		a.ahead(m, members, in)
	case m.State == pug.MeetingPlanned:
		a.held(m, in)
	case m.State == pug.MeetingCancelled && m.Announced.IsZero() && now.Before(m.Starts):
		a.at(now, action{Deed: announce})
	}
	return a.actions, a.next
}

// at plans one action: it is due from the moment on.
func (a *agenda) at(moment time.Time, does action) {
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
func (a *agenda) unplanned(m pug.Meeting, in calendar.Intervals) {
	a.remind(m, m.Asked, in.MeetingReminders, remindPlan)
	if !m.Escalated {
		a.at(silence(m.Asked, in.MeetingReminders), action{Deed: escalatePlan})
	}
}

// ahead: members must know of the meeting, and prepare for it (R10).
func (a *agenda) ahead(m pug.Meeting, members []pug.Seat, in calendar.Intervals) {
	switch {
	case m.Announced.IsZero():
		a.at(a.now, action{Deed: announce})
	case len(newcomers(m, members)) > 0:
		a.at(a.now, action{Deed: welcome})
	}
	if !m.Points {
		a.at(m.Starts.Add(-in.PointsBefore.Duration()), action{Deed: askPoints})
	}
	if !m.Digested {
		a.at(digestAt(m, in), action{Deed: digest})
	}
	a.wait(m.Ends().Add(in.AttendanceAfter.Duration()))
}

// held: the meeting has started; attendance is asked for after it, until it is reported or given up (R11).
func (a *agenda) held(m pug.Meeting, in calendar.Intervals) {
	if m.Requested.IsZero() {
		a.at(m.Ends().Add(in.AttendanceAfter.Duration()), action{Deed: requestAttendance})
		return
	}
	end := silence(m.Requested, in.AttendanceReminders)
	a.at(end, action{Deed: giveUp})
	if end.After(a.now) {
		a.remind(m, m.Requested, in.AttendanceReminders, remindAttendance)
	}
}

// remind plans the reminders that follow a question; those that were passed over are not sent late.
func (a *agenda) remind(m pug.Meeting, asked time.Time, after []calendar.Span, does deed) {
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
		a.at(a.now, action{does, reached})
	}
}

// silence is from when on an unanswered question is given up.
func silence(asked time.Time, reminders []calendar.Span) time.Time {
	return asked.Add(lastSpan(reminders) + staffToldAfter)
}

func lastSpan(spans []calendar.Span) time.Duration {
	if len(spans) == 0 {
		return 0
	}
	return slices.Max(spans).Duration()
}

// digestAt is when the Champion gets the talking points. A meeting that was planned, or moved, later than that leaves members half of the
// time that is left.
func digestAt(m pug.Meeting, in calendar.Intervals) time.Time {
	at := m.Starts.Add(-in.DigestBefore.Duration())
	if m.Planned.After(at) {
		return m.Planned.Add(m.Starts.Sub(m.Planned) / 2)
	}
	return at
}

// newcomers are the members who joined after the meeting was announced: into a seat that came free.
func newcomers(m pug.Meeting, members []pug.Seat) []pug.Seat {
	var late []pug.Seat
	for _, s := range members {
		if s.Joined.After(m.Announced.Add(-overlap)) {
			late = append(late, s)
		}
	}
	return late
}
