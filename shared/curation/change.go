package curation

import (
	"fmt"
	"unicode/utf8"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Verb is what a change does.
type Verb string

// The changes that staff make.
const (
	Move     Verb = "move"     // Member to Group, or to the waitlist if that is empty
	Swap     Verb = "swap"     // Member and With change places
	Pin      Verb = "pin"      // Member to where they sit
	KeepOut  Verb = "keep_out" // Member of the group of Lead
	Unpin    Verb = "unpin"    // Member from everything
	Reunite  Verb = "reunite"  // Members in the group of Lead, and pin them there (R12)
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
	// Exception is why staff do what something speaks against (R5): of Move and Swap.
	Exception pug.Exception
}

// Result is what a change makes of a board, before anything is stored.
type Result struct {
	Board         *Board // its proposal is the next revision
	Asks          string // the change before it is made: "Move Ada Hart from Group 1 (Pricing) to the waitlist"
	What          string // the same once it is made, for the log: "moved Ada Hart ..."
	Before, After pug.Value
	Notes         []string // what else staff should know before they decide
	Against       []string // why groups do not fit those who come to them, in sentences; such a seat is an exception
}

// Gain is what the change adds to the value.
func (r Result) Gain() string { return r.After.Minus(r.Before).Gain() }

// NeedsReason is that something speaks against a change. Staff may make it all the same, if they say why in at most
// pug.MaxReason characters (R5).
type NeedsReason struct{ Result }

func (n *NeedsReason) Error() string {
	return "somebody does not fit their group, and staff have not said why"
}

// draft is a proposal that a change is being made to.
type draft struct {
	pug.Proposal
	against []string // see Result
}

// result compares the next proposal with that of the board; asks and what put the change into words.
func (b *Board) result(next pug.Proposal, asks, what string) Result {
	r := Result{Board: b.With(next), Before: b.Value(), Asks: asks, What: what}
	r.After = r.Board.Value()
	for _, g := range r.Board.Small() {
		if before, was := b.Group(g.ID); !was || len(before.Members) != len(g.Members) {
			r.Notes = append(r.Notes, r.Board.TooSmall(g))
		}
	}
	return r
}

// TakeBack undoes the latest change; before is the proposal of the revision Undo.
func (b *Board) TakeBack(before pug.Proposal) Result {
	return b.result(b.Proposal.Undone(before), "Undo: "+b.Last, "undid: "+b.Last)
}

// MakeAgain makes anew what was undone last; after is the proposal of the revision Redo.
func (b *Board) MakeAgain(after pug.Proposal) Result {
	return b.result(b.Proposal.Redone(after), "Redo: "+b.Next, "redid: "+b.Next)
}

// TooSmall says that a group cannot be published as it is.
func (b *Board) TooSmall(g pug.ProposedGroup) string {
	return fmt.Sprintf("%s has %s: a group opens with %d or more. Until it has them, the groups can't be published.",
		b.Title(g), pug.Count(len(g.Members), "member", "members"), pug.MinMembers)
}

// act is a verb in words, when it is asked for and when it is done, and what it does.
type act struct {
	asks, done string
	do         edit
}

// edit changes the proposal, and says in words what it is about.
type edit func(*Board, *draft, Change) (what string, err error)

func acts() map[Verb]act {
	return map[Verb]act{
		Move: {"Move", "moved", toMember((*Board).move)}, Swap: {"Swap", "swapped", toMember((*Board).swap)},
		Pin: {"Pin", "pinned", toMember((*Board).pinSeat)}, KeepOut: {"Keep", "kept", toMember((*Board).keepOut)},
		Unpin:   {"Unpin", "unpinned", toMember((*Board).unpinMember)},
		Reunite: {"Reunite", "reunited", (*Board).reunite}, Open: {"Open", "opened", (*Board).openGroup},
		Dissolve: {"Dissolve", "dissolved", (*Board).dissolve}, Hold: {"Hold", "held", (*Board).hold},
		Release: {"Leave", "left", (*Board).release}, Name: {"Name", "named", (*Board).name},
	}
}

// toMember is an edit about the member whom the change names.
func toMember(do func(*Board, *draft, pug.Application, Change) (what string, err error)) edit {
	return func(b *Board, next *draft, c Change) (string, error) {
		a, err := b.person(c.Member)
		if err != nil {
			return "", err
		}
		return do(b, next, a, c)
	}
}

// Apply tells what a change would make of the board. pug.Invalid: it can't be made, with a sentence why; pug.Full: a
// limit of the programme stands in its way (R5, R6). NeedsReason: it can be made by exception.
func (b *Board) Apply(c Change) (Result, error) {
	act, known := acts()[c.Do]
	if !known {
		return Result{}, pug.Errorf(pug.Invalid, "Please choose what to do.")
	}
	next := &draft{Proposal: b.Proposal.Clone()}
	what, err := act.do(b, next, c)
	if err != nil {
		return Result{}, err
	}
	done := act.done + " " + what
	out := b.result(next.Changed(done), act.asks+" "+what, done)
	if out.Against = next.against; out.Against == nil {
		return out, nil
	}
	if n := utf8.RuneCountInString(c.Exception.Reason); n == 0 || n > pug.MaxReason {
		return Result{}, &NeedsReason{out}
	}
	out.What += ", by exception: " + c.Exception.Reason
	return out, nil
}

// person finds the member whom a change is about.
func (b *Board) person(id string) (pug.Application, error) {
	a, found := b.Member(id)
	if !found {
		return a, pug.Errorf(pug.Invalid,
			"Please choose who it is about: there is nobody with a seat or on the waitlist by the id %q.", id)
	}
	return a, nil
}

// groupAt finds the group that a change is about.
func (b *Board) groupAt(id string) (int, error) {
	i := b.Find(id)
	if i < 0 {
		return i, pug.Errorf(pug.Invalid, "There is no group %q any more. Please choose one that is shown here.", id)
	}
	return i, nil
}
