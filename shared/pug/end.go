package pug

import "fmt"

// EndFigures are how a cohort ended, as staff see it (L16).
type EndFigures struct {
	Groups   []GroupEnd
	Held     int // meetings
	Attended int // meetings by members, as far as Champions reported
	Missed   int
	Flags    int // members flagged for missed meetings, once for each flag
	Excused  int // of these flags, the ones on which the member was excused
	Again    int // Champions who lead again
	Silent   int // Champions who did not say whether they do
	Waiting  int // members without a seat
}

// GroupEnd is how one group ended.
type GroupEnd struct {
	Group   Group
	Members int
	Held    int // meetings
}

// String is the group with its Champion and figures, in a line.
func (g GroupEnd) String() string {
	return fmt.Sprintf("%s (%s, %s), led by %s. Members: %d, meetings: %d", g.Group.Topic.Name, g.Group.Role.Label(),
		g.Group.Region.Label(), g.Group.Led(), g.Members, g.Held)
}

// Add counts a group in: its seats, those that are free again among them, its meetings and what was reported of them,
// its flags, and whether its Champion leads it again.
func (e *EndFigures) Add(
	g Group, seats []Seat, meetings []Meeting, reports Reports, flags []Flag, renewals []Renewal,
) GroupEnd {
	end := GroupEnd{Group: g, Members: len(Taken(seats))}
	for _, m := range meetings {
		if m.State == MeetingReported || m.State == MeetingNotKnown {
			end.Held++
		}
	}
	for _, seat := range seats {
		history := History(meetings, seat, reports.Of(seat.Member.ID))
		e.Attended += count(history, Attended)
		e.Missed += Misses(history)
	}
	for _, f := range flags {
		e.Flags++
		if f.Excuses() {
			e.Excused++
		}
	}
	for _, r := range renewals {
		switch {
		case r.Decision == nil:
			e.Silent++
		case r.Decision.Choice == ChoiceYes:
			e.Again++
		}
	}
	e.Held += end.Held
	e.Groups = append(e.Groups, end)
	return end
}

// Attendance is how many of the members' meetings were attended, of those that count; empty where none was reported.
func (e EndFigures) Attendance() string {
	all := e.Attended + e.Missed
	if all == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d (%d %%)", e.Attended, all, (100*e.Attended+all/2)/all)
}
