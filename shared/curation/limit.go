package curation

import (
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// bar says why somebody can't sit in the group (R4, R5); nil where they can. Their own seat there, and those of whoever leaves for them, do not count.
func (b *Board) bar(g pug.ProposedGroup, a pug.Application, leaves ...string) error {
	group, seats := b.Published(g), []pug.Seat{}
	for _, id := range g.Members {
		if id != a.ID && !slices.Contains(leaves, id) {
			seats = append(seats, pug.Seat{Member: b.members[id].Person()})
		}
	}
	no := func(format string, args ...any) error {
		return pug.Errorf(pug.Invalid, "%s can't sit in %s: %s", a.Name(), b.Title(g), fmt.Sprintf(format, args...))
	}
	switch group.Misfit(a) {
	case pug.MisfitRole:
		return no("it is for another role, %s.", group.Role.Label())
	case pug.MisfitTopic:
		return no("its topic is none of theirs.")
	case pug.MisfitRegion:
		return no("%s is not next to %s.", a.Region.Label(), group.Region.Label())
	case pug.MisfitChampion:
		return no("they lead it.")
	}
	switch {
	case ofChampion(group, a):
		return no("its Champion is of the same company.")
	case len(seats) >= pug.MemberSeats:
		return pug.Errorf(pug.Full, "%s is full: %d members and the Champion are as many as a group may have. Somebody has to leave, or change places.", b.Title(g), pug.MemberSeats)
	case !group.CompanyRoom(a.Company, seats):
		return no("%d of their company are in it already, as many as may be.", pug.CompanyCap)
	}
	return nil
}

// ofChampion says whether somebody is of the company of the group's Champion: then not even an empty group has room for them.
func ofChampion(group pug.Group, a pug.Application) bool { return !group.CompanyRoom(a.Company, nil) }

// Suits says whether the group is one for the member, as far as nothing but its people stands in the way: by role, topic, region and the
// Champion's company.
func (b *Board) Suits(g pug.ProposedGroup, a pug.Application) bool {
	group := b.Published(g)
	return group.Suits(a) && !ofChampion(group, a)
}

// Room says whether the member could have a seat in the group as it stands.
func (b *Board) Room(g pug.ProposedGroup, a pug.Application) bool { return b.bar(g, a) == nil }
