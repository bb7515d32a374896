package match_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/match"
)

// params are the programme's, with small groups so that problems stay short.
func params(seats, least, groups int) match.Params {
	return match.Params{Seats: seats, MinMembers: least, MaxGroups: groups, CompanyCap: 2,
		PrefPoints: []int{100, 60, 30, 10}, RegionSame: 20}
}

// champion reads "id topic region company"; the company may be left out.
func champion(words string) match.Champion {
	w := append(strings.Fields(words), "")
	return match.Champion{ID: w[0], Topic: w[1], Role: "sales", Region: w[2], Company: w[3]}
}

// member reads "id region company topic topic ..."; the company - is none.
func member(words string) match.Member {
	w := strings.Fields(words)
	return match.Member{ID: w[0], Role: "sales", Region: w[1], Company: strings.Trim(w[2], "-"), Prefs: w[3:]}
}

func problem(p match.Params, champions, members []string) match.Problem {
	out := match.Problem{Params: p, Adjacency: match.Adjacency{{"NA", "LATAM"}, {"NA", "EMEA"}, {"EMEA", "APAC"}}}
	for _, words := range champions {
		out.Champions = append(out.Champions, champion(words))
	}
	for _, words := range members {
		out.Members = append(out.Members, member(words))
	}
	return out
}

func TestSolve(t *testing.T) {
	tests := []struct {
		name               string
		params             match.Params
		champions, members []string
		want               string
	}{
		{"nobody wants anything", params(3, 1, 2), nil, nil, ``},
		{"R5: a group has no more than its seats", params(2, 1, 2), []string{"c1 A NA"},
			[]string{"m1 NA - A", "m2 NA - A", "m3 NA - A"}, `c1: m1 m2; out: m3`},
		{"a group below the minimum does not open", params(3, 2, 2), []string{"c1 A NA"},
			[]string{"m1 NA - A"}, `out: m1`},
		{"R6: no more groups open than the cohort may have", params(2, 1, 1), []string{"c1 A NA", "c2 B NA"},
			[]string{"m1 NA - A", "m2 NA - B", "m3 NA - B"}, `c2: m2 m3; out: m1`},
		{"R7: a second Champion takes the excess interest", params(2, 1, 2), []string{"c1 A NA", "c2 A NA"},
			[]string{"m1 NA - A", "m2 NA - A", "m3 NA - A"}, `c1: m1 m3; c2: m2`},
		{"R4: people of another role stay out", params(2, 1, 2), []string{"c1 A NA"},
			[]string{"m1 NA - B"}, `out: m1`},
		{"R4: an adjacent region will do, one further away will not", params(4, 1, 2), []string{"c1 A NA"},
			[]string{"m1 LATAM - A", "m2 APAC - A"}, `c1: m1; out: m2`},
		{"a full group is no obstacle to whom a member of it can make room", params(2, 1, 2), []string{"c1 A NA", "c2 B NA"},
			[]string{"m1 NA - A B", "m2 NA - A B", "m3 NA - A", "m4 NA - A"}, `c1: m3 m4; c2: m1 m2`},
		{"a member moves so that a second group reaches the minimum", params(4, 2, 2), []string{"c1 A NA", "c2 B NA"},
			[]string{"m1 NA - A B", "m2 NA - A", "m3 NA - A", "m4 NA - B"}, `c1: m2 m3; c2: m1 m4`},
		{"two small groups are better than one larger that starves them", params(6, 3, 9), []string{"c1 A NA", "c2 B NA", "c3 C NA"},
			[]string{"m1 NA - A B", "m2 NA - A B", "m3 NA - A C", "m4 NA - A C", "m5 NA - B", "m6 NA - C"}, `c2: m1 m2 m5; c3: m3 m4 m6`},
		{"a higher preference wins among equals", params(1, 1, 2), []string{"c1 A NA", "c2 B NA"},
			[]string{"m1 NA - B A", "m2 NA - A B"}, `c1: m2; c2: m1`},
		{"colleagues beyond the limit stay out", params(5, 1, 2), []string{"c1 A NA"},
			[]string{"m1 NA X A", "m2 NA X A", "m3 NA X A", "m4 NA - A", "m5 NA - A", "m6 NA - A"}, `c1: m1 m2 m4 m5 m6; out: m3`},
		{"a colleague makes room for a colleague", params(5, 1, 2), []string{"c1 A NA", "c2 B NA"},
			[]string{"m1 NA X A B", "m2 NA X A B", "m3 NA X A"}, `c1: m1 m3; c2: m2`},
		{"the Champion's own company stays out, no company is nobody's", params(5, 1, 2), []string{"c1 A NA X", "c2 B NA"},
			[]string{"m1 NA X A", "m2 NA - A", "m3 NA - B"}, `c1: m2; c2: m3; out: m1`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := problem(tt.params, tt.champions, tt.members)
			plan, err := match.Solve(context.Background(), p)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, write(plan)); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
		})
	}
}

// write is a plan in one line.
func write(plan match.Plan) string {
	parts := []string{}
	for _, g := range plan.Groups {
		parts = append(parts, g.Champion+": "+strings.Join(g.Members, " "))
	}
	if len(plan.Unplaced) > 0 {
		parts = append(parts, "out: "+strings.Join(plan.Unplaced, " "))
	}
	return strings.Join(parts, "; ")
}

func TestPlanJSON(t *testing.T) {
	p := problem(params(3, 1, 1), []string{"c1 A NA"}, []string{"m1 NA - A", "m2 NA - B"})
	plan, err := match.Solve(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"groups":[{"champion":"c1","members":["m1"]}],"unplaced":["m2"],"optimal":true}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// chance makes a problem of two roles in which every rule bites.
func chance(seed uint64) match.Problem {
	rng := rand.New(rand.NewPCG(seed, 0))
	one := func(of ...string) string { return of[rng.IntN(len(of))] }
	p := problem(params(4+rng.IntN(3), 2+rng.IntN(3), 1+rng.IntN(5)), nil, nil)
	topics := []string{"A", "B", "C", "D", "E"}
	for i := range 3 + rng.IntN(8) {
		p.Champions = append(p.Champions, match.Champion{ID: fmt.Sprintf("c%02d", i), Topic: one(topics...), Role: one("sales", "marketing"),
			Region: one("NA", "LATAM", "EMEA", "APAC"), Company: one("X", "Y", "")})
	}
	for i := range 10 + rng.IntN(50) {
		rng.Shuffle(len(topics), func(i, j int) { topics[i], topics[j] = topics[j], topics[i] })
		p.Members = append(p.Members, match.Member{ID: fmt.Sprintf("m%02d", i), Role: one("sales", "marketing"),
			Region: one("NA", "LATAM", "EMEA", "APAC"), Company: one("X", "Y", "Z", ""), Prefs: slices.Clone(topics[:1+rng.IntN(4)])})
	}
	return p
}

func TestSolveKeepsEveryRuleAndIgnoresOrder(t *testing.T) {
	for seed := range uint64(300) {
		p := chance(seed)
		if seed%2 == 0 {
			p.RoleAdjacency, p.Params.RoleSame = match.Adjacency{{"sales", "marketing"}}, 30
		}
		plan, err := match.Solve(context.Background(), p)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for _, broken := range rulesBroken(p, plan) {
			t.Errorf("seed %d: %s", seed, broken)
		}
		if err := match.Check(p, plan); err != nil {
			t.Errorf("seed %d: Check: %v", seed, err)
		}
		for id, r := range plan.Reasons {
			if r.Code == "" || r.Code == match.SeatFree {
				t.Errorf("seed %d: reason of %s: %+v", seed, id, r)
			}
		}
		slices.Reverse(p.Champions)
		slices.Reverse(p.Members)
		slices.Reverse(p.Adjacency)
		again, err := match.Solve(context.Background(), p)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if diff := cmp.Diff(plan, again); diff != "" {
			t.Errorf("seed %d: lists the other way round (-first +again):\n%s", seed, diff)
		}
	}
}

func TestR5SimilarRolesShareAGroup(t *testing.T) {
	with := func(roles string, members ...string) (all []match.Member) {
		for i, role := range strings.Fields(roles) {
			m := member(members[i])
			m.Role = role
			all = append(all, m)
		}
		return all
	}
	tests := []struct {
		name    string
		roles   match.Adjacency
		members []match.Member
		want    string
	}{
		{"only equal roles, where none are similar", nil, with("sales marketing", "m1 NA - A", "m2 NA - A"), `c1: m1; out: m2`},
		{"a similar one, whichever way round the pair", match.Adjacency{{"marketing", "sales"}},
			with("sales marketing", "m1 NA - A", "m2 NA - A"), `c1: m1 m2`},
		{"similar to a similar one is not similar", match.Adjacency{{"sales", "marketing"}, {"marketing", "technical"}},
			with("technical marketing", "m1 NA - A", "m2 NA - A"), `c1: m2; out: m1`},
		{"the own role goes first among equals", match.Adjacency{{"sales", "marketing"}},
			with("marketing marketing sales", "m1 NA - A", "m2 NA - A", "m3 NA - A"), `c1: m1 m3; out: m2`},
		{"a role in no pair fits its equals", match.Adjacency{{"marketing", "technical"}},
			with("sales technical", "m1 NA - A", "m2 NA - A"), `c1: m1; out: m2`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := problem(params(2, 1, 1), []string{"c1 A NA"}, nil)
			p.Params.RoleSame, p.RoleAdjacency, p.Members = 30, tt.roles, tt.members
			if diff := cmp.Diff(tt.want, write(solve(t, p))); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSolveStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := match.Solve(ctx, chance(1))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestReasons(t *testing.T) {
	p := problem(params(2, 2, 1),
		[]string{"c1 A NA X", "c2 B NA", "c3 C NA"},
		[]string{"m1 NA - A", "m2 LATAM - D A", "m3 NA - A", "m4 NA X A", "m5 NA - D", "m6 NA - C", "m7 NA - B", "m8 NA - B"})
	plan := match.Plan{Groups: []match.Group{{Champion: "c1", Members: []string{"m1", "m2"}}},
		Unplaced: []string{"m3", "m4", "m5", "m6", "m7", "m8"}}
	capped := match.Reason{Code: match.GroupCap, Champion: "c2", Topic: "B", Preference: 1, SameRegion: true, SameRole: true}
	want := map[string]match.Reason{
		"m1": {Code: match.Placed, Champion: "c1", Topic: "A", Preference: 1, SameRegion: true, SameRole: true},
		"m2": {Code: match.Placed, Champion: "c1", Topic: "A", Preference: 2, SameRole: true},
		"m3": {Code: match.GroupsFull, Champion: "c1", Topic: "A", Preference: 1, SameRegion: true, SameRole: true},
		"m4": {Code: match.ChampionCompany, Champion: "c1", Topic: "A", Preference: 1, SameRegion: true, SameRole: true},
		"m5": {Code: match.NoGroupOffered},
		"m6": {Code: match.BelowMinimum, Champion: "c3", Topic: "C", Preference: 1, SameRegion: true, SameRole: true},
		"m7": capped, "m8": capped,
	}
	got := match.Explain(p, plan)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}
