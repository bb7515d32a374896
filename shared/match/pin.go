package match

import "fmt"

// Pin is what staff fixed by hand: a plan keeps it, whatever it costs. With a member, the pin puts them in the
// Champion's group or keeps them out of it; without one, it opens the Champion's group or keeps it from opening. A
// group that somebody is put in opens.
type Pin struct {
	Kind     PinKind `json:"kind"`
	Champion string  `json:"champion"`         // id: whose group
	Member   string  `json:"member,omitempty"` // id; empty for PinOpen and PinShut
	// Exempt says of a PinIn that the member need not fit, and that the company cap does not stop them. They take one
	// of the seats, and are counted among their company's when others are seated.
	Exempt bool `json:"exempt,omitempty"`
}

// PinKind is what a Pin fixes.
type PinKind string

// The kinds of pin.
const (
	PinIn   PinKind = "in"   // the member sits in the Champion's group
	PinOut  PinKind = "out"  // the member does not sit in the Champion's group
	PinOpen PinKind = "open" // the Champion's group opens
	PinShut PinKind = "shut" // the Champion's group does not open
)

// PinError is about pins that name nobody, break a rule, contradict each other, or leave a group that must open
// without enough members.
type PinError struct{ what string }

func (e *PinError) Error() string { return e.what }

// pins are a problem's pins, looked up by id.
type pins struct {
	in     map[string]string         // member -> Champion
	exempt map[string]string         // the same for those who need not fit
	out    map[string]map[string]int // member -> Champion -> index of the pin
	open   map[string]int            // Champion -> index of the pin that opens the group
	shut   map[string]int
}

// alone says whether pins about members set the Champion apart from others of the same topic, role and region.
func (f *pins) alone() map[string]bool {
	apart := map[string]bool{}
	for _, champion := range f.in {
		apart[champion] = true
	}
	for _, champions := range f.out {
		for champion := range champions {
			apart[champion] = true
		}
	}
	return apart
}

// pins reads the pins and reports the first that names nobody, breaks a rule or contradicts another.
func (p Problem) pins() (*pins, error) {
	f := &pins{in: map[string]string{}, exempt: p.exempt(), out: map[string]map[string]int{},
		open: map[string]int{}, shut: map[string]int{}}
	if len(p.Pins) == 0 {
		return f, nil
	}
	champions, members := p.pinned()
	for i, pin := range p.Pins {
		c, known := champions[pin.Champion]
		if !known {
			return nil, fmt.Errorf("pins[%d].champion: no such Champion %q", i, pin.Champion)
		}
		m, known := members[pin.Member]
		about := pin.Kind == PinIn || pin.Kind == PinOut
		switch {
		case about && !known:
			return nil, fmt.Errorf("pins[%d].member: no such member %q", i, pin.Member)
		case !about && pin.Kind != PinOpen && pin.Kind != PinShut:
			return nil, fmt.Errorf("pins[%d].kind: %q is none of in, out, open, shut", i, pin.Kind)
		case !about && pin.Member != "":
			return nil, fmt.Errorf("pins[%d].member: is %q, but %q is about a whole group", i, pin.Member, pin.Kind)
		}
		if err := f.add(p, i, c, m); err != nil {
			return nil, fmt.Errorf("pins[%d].%w", i, err)
		}
	}
	return f, f.conflicts(p, members)
}

// exempt are the members who need not fit, with the Champion of their group.
func (p Problem) exempt() map[string]string {
	exempt := map[string]string{}
	for _, pin := range p.Pins {
		if pin.Kind == PinIn && pin.Exempt {
			exempt[pin.Member] = pin.Champion
		}
	}
	return exempt
}

// pinned are the Champions, and the members whom pins name, by id.
func (p Problem) pinned() (champions map[string]Champion, members map[string]Member) {
	named := map[string]bool{}
	for _, pin := range p.Pins {
		named[pin.Member] = true
	}
	some := p
	some.Members = nil
	for _, m := range p.Members {
		if named[m.ID] {
			some.Members = append(some.Members, m)
		}
	}
	return some.byID()
}

// add takes in the pin number i; the error begins with the field.
func (f *pins) add(p Problem, i int, c Champion, m Member) error {
	switch p.Pins[i].Kind {
	case PinOpen:
		f.open[c.ID] = i
	case PinShut:
		f.shut[c.ID] = i
	case PinOut:
		if f.out[m.ID] == nil {
			f.out[m.ID] = map[string]int{}
		}
		f.out[m.ID][c.ID] = i
	case PinIn:
		if other, twice := f.in[m.ID]; twice && other != c.ID {
			return fmt.Errorf("champion: member %q is in the group of %q by another pin, and can't be in that of %q",
				m.ID, other, c.ID)
		}
		exempt := f.exempt[m.ID] == c.ID
		if !exempt && !p.Fits(c, m) {
			return fmt.Errorf("champion: member %q does not fit the group of %q by role, topic or region", m.ID, c.ID)
		}
		if !exempt && sameCompany(c.Company, m.Company) {
			return fmt.Errorf("champion: %q is of the same company as member %q", c.ID, m.ID)
		}
		f.in[m.ID] = c.ID
		if _, opened := f.open[c.ID]; !opened {
			f.open[c.ID] = i
		}
	}
	return nil
}

// conflicts looks for pins that contradict each other, in the order of the list.
func (f *pins) conflicts(p Problem, members map[string]Member) error {
	seats, colleagues, counted := map[string]int{}, map[[2]string]int{}, map[string]bool{}
	for i, pin := range p.Pins {
		if j, shut := f.shut[pin.Champion]; shut && (pin.Kind == PinOpen || pin.Kind == PinIn) {
			return fmt.Errorf("pins[%d].kind: %q opens the group of %q, pins[%d] keeps it shut",
				i, pin.Kind, pin.Champion, j)
		}
		if pin.Kind != PinIn || counted[pin.Member] {
			continue
		}
		counted[pin.Member] = true
		if j, out := f.out[pin.Member][pin.Champion]; out {
			return fmt.Errorf("pins[%d].kind: member %q is in the group of %q, by pins[%d] out of it",
				i, pin.Member, pin.Champion, j)
		}
		if seats[pin.Champion]++; seats[pin.Champion] > p.Params.Seats {
			return fmt.Errorf("pins[%d].member: %q is one more than the %d seats of the group of %q",
				i, pin.Member, p.Params.Seats, pin.Champion)
		}
		if f.exempt[pin.Member] == pin.Champion {
			continue
		}
		firm := [2]string{pin.Champion, members[pin.Member].Company}
		if colleagues[firm]++; firm[1] != "" && colleagues[firm] > p.Params.CompanyCap {
			return fmt.Errorf("pins[%d].member: with %q more than %d members of one company are in the group of %q",
				i, pin.Member, p.Params.CompanyCap, pin.Champion)
		}
	}
	if len(f.open) > p.Params.MaxGroups {
		return fmt.Errorf("pins: %d groups are to open, params.max_groups is %d", len(f.open), p.Params.MaxGroups)
	}
	return nil
}
