package curation_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const cohort = pug.CohortID("2026-H2")

// scene is the applications of a cohort. Names are short, everybody is in marketing.
type scene struct {
	champions, members []pug.Application
}

// apply adds an approved application: "ada NA Acme Pricing SEO" is name, region, company (- is none) and topics.
func apply(kind pug.Kind, words string) pug.Application {
	w := strings.Fields(words)
	a := pug.Application{ID: pug.ApplicationID(cohort, kind, w[0]), Cohort: cohort, Kind: kind, Email: w[0] + "@example.org", FirstName: w[0],
		Company: strings.Trim(w[2], "-"), Role: pug.RoleMarketing, Region: pug.Region(w[1]), Status: pug.StatusApproved}
	for _, topic := range w[3:] {
		a.Topics = append(a.Topics, pug.Topic{Name: topic, Key: strings.ToLower(topic)})
	}
	return a
}

func (s *scene) champion(words string) {
	s.champions = append(s.champions, apply(pug.KindChampion, words))
}

// member adds a member; each applied an hour after the one before.
func (s *scene) member(words string) {
	a := apply(pug.KindMember, words)
	a.Submitted = time.Date(2026, 9, 1, len(s.members), 0, 0, 0, time.UTC)
	s.members = append(s.members, a)
}

// several adds n members with a number behind their name, each of a company of their own.
func (s *scene) several(n int, name, rest string) {
	for i := range n {
		s.member(fmt.Sprintf("%s%d NA %s%d-co %s", name, i, name, i, rest))
	}
}

func (s *scene) people() pug.People {
	return pug.People{Champions: s.champions, Members: s.members}
}

func (s *scene) board(t testing.TB) *curation.Board {
	t.Helper()
	p, err := curation.Propose(context.Background(), cohort, s.people())
	if err != nil {
		t.Fatal(err)
	}
	return curation.NewBoard(p, s.people())
}

// usual is two groups and three people who wait.
//
//	g01 Pricing, led by bea: p0..p5; g02 SEO, led by abe: s0..s5; waitlist: late (SEO, the seventh), far (APAC), odd (Quantum)
//	free: cy, who would lead Hiring
func usual() *scene {
	s := &scene{}
	s.champion("abe NA Abe-co SEO")
	s.champion("bea NA Bea-co Pricing")
	s.champion("cy NA Cy-co Hiring")
	s.several(6, "p", "Pricing SEO")
	s.several(6, "s", "SEO")
	s.member("far APAC Far-co SEO")
	s.member("odd NA Odd-co Quantum")
	spare := apply(pug.KindMember, "spare NA Spare-co Pricing")
	spare.Status = pug.StatusWaitlisted
	s.members = append(s.members, spare)
	return s
}

func member(name string) string { return pug.ApplicationID(cohort, pug.KindMember, name) }
func lead(name string) string   { return pug.ApplicationID(cohort, pug.KindChampion, name) }
func group(n int) string        { return pug.GroupID(cohort, n) }

func short(id string) string { return id[strings.LastIndexByte(id, '-')+1:] }

// write is a board in one line: groups, waitlist, pins.
func write(b *curation.Board) string {
	var out strings.Builder
	for _, g := range b.Groups {
		fmt.Fprintf(&out, "%s %s:", short(g.ID), short(g.Lead))
		for _, id := range g.Members {
			fmt.Fprintf(&out, " %s", short(id))
		}
		out.WriteString("; ")
	}
	out.WriteString("wait:")
	for _, w := range b.Waitlist() {
		fmt.Fprintf(&out, " %s", short(w.Member.ID))
	}
	for _, p := range b.Pins {
		fmt.Fprintf(&out, "; %s %s", p.Kind, short(p.Champion))
		if p.Member != "" {
			fmt.Fprintf(&out, " %s", short(p.Member))
		}
	}
	return out.String()
}

// sound fails where a board breaks a limit, but for groups that are still too small, or does not keep its own pins.
func sound(t testing.TB, b *curation.Board) {
	t.Helper()
	p := b.Problem()
	plan, in := match.Plan{}, map[string]bool{}
	for _, g := range b.Groups {
		plan.Groups = append(plan.Groups, match.Group{Champion: g.Lead, Members: g.Members})
		for _, id := range g.Members {
			in[id] = true
		}
	}
	p.Params.MinMembers = 0
	for i := range p.Members {
		if !in[p.Members[i].ID] {
			plan.Unplaced = append(plan.Unplaced, p.Members[i].ID)
		}
	}
	if err := match.Check(p, plan); err != nil {
		t.Fatalf("%s: %v", write(b), err)
	}
	p.Params.MinMembers = 1
	if err := p.Validate(); err != nil {
		t.Fatalf("%s: %v", write(b), err)
	}
}
