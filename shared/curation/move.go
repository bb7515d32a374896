package curation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// move gives somebody a seat in a group, or sends them to the waitlist.
func (b *Board) move(next *draft, a pug.Application, c Change) (string, error) {
	from, seated := b.Seat(a.ID)
	if c.Group == "" {
		if !seated {
			return "", pug.Errorf(pug.Invalid, "%s is on the waitlist already.", a.Name())
		}
		b.leave(&next.Proposal, a, from, c.Pin)
		return fmt.Sprintf("%s from %s to the waitlist", a.Name(), b.Title(from)), nil
	}
	to, err := b.groupAt(c.Group)
	if err != nil {
		return "", err
	}
	group := b.Groups[to]
	if seated && from.ID == group.ID {
		return "", pug.Errorf(pug.Invalid, "%s sits in %s already.", a.Name(), b.Title(group))
	}
	if err := b.admit(next, a, group, c); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s from %s to %s", a.Name(), b.Where(a.ID), b.Title(group)), nil
}

// admit seats somebody whom the group has room for once some leave it; where it does not fit, by exception.
func (b *Board) admit(next *draft, a pug.Application, to pug.ProposedGroup, c Change, leave ...string) error {
	against, err := b.against(to, a, leave...)
	if err != nil {
		return err
	}
	b.take(&next.Proposal, a, b.Find(to.ID), c.Pin)
	if against != "" {
		next.Except(to.Lead, a.ID, c.Exception)
		next.against = append(next.against, against)
		b.keepColleagues(next, to, a, leave)
	}
	return nil
}

// keepColleagues pins those of somebody's company in a group where staff have let in more of it than may be: by the
// rules, a new proposal would send one of them away.
func (b *Board) keepColleagues(next *draft, g pug.ProposedGroup, a pug.Application, leave []string) {
	company := a.Person().CompanyKey()
	colleagues := slices.DeleteFunc(slices.Clone(g.Members), func(id string) bool {
		return company == "" || b.members[id].Person().CompanyKey() != company || slices.Contains(leave, id)
	})
	if len(colleagues) < pug.CompanyCap {
		return
	}
	for _, id := range colleagues {
		next.Pin(pug.PinIn, g.Lead, id)
	}
}

// take seats somebody in a group, wherever they were. Whoever was waitlisted in review is always pinned: a new proposal
// would not think of them.
func (b *Board) take(next *pug.Proposal, a pug.Application, group int, pin bool) {
	lead := next.Groups[group].Lead
	next.Remove(a.ID)
	next.Unpin(pug.PinIn, "", a.ID)
	next.Unpin(pug.PinOut, lead, a.ID)
	next.Put(group, a.ID)
	if pin || a.Status == pug.StatusWaitlisted {
		next.Pin(pug.PinIn, lead, a.ID)
	}
}

// leave sends somebody to the waitlist.
func (b *Board) leave(next *pug.Proposal, a pug.Application, from pug.ProposedGroup, pin bool) {
	next.Remove(a.ID)
	next.Unpin(pug.PinIn, "", a.ID)
	if pin {
		next.Pin(pug.PinOut, from.Lead, a.ID)
	}
}

// swap makes two people change places; one of them may be waiting.
func (b *Board) swap(next *draft, one pug.Application, c Change) (string, error) {
	other, err := b.person(c.With)
	if err != nil {
		return "", err
	}
	here, there := b.Where(one.ID), b.Where(other.ID)
	if here == there {
		return "", pug.Errorf(pug.Invalid, "%s and %s are in the same place: there is nothing to swap.", one.Name(),
			other.Name())
	}
	for _, turn := range []struct{ mover, from pug.Application }{{one, other}, {other, one}} {
		to, seated := b.Seat(turn.from.ID)
		if !seated {
			from, _ := b.Seat(turn.mover.ID)
			b.leave(&next.Proposal, turn.mover, from, c.Pin)
			continue
		}
		if err := b.admit(next, turn.mover, to, c, one.ID, other.ID); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%s in %s and %s in %s", one.Name(), here, other.Name(), there), nil
}

func (b *Board) pinSeat(next *draft, a pug.Application, _ Change) (string, error) {
	g, seated := b.Seat(a.ID)
	if !seated {
		return "", pug.Errorf(pug.Invalid, "%s has no seat to be pinned to.", a.Name())
	}
	next.Pin(pug.PinIn, g.Lead, a.ID)
	return fmt.Sprintf("%s to %s", a.Name(), b.Title(g)), nil
}

func (b *Board) keepOut(next *draft, a pug.Application, c Change) (string, error) {
	lead, known := b.Lead(c.Lead)
	if !known {
		return "", pug.Errorf(pug.Invalid, "Please choose the group that %s is to be kept out of.", a.Name())
	}
	if g, seated := b.Seat(a.ID); seated && g.Lead == c.Lead {
		b.leave(&next.Proposal, a, g, true)
	}
	next.Pin(pug.PinOut, c.Lead, a.ID)
	return fmt.Sprintf("%s out of the group of %s (%s)", a.Name(), lead.Person.Name, lead.Topic.Name), nil
}

// unpinMember lets the next proposal decide about somebody, but for a seat to which it would not think of them.
func (b *Board) unpinMember(next *draft, a pug.Application, _ Change) (string, error) {
	g, seated := b.Seat(a.ID)
	if seated && (a.Status == pug.StatusWaitlisted || b.Exception(a.ID) != nil && !b.Room(g, a)) {
		next.Unpin(pug.PinOut, "", a.ID)
		return fmt.Sprintf("%s from groups that they were kept out of", a.Name()), nil
	}
	next.Unpin("", "", a.ID)
	return a.Name(), nil
}

// reunite brings members of a Champion's former group together again (R12), as far as there is room for them.
func (b *Board) reunite(next *draft, c Change) (string, error) {
	at := b.LedBy(c.Lead)
	if at < 0 {
		return "", pug.Errorf(pug.Invalid, "The group is not open. Open it first.")
	}
	names, board := []string{}, b
	for _, id := range c.Members {
		a, err := board.person(id)
		if err != nil {
			return "", err
		}
		if board.Room(board.Groups[at], a) {
			board.take(&next.Proposal, a, at, true)
			names, board = append(names, a.Name()), b.With(next.Proposal)
		}
	}
	if len(names) == 0 {
		return "", pug.Errorf(pug.Invalid, "None of them can sit in %s as it stands.", b.Title(b.Groups[at]))
	}
	return fmt.Sprintf("%s in %s", strings.Join(names, ", "), b.Title(b.Groups[at])), nil
}
