package curation

import (
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Proposal is the groups of a cohort at one revision. Who is in no group waits.
type Proposal struct {
	Cohort   pug.CohortID `json:"cohort"`
	Revision int          `json:"revision"` // from 1
	Groups   []Group      `json:"groups"`   // by id
	Pins     []match.Pin  `json:"pins"`     // by id of Champion and member; in the groups as they stand, all are kept
	Named    []Lead       `json:"named"`    // Champions whom staff named (R7)
	Machine  Machine      `json:"machine"`
	People   string       `json:"people"` // names the people whom it is about, as the store keeps them

	// Last says what led to these groups, such as "moved Ada Hart to Group 2": that is what going back to the revision Undo takes back.
	// Next says the same of the revision Redo. A revision of 0: there is none.
	Last string `json:"last"`
	Undo int    `json:"undo"`
	Next string `json:"next"`
	Redo int    `json:"redo"`
}

// Group is a group as it is proposed.
type Group struct {
	ID      string   `json:"id"`      // see pug.GroupID
	Lead    string   `json:"lead"`    // id of the Champion's application
	Members []string `json:"members"` // ids of applications, sorted
}

// Machine is the latest proposal that was worked out rather than made by hand, with what is known of how good it is.
type Machine struct {
	Revision int    `json:"revision"`
	Value    Value  `json:"value"`
	Bound    *Value `json:"bound,omitempty"` // nothing is better than this; nil where it is proven that nothing is better around the pins of that time
}

// Entry is one line of a cohort's log: a revision, who made it and what it changed.
type Entry struct {
	Revision int       `json:"revision"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
	What     string    `json:"what"` // in the past tense
	Value    Value     `json:"value"`
}

// clone is a proposal that can be changed without touching p.
func (p Proposal) clone() Proposal {
	p.Groups, p.Pins, p.Named = slices.Clone(p.Groups), slices.Clone(p.Pins), slices.Clone(p.Named)
	for i, g := range p.Groups {
		p.Groups[i].Members = slices.Clone(g.Members)
	}
	return p
}

// changed is the revision after p with what a change made of it.
func (p Proposal) changed(what string) Proposal {
	p.Revision, p.Undo, p.Redo = p.Revision+1, p.Revision, 0
	p.Last, p.Next = what, ""
	return p
}

// undone is the revision after p with the groups as they were before what led to p's: before is the revision p.Undo.
func (p Proposal) undone(before Proposal) Proposal {
	before.Next, before.Redo = p.Last, p.Revision
	before.Revision = p.Revision + 1
	return before
}

// redone is the revision after p with the groups as they were before the undoing that led to p's: after is the revision p.Redo.
func (p Proposal) redone(after Proposal) Proposal {
	after.Revision = p.Revision + 1
	return after
}

// lead finds the group of a Champion; -1 where it is not open.
func (p Proposal) lead(id string) int {
	return slices.IndexFunc(p.Groups, func(g Group) bool { return g.Lead == id })
}

// group finds a group by its id; -1 where there is none.
func (p Proposal) group(id string) int {
	return slices.IndexFunc(p.Groups, func(g Group) bool { return g.ID == id })
}

// seat puts somebody who has no seat into the group.
func (p Proposal) seat(group int, member string) {
	g := &p.Groups[group]
	at, _ := slices.BinarySearch(g.Members, member)
	g.Members = slices.Insert(g.Members, at, member)
}

// unseat takes somebody out of whatever group they are in.
func (p Proposal) unseat(member string) {
	for i := range p.Groups {
		if at, found := slices.BinarySearch(p.Groups[i].Members, member); found {
			p.Groups[i].Members = slices.Delete(p.Groups[i].Members, at, at+1)
			return
		}
	}
}

// open adds a group without members, under the lowest number that is free.
func (p *Proposal) open(lead string) int {
	id := ""
	for n := 1; id == "" || p.group(id) >= 0; n++ {
		id = pug.GroupID(p.Cohort, n)
	}
	at := slices.IndexFunc(p.Groups, func(g Group) bool { return g.ID > id })
	if at < 0 {
		at = len(p.Groups)
	}
	p.Groups = slices.Insert(p.Groups, at, Group{ID: id, Lead: lead, Members: []string{}})
	return at
}
