package curation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Board is a proposal with the people that it is about.
type Board struct {
	Proposal
	people    People
	champions map[string]pug.Application // all of the cohort's, whatever became of them
	members   map[string]pug.Application // who may have a seat: approved, or waitlisted in review
	order     []string                   // their ids, in the order of the waitlist
	leads     map[string]Lead            // who may lead: approved Champions, and whom staff named
	leading   map[string]bool            // applications as members of those whom staff named
	seated    map[string]int             // index of the group, by member
}

// NewBoard lays out a proposal.
func NewBoard(p Proposal, people People) *Board {
	b := &Board{champions: make(map[string]pug.Application, len(people.Champions)), members: make(map[string]pug.Application, len(people.Members)),
		leads: map[string]Lead{}, people: people}
	for _, c := range people.Champions {
		b.champions[c.ID] = c
	}
	for _, m := range people.Members {
		if rank(m) >= 0 {
			b.members[m.ID] = m
		}
	}
	b.order = inLine(people.Members)
	b.lay(p)
	return b
}

// Everyone is the people on the board.
func (b *Board) Everyone() People { return b.people }

// With is the same people with another proposal.
func (b *Board) With(p Proposal) *Board {
	next := &Board{people: b.people, champions: b.champions, members: b.members, order: b.order, leads: map[string]Lead{}}
	next.lay(p)
	return next
}

func (b *Board) lay(p Proposal) {
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

// leadOf is what a Champion applied to lead.
func leadOf(c pug.Application) Lead {
	return Lead{Person: c.Person(), Topic: c.Topic(), Role: c.Role, Region: c.Region}
}

// Lead is who may lead a group by their id.
func (b *Board) Lead(id string) (Lead, bool) {
	lead, found := b.leads[id]
	return lead, found
}

// LeadOf is who leads the group.
func (b *Board) LeadOf(g Group) Lead { return b.leads[g.Lead] }

// Free lists those who may lead and do not: approved Champions without a group, by topic, role, region and id.
func (b *Board) Free() []Lead {
	var free []Lead
	for id, lead := range b.leads {
		if b.lead(id) < 0 {
			free = append(free, lead)
		}
	}
	slices.SortFunc(free, compareLeads)
	return free
}

func compareLeads(a, b Lead) int {
	return cmp.Or(cmp.Compare(a.Topic.Key, b.Topic.Key), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Person.ID, b.Person.ID))
}

// Member finds somebody who has a seat or may have one.
func (b *Board) Member(id string) (pug.Application, bool) {
	a, found := b.members[id]
	return a, found && !b.leading[id]
}

// Everybody lists who has a seat or may have one, in the order of the waitlist.
func (b *Board) Everybody() []pug.Application {
	all := make([]pug.Application, 0, len(b.order))
	for _, id := range b.order {
		if !b.leading[id] {
			all = append(all, b.members[id])
		}
	}
	return all
}

// Seat is the group in which somebody has a seat.
func (b *Board) Seat(member string) (Group, bool) {
	i, seated := b.seated[member]
	if !seated {
		return Group{}, false
	}
	return b.Groups[i], true
}

// Group finds a group by its id.
func (b *Board) Group(id string) (Group, bool) {
	i := b.group(id)
	if i < 0 {
		return Group{}, false
	}
	return b.Groups[i], true
}

// Title is what staff call a group: "Group 2 (Pricing)".
func (b *Board) Title(g Group) string {
	return fmt.Sprintf("%s (%s)", g.Name(), b.LeadOf(g).Topic.Name)
}

// Name is the group's number in words: "Group 2".
func (g Group) Name() string {
	return "Group " + strings.TrimLeft(strings.TrimPrefix(pug.ShortGroup(g.ID), "g"), "0")
}

// Published is the group as it is published, without its count of partners.
func (b *Board) Published(g Group) pug.Group {
	lead := b.LeadOf(g)
	return pug.Group{ID: g.ID, Cohort: b.Cohort, Topic: lead.Topic, Role: lead.Role, Region: lead.Region, Champion: lead.Person, State: pug.GroupProposed}
}

// Small lists the groups that have too few members to open.
func (b *Board) Small() []Group {
	var small []Group
	for _, g := range b.Groups {
		if len(g.Members) < pug.MinMembers {
			small = append(small, g)
		}
	}
	return small
}

// Value is what the proposal is worth, all groups counted, also those that are still too small.
func (b *Board) Value() Value {
	var v Value
	for _, g := range b.Groups {
		for _, id := range g.Members {
			v.Placed++
			v.Score += b.points(g, id)
		}
	}
	return v
}

// points is what a seat in the group adds to the score.
func (b *Board) points(g Group, member string) int {
	return params().Points(champion(b.LeadOf(g)), seeker(b.members[member]))
}

// Fit says how well a group fits somebody.
type Fit struct {
	Choice     int // which of their topics the group's is, from 1; 0: none
	SameRegion bool
	Points     int
}

// Fit says how well the group fits the member.
func (b *Board) Fit(g Group, member string) Fit {
	lead, a := b.LeadOf(g), b.members[member]
	f := Fit{Choice: slices.Index(topicKeys(a), lead.Topic.Key) + 1, SameRegion: lead.Region == a.Region}
	if f.Choice > 0 {
		f.Points = b.points(g, member)
	}
	return f
}

// topicKeys lists the topics of an application, best first, each once.
func topicKeys(a pug.Application) []string {
	var keys []string
	for _, t := range a.Topics {
		if !slices.Contains(keys, t.Key) {
			keys = append(keys, t.Key)
		}
	}
	return keys
}

// Problem is what package match is asked: to form the groups anew around the pins. Of those waitlisted in review it has whom staff pinned
// into a group, and no pins about the others.
func (b *Board) Problem() match.Problem {
	p := match.Problem{Params: params(), Adjacency: adjacency()}
	for _, pin := range b.Pins {
		if pin.Member == "" || b.matched(b.members[pin.Member]) {
			p.Pins = append(p.Pins, pin)
		}
	}
	for _, lead := range b.leads {
		p.Champions = append(p.Champions, champion(lead))
	}
	for _, m := range b.members {
		if b.matched(m) {
			p.Members = append(p.Members, seeker(m))
		}
	}
	return p
}

// matched says whether a new proposal may give somebody a seat.
func (b *Board) matched(m pug.Application) bool {
	return !b.leading[m.ID] && (m.Status == pug.StatusApproved || b.PinsOf(m.ID).In)
}

// params are the programme's numbers.
func params() match.Params {
	return match.Params{Seats: pug.MemberSeats, MinMembers: pug.MinMembers, MaxGroups: pug.MaxGroups, CompanyCap: pug.CompanyCap,
		PrefPoints: []int{100, 60, 30, 10}, RegionSame: 20, RegionAdjacent: 0}
}

func adjacency() match.Adjacency {
	var pairs match.Adjacency
	for _, pair := range pug.AdjacentRegions() {
		pairs = append(pairs, [2]string{string(pair[0]), string(pair[1])})
	}
	return pairs
}

func champion(l Lead) match.Champion {
	return match.Champion{ID: l.Person.ID, Topic: l.Topic.Key, Role: string(l.Role), Region: string(l.Region), Company: pug.CompanyKey(l.Person.Company)}
}

func seeker(m pug.Application) match.Member {
	return match.Member{ID: m.ID, Role: string(m.Role), Region: string(m.Region), Company: pug.CompanyKey(m.Company), Prefs: topicKeys(m)}
}
