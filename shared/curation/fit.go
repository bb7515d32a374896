package curation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Fit says how well a group fits somebody.
type Fit struct {
	Choice     int // which of their topics the group's is, from 1; 0: none
	SameRegion bool
	SameRole   bool
	Misfits    []pug.Misfit // what does not fit; then the seat is an exception
}

// Fit says how well the group fits the member.
func (b *Board) Fit(g pug.ProposedGroup, member string) Fit {
	lead, a := b.LeadOf(g), b.members[member]
	choice := slices.IndexFunc(distinct(a.Topics), func(t pug.Topic) bool { return t.Key == lead.Topic.Key }) + 1
	return Fit{Choice: choice, SameRegion: lead.Region == a.Region, SameRole: lead.Role == a.Role,
		Misfits: b.Published(g).Misfits(a)}
}

// Lacks says whether something about the group does not fit.
func (f Fit) Lacks(m pug.Misfit) bool { return slices.Contains(f.Misfits, m) }

// String says in a few words how well the group fits somebody who sits in it: "2nd choice, next to their region", "1st
// choice, similar role". The own region and the own role, which most have, go without saying where the other is not.
func (f Fit) String() string {
	words := f.Rank() + " choice"
	if f.Lacks(pug.MisfitTopic) {
		words = "not their topic"
	}
	switch {
	case f.Lacks(pug.MisfitRegion):
		words += ", another region"
	case !f.SameRegion:
		words += ", next to their region"
	case f.SameRole:
		words += ", their region"
	}
	switch {
	case f.Lacks(pug.MisfitRole):
		words += ", another role"
	case !f.SameRole:
		words += ", similar role"
	}
	return words
}

// Rank is the choice as an ordinal: "1st".
func (f Fit) Rank() string {
	if f.Choice < 1 || f.Choice > pug.MaxTopics {
		return "no"
	}
	return [pug.MaxTopics]string{"1st", "2nd", "3rd", "4th"}[f.Choice-1]
}

// points is what a seat in the group adds to the score. What does not fit adds none.
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

// against says in a sentence what speaks against somebody's seat in the group (R4, R5), which staff may give them all
// the same; empty if nothing does. Their own seat there, and those of whoever leaves for them, do not count. The error
// is for what staff can't overrule: pug.Full where no seat is free, pug.Invalid where they lead the group.
func (b *Board) against(g pug.ProposedGroup, a pug.Application, leave ...string) (string, error) {
	group, seats := b.Published(g), []pug.Seat{}
	for _, id := range g.Members {
		if id != a.ID && !slices.Contains(leave, id) {
			seats = append(seats, pug.Seat{Member: b.members[id].Person()})
		}
	}
	var reasons []string
	for _, misfit := range group.Misfits(a) {
		switch misfit {
		case pug.MisfitRole:
			reasons = append(reasons, fmt.Sprintf("%s is not similar to %s", a.Role.Label(), group.Role.Label()))
		case pug.MisfitTopic:
			reasons = append(reasons, "its topic is none of theirs")
		case pug.MisfitRegion:
			reasons = append(reasons, fmt.Sprintf("%s is not next to %s", a.Region.Label(), group.Region.Label()))
		case pug.MisfitChampion:
			return "", pug.Errorf(pug.Invalid, "%s can't sit in %s: they lead it.", a.Name(), b.Title(g))
		}
	}
	switch {
	case len(seats) >= pug.MemberSeats:
		return "", pug.Errorf(pug.Full, "%s is full: %d members and the Champion are as many as a group may have. "+
			"Somebody has to leave, or change places.", b.Title(g), pug.MemberSeats)
	case ofChampion(group, a):
		reasons = append(reasons, "its Champion is of the same company")
	case !group.CompanyRoom(a.Person(), seats):
		reasons = append(reasons, fmt.Sprintf("at most %d of one company may be in it", pug.CompanyCap))
	}
	if reasons == nil {
		return "", nil
	}
	return fmt.Sprintf("%s does not fit %s: %s.", a.Name(), b.Title(g), strings.Join(reasons, "; ")), nil
}

// ofChampion says whether somebody works for the Champion's company: then not even an empty group has room for them.
func ofChampion(group pug.Group, a pug.Application) bool { return !group.CompanyRoom(a.Person(), nil) }

// Suits says whether the group is one for the member by role, topic, region and the Champion's company, whoever sits
// there.
func (b *Board) Suits(g pug.ProposedGroup, a pug.Application) bool {
	group := b.Published(g)
	return group.Suits(a) && !ofChampion(group, a)
}

// Room says whether the group, as it stands once some leave it, has a seat for the member and fits them.
func (b *Board) Room(g pug.ProposedGroup, a pug.Application, leave ...string) bool {
	against, err := b.against(g, a, leave...)
	return against == "" && err == nil
}
