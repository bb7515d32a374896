package pug

import (
	"slices"
	"time"
)

// CorrectFor is how long after its report a meeting's Champion may correct it (L5). Staff may while the cohort runs.
const CorrectFor = 14 * 24 * time.Hour

// Account is what somebody says of a meeting that is over: who was there, or that it did not take place (L6).
type Account struct {
	NotHeld bool
	Members map[string]Attendance // by the application's id
	Minutes map[string]int        // as in Report; nil where nobody looked: what is known stays
	By      string                // a person's name
	Until   time.Time             // until when they may correct what was said before; zero: without end
}

// CorrectedUntil is until when the Champion may correct what was said of the meeting (L5).
func (m Meeting) CorrectedUntil() time.Time { return m.Reported.Add(CorrectFor) }

// Correctable says whether what was said of the meeting may be corrected: it was reported, or said not to have taken
// place, or its Champion never said anything.
func (m Meeting) Correctable() bool {
	return m.State == MeetingReported || m.State == MeetingNotKnown || m.State == MeetingCancelled && m.NotHeld
}

// Reportees are those of whom an account of a meeting speaks: who had a seat when it started, and who is in the report
// that stands.
func Reportees(m Meeting, stands Report, seats []Seat) []Seat {
	return slices.DeleteFunc(slices.Clone(seats), func(s Seat) bool {
		_, said := stands.Members[s.Member.ID]
		sat := s.Joined.Before(m.Starts) && (s.Taken() || s.Ended().After(m.Starts))
		return !said && !sat
	})
}

// accountable says why an account of the meeting cannot be taken; nil if it can.
func (m Meeting) accountable(a Account, now time.Time) error {
	const day = "2 January 2006"
	switch {
	case m.Reportable(now):
		return nil
	case m.State == MeetingPlanned:
		return Errorf(Invalid, "The meeting is planned for %s, and is not over yet.", m.Starts.Format(day))
	case m.State == MeetingCancelled && !m.NotHeld:
		return Errorf(Conflict, "The meeting was cancelled on %s, so there is no attendance to report.",
			m.Planned.Format(day))
	case !m.Correctable():
		return Errorf(Conflict, "No meeting was planned in %s, so there is no attendance to report.",
			MonthName(m.Month))
	case !a.Until.IsZero() && !now.Before(a.Until):
		return Errorf(Conflict, "The report could be corrected until %s. Staff can still correct it while the cohort "+
			"runs: write to the team.", a.Until.Format(day))
	}
	return nil
}

// told is the meeting as the account leaves it. The time of the first report stays: corrections do not prolong the time
// for further ones.
func (m Meeting) told(a Account, now time.Time) Meeting {
	if m.Reported.IsZero() {
		m.Reported = now
	}
	m.State, m.NotHeld = MeetingReported, a.NotHeld
	if a.NotHeld {
		m.State, m.Announced = MeetingCancelled, now
	}
	return m
}
