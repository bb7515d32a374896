package curation

import (
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/fault"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// bar says why somebody can't sit in the group (R4, R5); nil where they can. Their own seat there, and those of whoever leaves for them, do not count.
func (b *Board) bar(g Group, a pug.Application, leaves ...string) error {
	lead, fit := b.LeadOf(g), b.Fit(g, a.ID)
	no := func(format string, args ...any) error {
		return fault.New(fault.Invalid, "%s can't sit in %s: %s", a.Name(), b.Title(g), fmt.Sprintf(format, args...))
	}
	switch {
	case a.Role != lead.Role:
		return no("it is for another role, %s.", lead.Role.Label())
	case fit.Choice == 0:
		return no("its topic is none of theirs.")
	case !lead.Region.Meets(a.Region):
		return no("%s is not next to %s.", a.Region.Label(), lead.Region.Label())
	case a.Email == lead.Person.Email:
		return no("they lead it.")
	case sameCompany(a.Company, lead.Person.Company):
		return no("its Champion is of the same company.")
	}
	seats, colleagues := 0, 0
	for _, id := range g.Members {
		if id == a.ID || slices.Contains(leaves, id) {
			continue
		}
		seats++
		if sameCompany(b.members[id].Company, a.Company) {
			colleagues++
		}
	}
	switch {
	case seats >= pug.MemberSeats:
		return fault.New(fault.Full, "%s is full: %d members and the Champion are as many as a group may have. Somebody has to leave, or change places.", b.Title(g), pug.MemberSeats)
	case colleagues >= pug.CompanyCap:
		return no("%d of their company are in it already, as many as may be.", colleagues)
	}
	return nil
}

func sameCompany(a, b string) bool {
	key := pug.CompanyKey(a)
	return key != "" && key == pug.CompanyKey(b)
}

// Suits says whether the group is one for the member, as far as nothing but its people stands in the way: by role, topic, region and the
// Champion's company.
func (b *Board) Suits(g Group, a pug.Application) bool {
	lead := b.LeadOf(g)
	return b.Published(g).Suits(a) && !sameCompany(a.Company, lead.Person.Company)
}

// Room says whether the member could have a seat in the group as it stands.
func (b *Board) Room(g Group, a pug.Application) bool { return b.bar(g, a) == nil }
