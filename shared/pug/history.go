package pug

// History is a member's attendance of each of the meetings, in their order. Reported is what the Champion said of the member, by month.
func History(meetings []Meeting, seat Seat, reported map[string]Attendance) []Attendance {
	history := make([]Attendance, len(meetings))
	for i, m := range meetings {
		history[i] = AttendanceOf(m, seat, reported[m.Month])
	}
	return history
}

// Consequence is what one meeting leads to for one member. Misses counts those up to the meeting and at it.
type Consequence struct {
	Effect Effect
	Misses int
}

// Consequences says of each meeting in a history what it leads to (R11). Misses are counted in the order of the meetings, so a report
// that comes in late also moves what the meetings after it lead to.
func Consequences(history []Attendance) []Consequence {
	all := make([]Consequence, len(history))
	for i, latest := range history {
		misses := Misses(history[:i+1])
		all[i] = Consequence{Effect: EffectOf(latest, misses), Misses: misses}
	}
	return all
}
