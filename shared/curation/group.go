package curation

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// MayOpen says why the cohort can have no further group (R6); nil if it can.
func (b *Board) MayOpen() error {
	if len(b.Groups) >= pug.MaxGroups {
		return pug.Errorf(pug.Full, "The cohort has %d groups, as many as it may have. Dissolve one first.",
			pug.MaxGroups)
	}
	return nil
}

// openGroup opens the group of a Champion who has none, with those who wait for it.
func (b *Board) openGroup(next *draft, c Change) (string, error) {
	lead, known := b.Lead(c.Lead)
	switch {
	case !known:
		return "", pug.Errorf(pug.Invalid, "Please choose a Champion who has no group.")
	case b.LedBy(c.Lead) >= 0:
		return "", Unclearf("email", "%s leads %s already.", lead.Person.Name, b.Title(b.Groups[b.LedBy(c.Lead)]))
	}
	if err := b.MayOpen(); err != nil {
		return "", err
	}
	next.Unpin(pug.PinShut, c.Lead, "")
	return fmt.Sprintf("%s, led by %s", b.start(next, lead), lead.Person.Name), nil
}

// start opens a group, pins that it stays open and seats those who wait and suit it. For one group alone, taking the
// best of those who may still sit there, one after the other, gives the most members and then the most points:
// companies and seats limit it as a matroid does.
func (b *Board) start(next *draft, lead pug.Lead) string {
	at := next.Open(lead.Person.ID)
	next.Pin(pug.PinOpen, lead.Person.ID, "")
	board := b.With(next.Proposal)
	group := board.Groups[at]
	line := slices.DeleteFunc(board.line(), func(a pug.Application) bool {
		return a.Status != pug.StatusApproved || board.KeptOut(a.ID, lead.Person.ID) || !board.Suits(group, a)
	})
	slices.SortStableFunc(line, func(x, y pug.Application) int {
		return cmp.Compare(board.points(group, y.ID), board.points(group, x.ID))
	})
	for _, a := range line {
		if board.Room(board.Groups[at], a) {
			next.Put(at, a.ID)
			board.Groups[at] = next.Groups[at]
		}
	}
	return board.Title(group)
}

// dissolve sends the members of a group to the waitlist. A new proposal does not open it again; a Champion whom staff
// named leads no more.
func (b *Board) dissolve(next *draft, c Change) (string, error) {
	at, err := b.groupAt(c.Group)
	if err != nil {
		return "", err
	}
	g := b.Groups[at]
	next.Groups = slices.Delete(next.Groups, at, at+1)
	next.Forget(g.Lead)
	named := len(next.Named)
	next.Named = slices.DeleteFunc(next.Named, func(l pug.Lead) bool { return l.Person.ID == g.Lead })
	if len(next.Named) == named {
		next.Pin(pug.PinShut, g.Lead, "")
	}
	return fmt.Sprintf("%s, led by %s", b.Title(g), b.LeadOf(g).Person.Name), nil
}

func (b *Board) hold(next *draft, c Change) (string, error) {
	at, err := b.groupAt(c.Group)
	if err != nil {
		return "", err
	}
	next.Pin(pug.PinOpen, b.Groups[at].Lead, "")
	return fmt.Sprintf("%s open", b.Title(b.Groups[at])), nil
}

func (b *Board) release(next *draft, c Change) (string, error) {
	lead, known := b.Lead(c.Lead)
	if !known || !b.Held(c.Lead) && !b.Shut(c.Lead) {
		return "", pug.Errorf(pug.Invalid, "Nothing is pinned about that group.")
	}
	next.Unpin(pug.PinOpen, c.Lead, "")
	next.Unpin(pug.PinShut, c.Lead, "")
	return fmt.Sprintf("it to the next proposal whether the group of %s (%s) opens", lead.Person.Name,
		lead.Topic.Name), nil
}

// name makes somebody the Champion of a further group, and opens it: an applicant of either kind, or a person from
// outside (R7).
func (b *Board) name(next *draft, c Change) (string, error) {
	lead, err := b.nominee(c.Named)
	if err != nil {
		return "", err
	}
	if err := b.MayOpen(); err != nil {
		return "", err
	}
	if at := b.LedBy(lead.Person.ID); at >= 0 {
		return "", Unclearf("email", "%s leads %s already.", lead.Person.Name, b.Title(b.Groups[at]))
	}
	next.Forget(lead.Person.ID)
	if lead.Member != "" {
		next.Remove(lead.Member)
		next.Unpin("", "", lead.Member)
	}
	next.Named = slices.DeleteFunc(next.Named, func(l pug.Lead) bool { return l.Person.ID == lead.Person.ID })
	next.Named = append(next.Named, lead)
	slices.SortFunc(next.Named, func(a, b pug.Lead) int { return cmp.Compare(a.Person.ID, b.Person.ID) })
	return fmt.Sprintf("%s as the Champion of %s", lead.Person.Name, b.start(next, lead)), nil
}
