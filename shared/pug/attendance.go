package pug

import "cmp"

// Attendance is what is known of one member at one meeting. Only Missed counts against a member (R11).
type Attendance string

// Each of these is a different thing.
const (
	Attended      Attendance = "attended"
	Excused       Attendance = "excused" // said beforehand that they could not come
	Missed        Attendance = "missed"
	NotRecorded   Attendance = "not_recorded" // the Champion never reported
	Cancelled     Attendance = "cancelled"    // the meeting did not take place
	BeforeJoining Attendance = "before_joining"
)

// Report is what a Champion said about attendance at a meeting, by the member's application id.
type Report struct {
	Group   string                `json:"group"`
	Month   string                `json:"month"`
	Members map[string]Attendance `json:"members"`
}

// Reportable lists what a Champion can say of a member after a meeting.
func Reportable() []Attendance { return []Attendance{Attended, Excused, Missed} }

// Label is how pages name what a Champion said.
func (a Attendance) Label() string {
	labels := map[Attendance]string{Attended: "Attended", Excused: "Excused", Missed: "Missed"}
	return cmp.Or(labels[a], "Not recorded")
}

// AttendanceOf reads a member's attendance of a meeting: reported is what the Champion said, empty if nothing was
// said.
func AttendanceOf(m Meeting, seat Seat, reported Attendance) Attendance {
	switch {
	case m.State == MeetingCancelled || m.State == MeetingUnplanned:
		return Cancelled
	case !seat.Joined.Before(m.Starts):
		return BeforeJoining
	case m.State != MeetingReported || reported == "":
		return NotRecorded
	}
	return reported
}

// Misses counts the missed meetings. Excused, unrecorded and cancelled ones, and those before joining, do not count
// (R11).
func Misses(history []Attendance) int {
	n := 0
	for _, a := range history {
		if a == Missed {
			n++
		}
	}
	return n
}

// Effect is what a missed meeting leads to.
type Effect string

// The effects of a miss (R11).
const (
	EffectNone Effect = "good"
	EffectNote Effect = "note"    // one miss: a friendly note
	EffectFlag Effect = "flagged" // two or more: staff decide
)

// EffectOf says what the latest attendance leads to, given the number of misses with it included. Only a new miss leads
// to anything: one flag per further miss (R11).
func EffectOf(latest Attendance, misses int) Effect {
	switch {
	case latest != Missed:
		return EffectNone
	case misses == 1:
		return EffectNote
	}
	return EffectFlag
}
