package pug

import (
	"cmp"
	"fmt"
	"time"
)

// Attendance is what is known of one member at one meeting. Only Missed counts against a member (R11).
type Attendance string

// Each of these is a different thing.
const (
	Attended      Attendance = "attended"
	Excused       Attendance = "excused" // absent with notice: they said beforehand that they could not come (L7)
	Missed        Attendance = "missed"
	NotTold       Attendance = "not_told"     // missed, and the invitation had not reached them (L13)
	NotRecorded   Attendance = "not_recorded" // the Champion never reported
	Cancelled     Attendance = "cancelled"    // the meeting did not take place
	BeforeJoining Attendance = "before_joining"
)

// Reportable lists what a Champion can say of a member after a meeting.
func Reportable() []Attendance { return []Attendance{Attended, Excused, Missed} }

// Label is how pages name what a Champion said.
func (a Attendance) Label() string {
	labels := map[Attendance]string{Attended: "Attended", Excused: "Absent with notice", Missed: "Missed",
		NotTold: "Missed, not having been told: the invitation did not arrive"}
	return cmp.Or(labels[a], "Not recorded")
}

// With is Label with how many minutes somebody stayed, where that is known: "Attended, 55 minutes".
func (a Attendance) With(minutes int) string {
	if minutes <= 0 {
		return a.Label()
	}
	return fmt.Sprintf("%s, %d minutes", a.Label(), minutes)
}

// past puts what was said of a member after their name.
func (a Attendance) past() string {
	said := map[Attendance]string{Attended: "attended", Excused: "was absent with notice", Missed: "missed it",
		NotTold: "missed it, not having been told"}
	return cmp.Or(said[a], "is not recorded")
}

// AttendanceOf reads a member's attendance of a meeting: reported is what the Champion said, empty if nothing was
// said.
func AttendanceOf(m Meeting, seat Seat, reported Attendance) Attendance {
	switch {
	case seat.joinedAfter(m):
		return BeforeJoining
	case m.State == MeetingCancelled || m.State == MeetingUnplanned:
		return Cancelled
	case m.State != MeetingReported || reported == "":
		return NotRecorded
	}
	return reported
}

// Report is what a Champion said about attendance at a meeting, by the member's application id.
type Report struct {
	Group   string                `json:"group"`
	Month   string                `json:"month"`
	Members map[string]Attendance `json:"members"`
	// Minutes is how long members stayed, of those whom the meeting's own report named. Earlier releases kept none.
	Minutes map[string]int `json:"minutes,omitempty"`
	By      string         `json:"by,omitempty"` // who said so last, a person's name, and when
	At      time.Time      `json:"at,omitzero"`
	// Cleared are members who had word that they missed the meeting, and then that they did not (L5).
	Cleared []string `json:"cleared,omitempty"`
}

// Reports are what Champions said about a group's meetings.
type Reports []Report

// Of is what was said of one member, by month.
func (r Reports) Of(member string) map[string]Attendance {
	said := map[string]Attendance{}
	for _, report := range r {
		said[report.Month] = report.Members[member]
	}
	return said
}

// Cleared counts how often a member had word that a miss was none.
func (r Reports) Cleared(member string) int {
	n := 0
	for _, report := range r {
		for _, cleared := range report.Cleared {
			if cleared == member {
				n++
			}
		}
	}
	return n
}

// History is a member's attendance of each of the meetings, in their order. Reported is what the Champion said of the
// member, by month.
func History(meetings []Meeting, seat Seat, reported map[string]Attendance) []Attendance {
	history := make([]Attendance, len(meetings))
	for i, m := range meetings {
		history[i] = AttendanceOf(m, seat, reported[m.Month])
	}
	return history
}

// MissesOf counts all meetings that a member of a group missed, those of groups among them from which they were moved:
// who keeps away stays away, wherever they sit.
func MissesOf(seat Seat, history []Attendance) int { return seat.Missed + Misses(history) }

// Misses counts the missed meetings. Excused, unrecorded and cancelled ones, those that the member was not told of, and
// those before joining, do not count (R11, L13).
func Misses(history []Attendance) int { return count(history, Missed) }

func count(history []Attendance, what Attendance) int {
	n := 0
	for _, a := range history {
		if a == what {
			n++
		}
	}
	return n
}

// Absence is a meeting that a member missed (R11).
type Absence struct {
	Meeting Meeting
	Member  Person
	Misses  int // up to the meeting and at it
}

// Flagged says whether the absence is one for staff to decide on: the second miss and each further one. The first leads
// to a friendly note (R11).
func (a Absence) Flagged() bool { return a.Misses > 1 }

// Absences lists what the members of a group missed from the first given meeting on. Misses are counted in the order of
// the meetings, so a report that comes in late also moves what the meetings after it lead to. Members who left are
// passed over: there is nothing to decide about them, and nothing to remind them of.
func Absences(meetings []Meeting, first int, seats []Seat, reports Reports) []Absence {
	var all []Absence
	for _, seat := range Taken(seats) {
		history := History(meetings, seat, reports.Of(seat.Member.ID))
		for i := first; i < len(meetings); i++ {
			if history[i] == Missed {
				all = append(all, Absence{meetings[i], seat.Member, MissesOf(seat, history[:i+1])})
			}
		}
	}
	return all
}
