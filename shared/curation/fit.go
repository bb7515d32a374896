package curation

import (
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Fit says how well a group fits somebody.
type Fit struct {
	Choice     int // which of their topics the group's is, from 1; 0: none
	SameRegion bool
	Points     int
}

// Fit says how well the group fits the member.
func (b *Board) Fit(g pug.ProposedGroup, member string) Fit {
	lead, a := b.LeadOf(g), b.members[member]
	choice := slices.IndexFunc(distinct(a.Topics), func(t pug.Topic) bool { return t.Key == lead.Topic.Key }) + 1
	f := Fit{Choice: choice, SameRegion: lead.Region == a.Region}
	if f.Choice > 0 {
		f.Points = b.points(g, member)
	}
	return f
}

// String says in a few words how well the group fits somebody who sits in it: "2nd choice, next to their region".
func (f Fit) String() string {
	region := "next to their region"
	if f.SameRegion {
		region = "their region"
	}
	return f.Rank() + " choice, " + region
}

// Rank is the choice as an ordinal: "1st".
func (f Fit) Rank() string {
	if f.Choice < 1 || f.Choice > pug.MaxTopics {
		return "no"
	}
	return [pug.MaxTopics]string{"1st", "2nd", "3rd", "4th"}[f.Choice-1]
}

// points is what a seat in the group adds to the score.
func (b *Board) points(g pug.ProposedGroup, member string) int {
	return params().Points(champion(b.LeadOf(g)), seeker(b.members[member]))
}

// Value is what the proposal is worth with all of its groups, also those that are still too small.
func (b *Board) Value() pug.Value {
	var v pug.Value
	for _, g := range b.Groups {
		for _, id := range g.Members {
			v.Placed++
			v.Score += b.points(g, id)
		}
	}
	return v
}

// FirstChoices is how many members sit in a group on their first topic.
func (b *Board) FirstChoices() int {
	n := 0
	for _, g := range b.Groups {
		for _, id := range g.Members {
			if b.Fit(g, id).Choice == 1 {
				n++
			}
		}
	}
	return n
}

// bar says why somebody can't sit in the group (R4, R5); nil if they can. Their own seat there, and those of whoever
// leaves for them, do not count.
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
		return pug.Errorf(pug.Full, "%s is full: %d members and the Champion are as many as a group may have. "+
			"Somebody has to leave, or change places.", b.Title(g), pug.MemberSeats)
	case !group.CompanyRoom(a.Person(), seats):
		return no("%d of their company are in it already, as many as may be.", pug.CompanyCap)
	}
	return nil
}

// ofChampion says whether somebody works for the Champion's company: then not even an empty group has room for them.
func ofChampion(group pug.Group, a pug.Application) bool { return !group.CompanyRoom(a.Person(), nil) }

// Suits says whether the group is one for the member by role, topic, region and the Champion's company, whoever sits
// there.
func (b *Board) Suits(g pug.ProposedGroup, a pug.Application) bool {
	group := b.Published(g)
	return group.Suits(a) && !ofChampion(group, a)
}

// Room says whether the member could have a seat in the group as it stands.
func (b *Board) Room(g pug.ProposedGroup, a pug.Application) bool { return b.bar(g, a) == nil }
