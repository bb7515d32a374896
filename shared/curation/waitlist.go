package curation

import (
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Waiting is somebody on the waitlist.
type Waiting struct {
	Place  int // from 1
	Member pug.Application
	Why    string // for staff
	Letter string // the same for the applicant
}

// line lists those who have no seat, in the order of the waitlist.
func (b *Board) line() []pug.Application {
	var line []pug.Application
	for _, id := range b.order {
		if b.waits(id) {
			line = append(line, b.members[id])
		}
	}
	return line
}

// Waiters is how many wait.
func (b *Board) Waiters() int {
	n := 0
	for _, id := range b.order {
		if b.waits(id) {
			n++
		}
	}
	return n
}

func (b *Board) waits(id string) bool {
	_, seated := b.seated[id]
	return !seated && !b.leading[id]
}

// Waitlist is everybody who waits, in order, with the reason.
func (b *Board) Waitlist() []Waiting {
	reasons := b.reasons()
	line := b.line()
	waiting := make([]Waiting, len(line))
	for i, a := range line {
		w := Waiting{Place: i + 1, Member: a}
		if a.Status == pug.StatusWaitlisted {
			w.Why = whyReviewed
			if a.Decision != nil && a.Decision.By == pug.TheDeadline {
				w.Why = whyLate
			}
			w.Letter = w.Why
		} else {
			r := reasons[a.ID]
			w.Why, w.Letter = b.why(r), b.letter(r)
		}
		waiting[i] = w
	}
	return waiting
}
