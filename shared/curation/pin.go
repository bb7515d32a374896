package curation

import (
	"cmp"
	"slices"

	"github.com/partnerusergroups/pugs/shared/match"
)

// pinned says whether there is such a pin.
func (p Proposal) pinned(pin match.Pin) bool { return slices.Contains(p.Pins, pin) }

// pin adds a pin and keeps the list in order.
func (p *Proposal) pin(kind match.PinKind, lead, member string) {
	pin := match.Pin{Kind: kind, Champion: lead, Member: member}
	if p.pinned(pin) {
		return
	}
	p.Pins = append(p.Pins, pin)
	slices.SortFunc(p.Pins, func(a, b match.Pin) int {
		return cmp.Or(cmp.Compare(a.Champion, b.Champion), cmp.Compare(a.Member, b.Member), cmp.Compare(a.Kind, b.Kind))
	})
}

// unpin removes the pins of which all holds that is given: an empty member stands for pins about whole groups only, a kind or lead that is
// empty for any.
func (p *Proposal) unpin(kind match.PinKind, lead, member string) {
	p.Pins = slices.DeleteFunc(p.Pins, func(pin match.Pin) bool {
		return pin.Member == member && (kind == "" || pin.Kind == kind) && (lead == "" || pin.Champion == lead)
	})
}

// forget removes every pin that a Champion's group is in.
func (p *Proposal) forget(lead string) {
	p.Pins = slices.DeleteFunc(p.Pins, func(pin match.Pin) bool { return pin.Champion == lead })
}

// Pins are what is pinned about one member.
type Pins struct {
	In  bool     // where they sit
	Out []string // Champions in whose groups they do not sit, by id
}

// PinsOf gathers what is pinned about a member.
func (p Proposal) PinsOf(member string) Pins {
	var pins Pins
	for _, pin := range p.Pins {
		switch {
		case pin.Member != member:
		case pin.Kind == match.PinIn:
			pins.In = true
		case pin.Kind == match.PinOut:
			pins.Out = append(pins.Out, pin.Champion)
		}
	}
	return pins
}

// Held says whether staff pinned that the Champion's group opens.
func (p Proposal) Held(lead string) bool {
	return p.pinned(match.Pin{Kind: match.PinOpen, Champion: lead})
}

// Shut says whether staff pinned that the Champion's group does not open.
func (p Proposal) Shut(lead string) bool {
	return p.pinned(match.Pin{Kind: match.PinShut, Champion: lead})
}
