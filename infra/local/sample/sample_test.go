package sample_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTheSampleHasWhatTheStandMustMeet(t *testing.T) {
	_, counts := sift(t)
	want := map[string]int{
		"champion": 16, "member": 260, "exact duplicate": 3, "redelivery": 2, "late": 3,
		"applies twice": 2, "Champion as member": 1, "unknown kind": 1, "no address": 1, "no role": 1,
		"unknown role": 1, "unknown region": 1, "commitments not accepted": 1, "no topic": 1, "unknown cohort": 1, "unknown time zone": 1,
	}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Errorf("kinds of submissions (-want +got):\n%s", diff)
	}
}

func TestTheSampleIsVaried(t *testing.T) {
	sound, _ := sift(t)
	seen := map[string]map[string]int{}
	note := func(what, name string) {
		if seen[what] == nil {
			seen[what] = map[string]int{}
		}
		seen[what][name]++
	}
	for _, a := range sound {
		if a.flat {
			note("shape", "flat")
		} else {
			note("shape", "contact")
		}
		if a.past {
			note("history", "kept")
		}
		if a.field["hs_object_id"] != "" {
			note("clutter", "kept")
		}
		note("role", a.field["pug_role"])
		note("region", a.field["pug_region"])
		note("partner type", a.field["pug_partner_type"])
		note("why", a.field["pug_why"])
		note("topic", pug.TopicKey(a.field["pug_topic_1"]))
		note("spelling", a.field["pug_topic_1"])
		if _, err := mail.ParseAddress(a.field["email"]); err != nil ||
			!strings.Contains(a.field["email"], ".example") {
			t.Errorf("%q is not an address under an example domain (%v)", a.field["email"], err)
		}
	}
	least := map[string]int{"shape": 2, "history": 1, "clutter": 1, "role": 6, "region": 4, "partner type": 3,
		"why": 60, "topic": 12, "spelling": 20}
	for what, n := range least {
		if got := len(seen[what]); got < n {
			t.Errorf("%d kinds of %s, want %d at least: %v", got, what, n, seen[what])
		}
	}
}

// problem has every sound application approved.
func problem(sound []application) match.Problem {
	p := match.Problem{
		Params: match.Params{Seats: 19, MinMembers: 5, MaxGroups: 10, CompanyCap: 2,
			PrefPoints: []int{100, 60, 30, 10}, RegionSame: 20},
		Adjacency: match.Adjacency{{"NA", "LATAM"}, {"NA", "EMEA"}, {"EMEA", "APAC"}},
	}
	for _, a := range sound {
		f := a.field
		if f["pug_application"] == "champion" {
			p.Champions = append(p.Champions, match.Champion{ID: f["email"], Topic: pug.TopicKey(f["pug_topic_1"]),
				Role: f["pug_role"], Region: f["pug_region"], Company: f["company"]})
			continue
		}
		m := match.Member{ID: f["email"], Role: f["pug_role"], Region: f["pug_region"], Company: f["company"]}
		for i := 1; i <= 4 && f[fmt.Sprintf("pug_topic_%d", i)] != ""; i++ {
			m.Prefs = append(m.Prefs, pug.TopicKey(f[fmt.Sprintf("pug_topic_%d", i)]))
		}
		p.Members = append(p.Members, m)
	}
	return p
}

func TestTheSampleFillsAPlausibleCohort(t *testing.T) {
	sound, _ := sift(t)
	p := problem(sound)
	plan, err := match.Solve(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	topics := map[string]string{}
	for _, c := range p.Champions {
		topics[c.ID] = c.Topic
	}
	opened := map[string]int{}
	for _, g := range plan.Groups {
		opened[topics[g.Champion]]++
		if len(g.Members) < 10 {
			t.Errorf("group of %s has %d members, want 10 at least", g.Champion, len(g.Members))
		}
	}
	if len(plan.Groups) < 8 {
		t.Errorf("%d groups open, want 8 at least", len(plan.Groups))
	}
	if opened["pricing retainers"] != 2 {
		t.Errorf("%d groups open on the topic with excess interest, want 2", opened["pricing retainers"])
	}
}

func TestTheSampleHasGroupsNobodyWantsAndColleagues(t *testing.T) {
	sound, _ := sift(t)
	p := problem(sound)
	wanted, colleagues := map[string]int{}, map[string]int{}
	for _, m := range p.Members {
		for _, c := range p.Champions {
			if p.Fits(c, m) {
				wanted[c.ID]++
			}
		}
		colleagues[m.Company+": "+m.Role+", "+m.Prefs[0]]++
	}
	none, few, pairs, crowds := 0, 0, 0, 0
	for _, c := range p.Champions {
		switch n := wanted[c.ID]; {
		case n == 0:
			none++
		case n < p.Params.MinMembers:
			few++
		}
	}
	for _, n := range colleagues {
		switch {
		case n == 2:
			pairs++
		case n > 2:
			crowds++
		}
	}
	if none == 0 || few == 0 || pairs == 0 || crowds == 0 {
		t.Errorf("Champions whom nobody wants: %d, whom too few want: %d; colleagues who want one group, in pairs: %d, in crowds: %d; want some of each", none, few, pairs, crowds)
	}
}

func TestGenerateForLoad(t *testing.T) {
	at := launch(t)
	o := sample.Options{Seed: 3, Champions: 60, Members: 1940, Cohort: "2026-H2",
		Dates: calendar.Plan("2026-H2", at.Location(), calendar.DefaultLeads())}
	bodies, err := sample.Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	again, err := sample.Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	same := func(a, b json.RawMessage) bool { return bytes.Equal(a, b) }
	if !slices.EqualFunc(bodies, again, same) {
		t.Error("the same options gave other bodies")
	}
	kinds, keys, people := map[string]int{}, map[string]bool{}, map[string]bool{}
	for _, raw := range bodies {
		a := read(t, raw)
		kinds[a.field["pug_application"]]++
		keys[a.key], people[a.field["email"]] = true, true
		if reason := flaw(a, at); reason != "" {
			t.Errorf("%s: %s", raw, reason)
		}
	}
	if kinds["champion"] != 60 || kinds["member"] != 1940 || len(keys) != 2000 || len(people) != 2000 {
		t.Errorf("kinds %v, %d submissions by %d people, want 60 Champions and 1940 members, all different", kinds,
			len(keys), len(people))
	}
	o.Seed++
	other, err := sample.Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	if slices.EqualFunc(bodies, other, same) {
		t.Error("another seed gave the same bodies")
	}
}
