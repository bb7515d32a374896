package pug

import "fmt"

// Turnout is how many members were at meetings, of those who had a seat then.
type Turnout struct{ There, Of int }

// Turnout counts a report.
func (r Report) Turnout() Turnout {
	var t Turnout
	for _, said := range r.Members {
		t.Of++
		if said == Attended {
			t.There++
		}
	}
	return t
}

// Tally is what a report says, in figures: "12 attended, 1 missed it, 1 absent with notice".
func (r Report) Tally() string {
	count := map[Attendance]int{}
	for _, said := range r.Members {
		count[said]++
	}
	tally := fmt.Sprintf("%d attended, %d missed it", count[Attended], count[Missed]+count[NotTold])
	if absent := count[Excused]; absent > 0 {
		tally += fmt.Sprintf(", %d absent with notice", absent)
	}
	return tally
}

// And is the turnout of both together.
func (t Turnout) And(other Turnout) Turnout { return Turnout{t.There + other.There, t.Of + other.Of} }

// Percent is the turnout in a hundred; 0 where nobody had a seat.
func (t Turnout) Percent() int {
	if t.Of == 0 {
		return 0
	}
	return (100*t.There + t.Of/2) / t.Of
}

// String is the turnout in figures: "12 of 14".
func (t Turnout) String() string { return fmt.Sprintf("%d of %d", t.There, t.Of) }
