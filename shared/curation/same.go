package curation

import (
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// KeptOne is what becomes of the groups when staff kept one application of a person, and the other one is replaced:
// given are both as they are now. Who was kept takes the seat of the other where they have none and may sit there.
func (b *Board) KeptOne(kept, gone pug.Application) Result {
	next := b.Proposal.Clone()
	seat, seated := b.Seat(gone.ID)
	next.Remove(gone.ID)
	next.Unpin("", "", gone.ID)
	next.Forget(gone.ID)
	what := "kept one application of " + kept.Name() + ", and took the other out"
	next = next.Changed(what)
	next.Undo = 0 // who is gone does not come back by undoing something
	after := NewBoard(next, b.people.With(kept, gone))
	if _, has := after.Seat(kept.ID); seated && !has {
		if a, waits := after.Member(kept.ID); waits && after.Room(after.Groups[after.Find(seat.ID)], a) {
			after.take(&next, a, after.Find(seat.ID), false)
			after = after.With(next)
		}
	}
	return Result{Board: after, What: what, Before: b.Value(), After: after.Value()}
}

// Counting lists the applications of everybody who takes part: Champions, then members, in the order of the waitlist.
func (b *Board) Counting() []pug.Application {
	all := slices.DeleteFunc(slices.Clone(b.people.Champions), func(a pug.Application) bool { return !a.Counts() })
	for _, id := range b.order {
		all = append(all, b.members[id])
	}
	return all
}
