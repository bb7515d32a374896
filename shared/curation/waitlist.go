package curation

import (
	"cmp"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Order says in a sentence how the waitlist is ordered, for staff and for those on it.
const Order = "Approved applicants come first, in order of application. A seat that comes free is offered to the first whom the group suits."

// Waiting is somebody on the waitlist.
type Waiting struct {
	Place  int // from 1
	Member pug.Application
	Why    string // for staff
	Letter string // the same for the applicant
}

// inLine lists the ids of members in the order of the waitlist: those approved before those waitlisted in review, each by time of submission,
// then by id.
func inLine(members []pug.Application) []string {
	line := make([]*pug.Application, 0, len(members))
	for i := range members {
		if rank(members[i]) >= 0 {
			line = append(line, &members[i])
		}
	}
	slices.SortFunc(line, func(a, b *pug.Application) int {
		return cmp.Or(cmp.Compare(rank(*a), rank(*b)), a.Submitted.Compare(b.Submitted), cmp.Compare(a.ID, b.ID))
	})
	ids := make([]string, len(line))
	for i, a := range line {
		ids[i] = a.ID
	}
	return ids
}

// rank is -1 for those who have no place in the waitlist.
func rank(a pug.Application) int {
	return slices.Index([]pug.Status{pug.StatusApproved, pug.StatusWaitlisted}, a.Status)
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
