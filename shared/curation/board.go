package curation

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Board is a proposal with the people that it is about.
type Board struct {
	pug.Proposal
	people    pug.People
	champions map[string]pug.Application // all of the cohort's, whatever became of them
	members   map[string]pug.Application // who may have a seat: approved, or waitlisted in review
	order     []string                   // their ids, in the order of the waitlist
	leads     map[string]pug.Lead        // who may lead: approved Champions, and whom staff named
	leading   map[string]bool            // applications as members of those whom staff named
	seated    map[string]int             // index of the group, by member
}

// NewBoard lays out a proposal.
func NewBoard(p pug.Proposal, people pug.People) *Board {
	b := &Board{champions: make(map[string]pug.Application, len(people.Champions)), members: make(map[string]pug.Application, len(people.Members)),
		leads: map[string]pug.Lead{}, people: people}
	for _, c := range people.Champions {
		b.champions[c.ID] = c
	}
	for _, m := range pug.InLine(people.Members) {
		b.members[m.ID] = m
		b.order = append(b.order, m.ID)
	}
	b.lay(p)
	return b
}

// Everyone is the people on the board.
func (b *Board) Everyone() pug.People { return b.people }

// With is the same people with another proposal.
func (b *Board) With(p pug.Proposal) *Board {
	next := &Board{people: b.people, champions: b.champions, members: b.members, order: b.order, leads: map[string]pug.Lead{}}
	next.lay(p)
	return next
}

func (b *Board) lay(p pug.Proposal) {
	b.Proposal, b.seated, b.leading = p, map[string]int{}, map[string]bool{}
	for _, c := range b.champions {
		if c.Status == pug.StatusApproved {
			b.leads[c.ID] = leadOf(c)
		}
	}
	for _, named := range p.Named {
		b.leads[named.Person.ID] = named
		if named.Member != "" {
			b.leading[named.Member] = true
		}
	}
	for i, g := range p.Groups {
		for _, id := range g.Members {
			b.seated[id] = i
		}
	}
}

// Member finds somebody who has a seat or may have one.
func (b *Board) Member(id string) (pug.Application, bool) {
	a, found := b.members[id]
	return a, found && !b.leading[id]
}

// Members lists who has a seat or may have one, in the order of the waitlist.
func (b *Board) Members() []pug.Application {
	all := make([]pug.Application, 0, len(b.order))
	for _, id := range b.order {
		if !b.leading[id] {
			all = append(all, b.members[id])
		}
	}
	return all
}

// Seat is the group in which somebody has a seat.
func (b *Board) Seat(member string) (pug.ProposedGroup, bool) {
	i, seated := b.seated[member]
	if !seated {
		return pug.ProposedGroup{}, false
	}
	return b.Groups[i], true
}

// Group finds a group by its id.
func (b *Board) Group(id string) (pug.ProposedGroup, bool) {
	i := b.Find(id)
	if i < 0 {
		return pug.ProposedGroup{}, false
	}
	return b.Groups[i], true
}

// Title is what staff call a group: "Group 2 (Pricing)".
func (b *Board) Title(g pug.ProposedGroup) string {
	return fmt.Sprintf("%s (%s)", g.Name(), b.LeadOf(g).Topic.Name)
}

// Published is the group as it is published, without its count of partners.
func (b *Board) Published(g pug.ProposedGroup) pug.Group {
	lead := b.LeadOf(g)
	return pug.Group{ID: g.ID, Cohort: b.Cohort, Topic: lead.Topic, Role: lead.Role, Region: lead.Region, Champion: lead.Person, State: pug.GroupProposed}
}

// Small lists the groups that have too few members to open.
func (b *Board) Small() []pug.ProposedGroup {
	var small []pug.ProposedGroup
	for _, g := range b.Groups {
		if len(g.Members) < pug.MinMembers {
			small = append(small, g)
		}
	}
	return small
}

// Value is what the proposal is worth, all groups counted, also those that are still too small.
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
