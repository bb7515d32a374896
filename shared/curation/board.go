package curation

import (
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Board is a proposal with the people that it is about.
type Board struct {
	pug.Proposal
	people    pug.People
	champions map[string]pug.Application // all of the cohort's, whatever became of them
	members   map[string]pug.Application // who may have a seat: approved, or waitlisted in review
	order     []string                   // their ids, in the order of the waitlist
	addresses map[string][]int           // of whoever applied as a member, by mail address, which several may share
	leads     map[string]pug.Lead        // who may lead: approved Champions, and whom staff named
	leading   map[string]string          // who may lead, by their application as a member
	unopened  map[string]bool            // applications as members of those who may lead, and whose group did not open
	seated    map[string]int             // index of the group, by member
}

// NewBoard lays out a proposal. Whom staff named before they applied is known by their application.
func NewBoard(p pug.Proposal, people pug.People) *Board {
	b := &Board{
		people:    people,
		champions: make(map[string]pug.Application, len(people.Champions)),
		members:   make(map[string]pug.Application, len(people.Members)),
		addresses: make(map[string][]int, len(people.Members)),
	}
	for _, c := range people.Champions {
		b.champions[c.ID] = c
	}
	for i, m := range people.Members {
		b.addresses[m.Email] = append(b.addresses[m.Email], i)
	}
	for _, m := range pug.InLine(people.Members) {
		b.members[m.ID] = m
		b.order = append(b.order, m.ID)
	}
	for _, named := range p.Named {
		if a, applied := b.champion(named.Person); applied {
			p = p.Known(named.Person.ID, a.Person())
		}
	}
	return b.With(p)
}

// member finds the application as a member that counts for a person.
func (b *Board) member(p pug.Person) (pug.Application, bool) {
	for _, i := range b.addresses[p.Email] {
		if a := b.people.Members[i]; stands(a) && a.Person().Is(p) {
			return a, true
		}
	}
	return pug.Application{}, false
}

// champion finds the application as a Champion that counts for a person.
func (b *Board) champion(p pug.Person) (pug.Application, bool) {
	for _, a := range b.people.Champions {
		if stands(a) && a.Person().Is(p) {
			return a, true
		}
	}
	return pug.Application{}, false
}

// stands says whether an application could be decided, whatever became of it, and no other has taken its place.
func stands(a pug.Application) bool {
	return a.Status != pug.StatusReplaced && a.Status != pug.StatusOdd
}

// ambiguous says whether p, of whom staff may have given no name or a part of it, can be more than one of those who
// have applied from the address.
func (b *Board) ambiguous(p pug.Person) bool {
	var found []pug.Person
	for _, a := range slices.Concat(b.people.Champions, b.people.Members) {
		if stands(a) && a.Person().Is(p) {
			found = append(found, a.Person())
		}
	}
	return slices.ContainsFunc(found, func(other pug.Person) bool { return !other.Is(found[0]) })
}

// Everyone is the people on the board.
func (b *Board) Everyone() pug.People { return b.people }

// With is the same people with another proposal.
func (b *Board) With(p pug.Proposal) *Board {
	next := &Board{
		Proposal: p, people: b.people, champions: b.champions, members: b.members, order: b.order,
		addresses: b.addresses,
		leads:     map[string]pug.Lead{}, leading: map[string]string{}, seated: map[string]int{},
	}
	for _, c := range b.champions {
		if c.Status == pug.StatusApproved {
			next.leads[c.ID] = pug.Lead{Person: c.Person(), Topic: c.Topic(), Role: c.Role, Region: c.Region}
			if a, applied := b.member(c.Person()); applied { // before staff named them as a Champion
				next.leading[a.ID] = c.ID
			}
		}
	}
	for _, named := range p.Named {
		next.leads[named.Person.ID] = named
		if named.Member != "" {
			next.leading[named.Member] = named.Person.ID
		}
		if a, applied := b.member(named.Person); applied {
			next.leading[a.ID] = named.Person.ID
		}
	}
	for i, g := range p.Groups {
		for _, id := range g.Members {
			next.seated[id] = i
		}
	}
	return next
}

// Opened is the same board once its groups are published: whoever may lead and leads none of them takes part as a
// member, if they have applied as one too.
func (b *Board) Opened() *Board {
	next := b.With(b.Proposal)
	next.unopened = map[string]bool{}
	for member, lead := range next.leading {
		if b.LedBy(lead) < 0 {
			next.unopened[member] = true
			delete(next.leading, member)
		}
	}
	return next
}

// leadsAs says whether an application as a member is of somebody who may lead.
func (b *Board) leadsAs(member string) bool { return b.leading[member] != "" }

// Member finds somebody who has a seat or may have one.
func (b *Board) Member(id string) (pug.Application, bool) {
	a, found := b.members[id]
	return a, found && !b.leadsAs(id)
}

// TakesPart says whether somebody has a seat, or may have one, as a member.
func (b *Board) TakesPart(p pug.Person) bool {
	a, applied := b.member(p)
	_, takesPart := b.Member(a.ID)
	return applied && takesPart
}

// Members lists everybody who has a seat or may have one, in the order of the waitlist.
func (b *Board) Members() []pug.Application {
	return b.listed(func(id string) bool { return !b.leadsAs(id) })
}

// line lists those who have no seat, in the order of the waitlist.
func (b *Board) line() []pug.Application { return b.listed(b.waits) }

func (b *Board) listed(which func(id string) bool) []pug.Application {
	var all []pug.Application
	for _, id := range b.order {
		if which(id) {
			all = append(all, b.members[id])
		}
	}
	return all
}

func (b *Board) waits(id string) bool {
	_, seated := b.seated[id]
	return !seated && !b.leadsAs(id)
}

// Waiters is how many people wait.
func (b *Board) Waiters() int {
	return len(b.line())
}

// Seat is the group in which somebody has a seat.
func (b *Board) Seat(member string) (pug.ProposedGroup, bool) {
	i, seated := b.seated[member]
	if !seated {
		return pug.ProposedGroup{}, false
	}
	return b.Groups[i], true
}

// Where is the group in which somebody sits, or the waitlist.
func (b *Board) Where(member string) string {
	if g, seated := b.Seat(member); seated {
		return b.Title(g)
	}
	return "the waitlist"
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
	return pug.Group{
		ID: g.ID, Cohort: b.Cohort, Topic: lead.Topic, Role: lead.Role, Region: lead.Region, Champion: lead.Person,
		State: pug.GroupProposed,
	}
}

// Small lists the groups that have too few members to open.
func (b *Board) Small() []pug.ProposedGroup {
	return slices.DeleteFunc(slices.Clone(b.Groups), func(g pug.ProposedGroup) bool { return !g.Small() })
}
