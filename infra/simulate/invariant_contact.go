package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// staleContacts: what contacts at HubSpot show is what the records say. The contact of who has another address now
// keeps the one by which they applied. Of who was erased, staff delete it; that of a misspelt address shows nothing.
func staleContacts(s Snapshot) []string {
	people, moved := map[string][]pug.Application{}, map[string][]pug.Application{}
	for _, a := range s.Applications {
		people[a.Email] = append(people[a.Email], a)
	}
	for _, a := range s.Applications {
		for _, was := range a.Addresses()[1:] {
			moved[was] = people[a.Email]
		}
	}
	var broken []string
	for _, c := range s.Contacts {
		theirs := people[c.Value("email")]
		if len(theirs) == 0 {
			theirs = moved[c.Value("email")]
		}
		a, known := pug.Foremost(theirs, s.closed)
		gaveWay := slices.ContainsFunc(theirs, func(a pug.Application) bool { return a.Instead != "" })
		if !known || !a.Erased.IsZero() || gaveWay { // all were replaced, or what came of it is in no cohort
			continue
		}
		want := contact.Values(s.contact(a))
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if got := c.Value(name); got != want[name] {
				broken = append(broken, fmt.Sprintf("%s of %s is %q, not %q", name, a.ID, got, want[name]))
			}
		}
	}
	return broken
}

func (s Snapshot) closed(id pug.CohortID) bool {
	c, _ := s.cohort(id)
	return c.Stage == pug.StageClosed
}

// contact is what is true of an application's person.
func (s Snapshot) contact(a pug.Application) pug.Contact {
	for _, g := range s.Groups {
		if g.ID != a.LastGroup() {
			continue
		}
		for _, seat := range g.Seats {
			if seat.Member.ID == a.ID && seat.Sat() {
				return a.Contact(g.Group, pug.History(g.Meetings, seat, g.Reports.Of(a.ID)))
			}
		}
		return a.Contact(g.Group, nil)
	}
	return a.Contact(pug.Group{}, nil)
}
