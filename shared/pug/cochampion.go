package pug

import "time"

// CoRequest is that somebody who leads a group asks staff for a co-Champion (L1).
type CoRequest struct {
	By    Person
	Who   Person // whom they propose: a member, or somebody else of whom the mail address is known
	Seats []Seat // of the group
	At    time.Time
}

// AskForCo is the matter that a request is for staff, with the act that settles it. pug.Invalid: it proposes nobody;
// what else keeps somebody from leading the group beside its Champion, see Accompany.
func (g Group) AskForCo(r CoRequest) (Matter, error) {
	if r.Who.Email == "" {
		return Matter{}, Errorf(Invalid, "Choose a member, or give an email address.")
	}
	n := Nominee{Person: r.Who}
	if seat, sits := SeatOfMember(Taken(r.Seats), r.Who.ID); sits {
		n.Seat = &seat
	}
	if r.Who.Email == g.Champion.Email && r.Who.ID == "" {
		n.Person = g.Champion
	}
	if _, err := g.Accompany(r.Seats, n, r.At); err != nil {
		return Matter{}, err
	}
	m := g.AsksForCo()
	m.Name, m.Since = r.By.WithCompany(), r.At.UTC()
	m.Detail = r.By.Name + " asks for " + r.Who.WithEmail() + " as the co-Champion of " + g.Name() + "."
	return m, nil
}

// AsksForCo is the matter of a request for a co-Champion as far as it is found by: there is one of a group at most.
func (g Group) AsksForCo() Matter { return Matter{Kind: MatterCo, Cohort: g.Cohort, ID: g.ID} }

// LogAskedForCo says that somebody who leads a group asked staff for a co-Champion.
func LogAskedForCo(g Group, by Person) Entry {
	return Entry{Deed: "asked for a co-Champion", Cohort: g.Cohort, About: []Subject{by.Subject(), g.Subject()},
		What: "{0} asked for a co-Champion of {1}"}
}
