package pug

// History is a member's attendance of each of the meetings, in their order. Reported is what the Champion said of the
// member, by month.
func History(meetings []Meeting, seat Seat, reported map[string]Attendance) []Attendance {
	history := make([]Attendance, len(meetings))
	for i, m := range meetings {
		history[i] = AttendanceOf(m, seat, reported[m.Month])
	}
	return history
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

// Absence is a meeting that a member missed, with what that leads to.
type Absence struct {
	Meeting     Meeting
	Member      Person
	Consequence Consequence
}

// Absences lists what the members of a group missed from the first given meeting on. Members who left are passed over:
// there is nothing to decide about them, and nothing to remind them of.
func Absences(meetings []Meeting, first int, seats []Seat, reports Reports) []Absence {
	var all []Absence
	for _, seat := range Taken(seats) {
		consequences := Consequences(History(meetings, seat, reports.Of(seat.Member.ID)))
		for i := first; i < len(meetings); i++ {
			if consequences[i].Effect != EffectNone {
				all = append(all, Absence{meetings[i], seat.Member, consequences[i]})
			}
		}
	}
	return all
}

// Consequence is what one meeting leads to for one member. Misses counts those up to the meeting and at it.
type Consequence struct {
	Effect Effect
	Misses int
}

// Consequences says of each meeting in a history what it leads to (R11). Misses are counted in the order of the
// meetings, so a report that comes in late also moves what the meetings after it lead to.
func Consequences(history []Attendance) []Consequence {
	all := make([]Consequence, len(history))
	for i, latest := range history {
		misses := Misses(history[:i+1])
		all[i] = Consequence{Effect: EffectOf(latest, misses), Misses: misses}
	}
	return all
}
