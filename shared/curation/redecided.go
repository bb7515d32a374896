package curation

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Redecided is what becomes of the groups when the decision on an application is changed: given is the application as
// it is then. Who is not approved any more leaves their seat; who is, waits, until they are given one or the groups are
// proposed again. pug.Conflict: they lead a group, which has to be dissolved first.
func (b *Board) Redecided(a pug.Application) (Result, error) {
	if at := b.ledFrom(a.ID); at >= 0 {
		return Result{}, pug.Errorf(pug.Conflict,
			"%s leads %s of the proposed groups. Dissolve that group first, on the page of the groups.", a.Name(),
			b.Title(b.Groups[at]))
	}
	next := b.Proposal.Clone()
	what := fmt.Sprintf("%s %s, who was %s before", a.Decision.Choice.Past(), a.Name(), b.state(a.ID))
	if a.Status != pug.StatusApproved {
		if _, seated := b.Seat(a.ID); seated {
			what += ", and took them out of " + b.Where(a.ID)
		}
		next.Remove(a.ID)
		next.Unpin("", "", a.ID)
		next.Forget(a.ID)
	}
	next = next.Changed(what)
	next.Undo = 0 // a decision is not changed by undoing something
	out := Result{Board: NewBoard(next, b.people.With(a)), What: what, Before: b.Value()}
	out.After = out.Board.Value()
	for _, g := range out.Board.Small() {
		if before, _ := b.Group(g.ID); len(before.Members) != len(g.Members) {
			out.Notes = append(out.Notes, out.Board.TooSmall(g))
		}
	}
	return out, nil
}

// ledFrom finds the group that somebody leads, by whichever of their applications; -1 if they lead none.
func (b *Board) ledFrom(application string) int {
	for _, named := range b.Named {
		if named.Member == application {
			return b.LedBy(named.Person.ID)
		}
	}
	return b.LedBy(application)
}

// state is what was decided on an application, as the groups know it.
func (b *Board) state(id string) string {
	for _, list := range [][]pug.Application{b.people.Champions, b.people.Members} {
		for _, a := range list {
			if a.ID == id {
				return a.State()
			}
		}
	}
	return "not known"
}
