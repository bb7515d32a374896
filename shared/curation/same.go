package curation

import (
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// KeptOne is what becomes of the groups when staff kept one application of a person, and the other one is replaced:
// given are both as they are now. Who was kept takes the seat of the other where they have none and may sit there, if
// need be by the exception that staff made for the other. What staff pinned about the other is pinned about them.
func (b *Board) KeptOne(kept, gone pug.Application) Result {
	next := b.Proposal.Clone()
	next.Remove(gone.ID)
	next.Unpin("", "", gone.ID)
	next.Forget(gone.ID)
	what := "kept one application of " + kept.Name() + ", and took the other out"
	next = next.Changed(what)
	next.Undo = 0 // who is gone does not come back by undoing something
	after := NewBoard(next, b.people.With(kept, gone))
	if a, takesPart := after.Member(kept.ID); takesPart {
		if seat, seated := b.Seat(gone.ID); seated && after.waits(a.ID) {
			after.succeed(&next, a, seat, b.PinnedIn(gone.ID), b.Exception(gone.ID))
		}
		after.With(next).stayOut(&next, a.ID, b.KeptOutOf(gone.ID))
		after = after.With(next)
	}
	return Result{Board: after, What: what, Before: b.Value(), After: after.Value()}
}

// Without is what becomes of the groups when somebody withdraws: given is their application as it is then. pug.Invalid:
// they lead one of the groups.
func (b *Board) Without(gone pug.Application) (Result, error) {
	if b.Leads(gone.ID) {
		return Result{}, pug.Errorf(pug.Invalid, "%s leads a group of the proposal. Dissolve that group first, or "+
			"name another Champion for it.", gone.Name())
	}
	next := b.Proposal.Clone()
	next.Remove(gone.ID)
	next.Unpin("", "", gone.ID)
	next.Forget(gone.ID)
	what := "took " + gone.Name() + " out, who withdrew"
	next = next.Changed(what)
	next.Undo = 0 // who is gone does not come back by undoing something
	after := NewBoard(next, b.people.With(gone))
	return Result{Board: after, What: what, Before: b.Value(), After: after.Value()}, nil
}

// Back is what becomes of the groups when an application counts again: given is it as it is then. Who takes part waits,
// until they are given a seat or the groups are proposed again.
func (b *Board) Back(back pug.Application) Result {
	what := "put " + back.Name() + " back, whose application counts again"
	next := b.Proposal.Clone().Changed(what)
	next.Undo = 0 // who is back does not go by undoing something
	after := NewBoard(next, b.people.With(back))
	return Result{Board: after, What: what, Before: b.Value(), After: after.Value()}
}

// succeed gives somebody the seat of their other application in a group, unless staff keep them out of it, if they may
// sit there or need the exception that staff made for it.
func (b *Board) succeed(next *pug.Proposal, a pug.Application, group pug.ProposedGroup, pin bool, e *pug.Exception) {
	at := b.Find(group.ID)
	against, err := b.against(b.Groups[at], a)
	if err != nil || b.KeptOut(a.ID, group.Lead) || against != "" && e == nil {
		return
	}
	b.take(next, a, at, pin)
	if against != "" {
		next.Except(group.Lead, a.ID, *e)
	}
}

// stayOut keeps somebody out of the groups of the Champions, but for the one in which they sit.
func (b *Board) stayOut(next *pug.Proposal, member string, leads []string) {
	seat, _ := b.Seat(member)
	for _, lead := range leads {
		if lead != seat.Lead {
			next.Pin(pug.PinOut, lead, member)
		}
	}
}

// Counting lists the applications of everybody who takes part: Champions, then members, in the order of the waitlist.
func (b *Board) Counting() []pug.Application {
	all := slices.DeleteFunc(slices.Clone(b.people.Champions), func(a pug.Application) bool { return !a.Counts() })
	for _, id := range b.order {
		all = append(all, b.members[id])
	}
	return all
}
