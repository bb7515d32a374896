package pug

import (
	"cmp"
	"slices"
)

// PinKind is what a Pin fixes.
type PinKind string

// The kinds of pin.
const (
	PinIn   PinKind = "in"   // the member sits in the Champion's group
	PinOut  PinKind = "out"  // the member does not sit in the Champion's group
	PinOpen PinKind = "open" // the Champion's group opens
	PinShut PinKind = "shut" // the Champion's group does not open
)

// Pin is something that staff fixed by hand: every new proposal keeps it.
type Pin struct {
	Kind     PinKind `json:"kind"`
	Champion string  `json:"champion"`         // id: whose group
	Member   string  `json:"member,omitempty"` // id; empty for PinOpen and PinShut
	// Exception says of a PinIn that staff seated the member in spite of what speaks against it; nil for all others.
	Exception *Exception `json:"exception,omitempty"`
}

// Exception is why somebody has a seat that their topic, role, region or company would keep them from (R5).
type Exception struct {
	Reason string `json:"reason"` // for staff, in one line
	By     string `json:"by"`     // who of staff
}

func (e Exception) String() string { return e.Reason + " (" + e.By + ")" }

// MaxReason is the most characters of an exception's reason.
const MaxReason = 200

// Pinned says whether there is such a pin.
func (p Proposal) Pinned(kind PinKind, lead, member string) bool {
	return slices.ContainsFunc(p.Pins, func(pin Pin) bool {
		return pin.Kind == kind && pin.Champion == lead && pin.Member == member
	})
}

// Pin adds a pin, unless it is there already.
func (p *Proposal) Pin(kind PinKind, lead, member string) {
	if !p.Pinned(kind, lead, member) {
		p.add(Pin{Kind: kind, Champion: lead, Member: member})
	}
}

// Except pins a member to a seat in spite of what speaks against it.
func (p *Proposal) Except(lead, member string, e Exception) {
	p.Unpin(PinIn, "", member)
	p.add(Pin{PinIn, lead, member, &e})
}

func (p *Proposal) add(pin Pin) {
	p.Pins = append(p.Pins, pin)
	slices.SortFunc(p.Pins, func(a, b Pin) int {
		return cmp.Or(cmp.Compare(a.Champion, b.Champion), cmp.Compare(a.Member, b.Member), cmp.Compare(a.Kind, b.Kind))
	})
}

// Unpin removes the member's pins of the kind to the Champion's group; an empty kind or lead stands for any. Without a
// member it removes pins that are about whole groups.
func (p *Proposal) Unpin(kind PinKind, lead, member string) {
	p.Pins = slices.DeleteFunc(p.Pins, func(pin Pin) bool {
		return pin.Member == member && (kind == "" || pin.Kind == kind) && (lead == "" || pin.Champion == lead)
	})
}

// Forget removes every pin to do with a Champion's group.
func (p *Proposal) Forget(lead string) {
	p.Pins = slices.DeleteFunc(p.Pins, func(pin Pin) bool { return pin.Champion == lead })
}

// PinnedIn says whether a member is pinned to their seat.
func (p Proposal) PinnedIn(member string) bool {
	return slices.ContainsFunc(p.Pins, func(pin Pin) bool { return pin.Kind == PinIn && pin.Member == member })
}

// Exception is why a member sits where they do in spite of what speaks against it; nil if they need none.
func (p Proposal) Exception(member string) *Exception {
	i := slices.IndexFunc(p.Pins, func(pin Pin) bool { return pin.Kind == PinIn && pin.Member == member })
	if i < 0 {
		return nil
	}
	return p.Pins[i].Exception
}

// Exceptions is how many members sit where they do by exception.
func (p Proposal) Exceptions() int {
	n := 0
	for _, pin := range p.Pins {
		if pin.Exception != nil {
			n++
		}
	}
	return n
}

// KeptOutOf lists the Champions whose groups a member is kept out of, by id.
func (p Proposal) KeptOutOf(member string) []string {
	var leads []string
	for _, pin := range p.Pins {
		if pin.Kind == PinOut && pin.Member == member {
			leads = append(leads, pin.Champion)
		}
	}
	return leads
}

// KeptOut says whether a member is kept out of the Champion's group.
func (p Proposal) KeptOut(member, lead string) bool { return p.Pinned(PinOut, lead, member) }

// Held says whether the Champion's group is held open.
func (p Proposal) Held(lead string) bool { return p.Pinned(PinOpen, lead, "") }

// Shut says whether the Champion's group is kept from opening.
func (p Proposal) Shut(lead string) bool { return p.Pinned(PinShut, lead, "") }
