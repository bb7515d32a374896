package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// erases is the act by which staff erase all that is known of a person (L12).
const erases = "erase"

// erasures are of those who may be erased, who lead no group to its end, and whom their form alone tells of, now and
// later.
func (s scout) erasures() []chance {
	c, err := s.records.Cohort(context.Background(), s.cohort)
	if err != nil || s.cohort != slices.Max(s.cohorts) {
		return nil
	}
	known := map[string]bool{}
	groups, _ := s.records.Groups(context.Background(), s.cohort)
	for _, g := range groups {
		for _, p := range g.Leaders() {
			known[p.Email] = true
		}
	}
	for _, a := range s.applied(s.cohorts...) { // whoever has a twin leaves their name behind
		known[a.Email] = known[a.Email] || a.Email == "" || a.Origin != pug.OriginForm || len(a.Twins) > 0
	}
	var all []chance
	for _, a := range s.applications() {
		if !known[a.Email] && a.Erasable(c) == nil {
			all = append(all, about(a.ID, a.Email, erases, "confirmed", a.Email))
		}
	}
	return all
}

// recall gives whoever was erased the name and the address by which they applied, since the records know them no more.
func (s *Snapshot) recall() {
	sent := map[string]pug.Person{}
	for _, d := range s.Notes.Deliveries {
		sent[d.Application] = pug.Person{ID: d.Application, Name: first(d.Submission.Email) + " Example",
			Email: d.Submission.Email}
	}
	recall := func(p *pug.Person) {
		if p.Email == "" && p.ID != "" {
			*p = sent[p.ID]
		}
	}
	for i := range s.Applications {
		if a := &s.Applications[i]; !a.Erased.IsZero() && sent[a.ID].Email != "" {
			a.Email, a.FirstName, a.LastName = sent[a.ID].Email, first(sent[a.ID].Email), "Example"
		}
	}
	for i := range s.Waitlist {
		recall(&s.Waitlist[i].Person)
	}
	for i, g := range s.Groups {
		for _, leader := range []*pug.Person{&s.Groups[i].Champion, g.Co} {
			if leader != nil && leader.Email == "" && leader.ID != "" { // HubSpot shows that they have no name
				leader.Email = sent[leader.ID].Email
			}
		}
		for i := range g.Seats {
			recall(&g.Seats[i].Member)
		}
		for i := range g.Flags {
			recall(&g.Flags[i].Member)
		}
		for i := range g.Offers {
			recall(&g.Offers[i].Person)
		}
	}
}

// first is the first name that somebody has, by their address.
func first(email string) string {
	local, _, _ := strings.Cut(email, "@")
	if local == "" {
		return ""
	}
	return capital(local)
}

// erased says whether nothing is to be known any more of whoever applied from an address.
func (s Snapshot) erased(email string) bool {
	is := false
	for _, a := range s.Applications {
		switch {
		case a.Email != email && a.Email != moved(email):
		case a.Erased.IsZero():
			return false
		default:
			is = true
		}
	}
	return is
}

// namesErased says whether a subject names somebody who was erased.
func (s Snapshot) namesErased(subject string) bool {
	return slices.ContainsFunc(s.Applications, func(a pug.Application) bool {
		return !a.Erased.IsZero() && a.Email != "" && strings.Contains(subject, first(a.Email)+" ")
	})
}

// An erasure that has broken off is gone on with twice a week, by a function that has half a minute: where each call
// takes longer than slowest, it does not get through what it does in one go.
const (
	goneOn  = 8 * day // after two rounds
	slowest = time.Second
)

// traces are where people who were erased still stand, by the addresses by which they applied.
func (p *player) traces(s Snapshot) map[string][]string {
	left := map[string][]string{}
	for _, a := range s.Applications {
		if !s.erased(a.Email) || s.At.Sub(a.Erased) < goneOn || p.world.Latency > slowest {
			continue
		}
		for _, text := range []string{a.Email, moved(a.Email), a.Name(), first(a.Email) + " Moen"} {
			for _, key := range p.stand.Cloud.Mentions("pugs", text) {
				left[a.Email] = append(left[a.Email], fmt.Sprintf("%q in %s", text, key))
			}
		}
	}
	return left
}

// remembered: nothing is left of who was erased (L12).
func remembered(s Snapshot) []string {
	var broken []string
	for _, email := range sortedKeys(s.Traces, compareText) {
		broken = append(broken, fmt.Sprintf("%s was erased, and stands in %s", email, head(strings.Join(
			unique(s.Traces[email]), "; "), 400)))
	}
	return broken
}
