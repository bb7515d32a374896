package curation

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Verb is what a change does.
type Verb string

// The changes that staff make.
const (
	Move     Verb = "move"     // Member to Group, or to the waitlist where that is empty
	Swap     Verb = "swap"     // Member and With change places
	Pin      Verb = "pin"      // Member to where they sit
	KeepOut  Verb = "keep_out" // Member of the group of Lead
	Unpin    Verb = "unpin"    // Member from everything
	Reunite  Verb = "reunite"  // Members into the group of Lead, and pin them there (R12)
	Open     Verb = "open"     // the group of Lead
	Dissolve Verb = "dissolve" // Group, and keep its Champion from opening another
	Hold     Verb = "hold"     // pin that Group opens
	Release  Verb = "release"  // what Hold or Dissolve pinned about the group of Lead
	Name     Verb = "name"     // Named as the Champion of a further group (R7)
)

// Change is one thing that staff do. Which fields count depends on the verb.
type Change struct {
	Do      Verb
	Member  string
	With    string
	Members []string
	Group   string
	Lead    string
	Named   pug.Lead
	Pin     bool // of Move and Swap: pin the result, so that the next proposal keeps it
}

// Result is what a change makes of a board, before anything is stored.
type Result struct {
	Board         *Board // its proposal is the next revision
	Asks          string // what the change is, before it is made: "Move Ada Hart from Group 1 (Pricing) to the waitlist"
	What          string // the same once it is made, for the log: "moved Ada Hart ..."
	Before, After pug.Value
	Notes         []string // what else staff should know before they decide
}

// Gain is what the change adds to the two values.
func (o Result) Gain() pug.Value { return o.After.Minus(o.Before) }

// result completes a change of which next holds the groups and pins.
func (b *Board) result(next pug.Proposal, what string) Result {
	o := b.weigh(next.Changed(what))
	o.What = what
	return o
}

// weigh compares another proposal with that of the board.
func (b *Board) weigh(next pug.Proposal) Result {
	o := Result{Board: b.With(next), Before: b.Value()}
	o.After = o.Board.Value()
	for _, g := range o.Board.Small() {
		if before, was := b.Group(g.ID); !was || len(before.Members) != len(g.Members) {
			o.Notes = append(o.Notes, o.Board.TooSmall(g))
		}
	}
	return o
}

// TakeBack undoes the latest change; before is the proposal of the revision Undo.
func (b *Board) TakeBack(before pug.Proposal) Result {
	o := b.weigh(b.Proposal.Undone(before))
	o.Asks, o.What = "Undo: "+b.Last, "undid: "+b.Last
	return o
}

// MakeAgain makes anew what was undone last; after is the proposal of the revision Redo.
func (b *Board) MakeAgain(after pug.Proposal) Result {
	o := b.weigh(b.Proposal.Redone(after))
	o.Asks, o.What = "Redo: "+b.Next, "redid: "+b.Next
	return o
}

// TooSmall says that a group cannot be published as it is.
func (b *Board) TooSmall(g pug.ProposedGroup) string {
	members := fmt.Sprintf("%d members", len(g.Members))
	if len(g.Members) == 1 {
		members = "1 member"
	}
	return fmt.Sprintf("%s has %s: a group opens with %d or more. Until it has them, the groups can't be published.", b.Title(g), members, pug.MinMembers)
}

// Apply tells what a change would make of the board. pug.Invalid: it can't be made, with a sentence why; pug.Full: a limit of the
// programme stands in its way (R5, R6).
func (b *Board) Apply(c Change) (Result, error) {
	changes := map[Verb]func(*pug.Proposal, Change) (what string, err error){
		Move: b.move, Swap: b.swap, Pin: b.pinSeat, KeepOut: b.keepOut, Unpin: b.unpinMember, Reunite: b.reunite,
		Open: b.openGroup, Dissolve: b.dissolve, Hold: b.hold, Release: b.release, Name: b.name,
	}
	change, known := changes[c.Do]
	if !known {
		return Result{}, pug.Errorf(pug.Invalid, "Please choose what to do.")
	}
	next := b.Proposal.Clone()
	what, err := change(&next, c)
	if err != nil {
		return Result{}, err
	}
	words := said(c.Do)
	out := b.result(next, words[1]+" "+what)
	out.Asks = words[0] + " " + what
	return out, nil
}

// said is a verb when it is asked for and when it is done.
func said(v Verb) [2]string {
	return map[Verb][2]string{
		Move: {"Move", "moved"}, Swap: {"Swap", "swapped"}, Pin: {"Pin", "pinned"}, KeepOut: {"Keep", "kept"}, Unpin: {"Unpin", "unpinned"},
		Reunite: {"Reunite", "reunited"}, Open: {"Open", "opened"}, Dissolve: {"Dissolve", "dissolved"}, Hold: {"Hold", "held"},
		Release: {"Leave", "left"}, Name: {"Name", "named"},
	}[v]
}

// person finds the member whom a change is about.
func (b *Board) person(id string) (pug.Application, error) {
	a, found := b.Member(id)
	if !found {
		return a, pug.Errorf(pug.Invalid, "Please choose who it is about: there is nobody with a seat or on the waitlist by the id %q.", id)
	}
	return a, nil
}

// place finds the group that a change is about.
func (b *Board) groupAt(id string) (int, error) {
	i := b.Find(id)
	if i < 0 {
		return i, pug.Errorf(pug.Invalid, "There is no group %q any more. Please choose one that is shown here.", id)
	}
	return i, nil
}
