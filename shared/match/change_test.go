package match_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/match"
)

func solve(t *testing.T, p match.Problem) match.Plan {
	t.Helper()
	plan, err := match.Solve(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestOneMoreChampionNeverLowersTheNumberPlaced(t *testing.T) {
	for seed := range uint64(300) {
		p := chance(seed)
		more, _ := match.Value(p, solve(t, p))
		p.Champions = p.Champions[:len(p.Champions)-1]
		if fewer, _ := match.Value(p, solve(t, p)); fewer > more {
			t.Errorf("seed %d: %d placed, %d with one Champion more", seed, fewer, more)
		}
	}
}

func TestOtherNamesChangeNothingButNames(t *testing.T) {
	for seed := range uint64(300) {
		p := chance(seed)
		p.RoleAdjacency, p.Params.RoleSame = match.Adjacency{{"sales", "marketing"}}, 30
		other := rename(p)
		want, got := solve(t, p), solve(t, other)
		for i, g := range want.Groups {
			want.Groups[i].Champion = "x" + g.Champion
			for n, id := range g.Members {
				want.Groups[i].Members[n] = "x" + id
			}
		}
		for i, id := range want.Unplaced {
			want.Unplaced[i] = "x" + id
		}
		if diff := cmp.Diff(write(want), write(got)); diff != "" {
			t.Errorf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

// rename gives everything another name; ids stay in order, all else does not.
func rename(p match.Problem) match.Problem {
	turned := func(s string) string {
		b := []byte(s)
		for i := range b {
			b[i] = 'z' - b[i]%26
		}
		return string(b)
	}
	out := match.Problem{Params: p.Params}
	for _, pair := range p.RoleAdjacency {
		out.RoleAdjacency = append(out.RoleAdjacency, [2]string{turned(pair[1]), turned(pair[0])})
	}
	for _, pair := range p.Adjacency {
		out.Adjacency = append(out.Adjacency, [2]string{turned(pair[1]), turned(pair[0])})
	}
	for _, c := range p.Champions {
		out.Champions = append(out.Champions, match.Champion{ID: "x" + c.ID, Topic: turned(c.Topic), Role: turned(c.Role), Region: turned(c.Region),
			Company: turned(c.Company)})
	}
	for _, m := range p.Members {
		n := match.Member{ID: "x" + m.ID, Role: turned(m.Role), Region: turned(m.Region), Company: turned(m.Company)}
		for _, topic := range m.Prefs {
			n.Prefs = append(n.Prefs, turned(topic))
		}
		out.Members = append(out.Members, n)
	}
	return out
}

func TestAPinnedPlanSurvivesAndPinnedPeopleStay(t *testing.T) {
	for seed := range uint64(200) {
		p := chance(seed)
		first := solve(t, p)
		rng := rand.New(rand.NewPCG(seed, 2))
		for _, g := range first.Groups {
			p.Pins = append(p.Pins, match.Pin{Kind: match.PinOpen, Champion: g.Champion},
				match.Pin{Kind: match.PinIn, Champion: g.Champion, Member: g.Members[rng.IntN(len(g.Members))]})
		}
		n, points := match.Value(p, first)
		again := solve(t, p)
		if m, same := match.Value(p, again); m != n || same != points || !again.Optimal {
			t.Errorf("seed %d: %d placed with %d points, %d with %d when parts of that plan are pinned", seed, n, points, m, same)
		}
		for i, pin := range p.Pins {
			p.Pins[i].Kind = map[match.PinKind]match.PinKind{match.PinOpen: match.PinOut, match.PinIn: match.PinOut}[pin.Kind]
			if pin.Member == "" {
				p.Pins[i].Kind = match.PinShut
			}
		}
		apart := solve(t, p)
		if err := match.Check(p, apart); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		if m, fewer := match.Value(p, apart); m > n || m == n && fewer > points {
			t.Errorf("seed %d: %d placed with %d points; %d with %d when the best plan's groups are shut", seed, n, points, m, fewer)
		}
	}
}

func TestEachLimitBinds(t *testing.T) {
	limits := map[string]func(*match.Problem){
		"seats":       func(p *match.Problem) { p.Params.Seats++ },
		"minimum":     func(p *match.Problem) { p.Params.MinMembers-- },
		"groups":      func(p *match.Problem) { p.Params.MaxGroups++ },
		"company cap": func(p *match.Problem) { p.Params.CompanyCap++ },
		"Champion's company": func(p *match.Problem) {
			for i := range p.Champions {
				p.Champions[i].Company = ""
			}
		},
		"regions": func(p *match.Problem) { p.Adjacency = append(p.Adjacency, [2]string{"NA", "APAC"}) },
		"roles":   func(p *match.Problem) { p.RoleAdjacency = match.Adjacency{{"sales", "marketing"}} },
	}
	for name, relax := range limits {
		bound := 0
		for seed := range uint64(60) {
			p := chance(seed)
			strict, _ := match.Value(p, solve(t, p))
			relax(&p)
			eased, _ := match.Value(p, solve(t, p))
			if eased < strict {
				t.Errorf("%s: seed %d: %d placed, %d without the limit", name, seed, strict, eased)
			}
			if eased > strict {
				bound++
			}
		}
		if bound < 5 {
			t.Errorf("%s: binds in %d of 60 problems, want 5 at least", name, bound)
		}
	}
}

func TestSolveAtItsDeadlineHasAFeasiblePlanWithBounds(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), -1)
	defer cancel()
	loose := 0
	for seed := range uint64(100) {
		p := chance(seed)
		plan, err := match.Solve(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		if err := match.Check(p, plan); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		if plan.Optimal != (plan.Bound == nil) {
			t.Errorf("seed %d: optimal %t, bound %v", seed, plan.Optimal, plan.Bound)
		}
		if plan.Optimal {
			continue
		}
		loose++
		n, points := match.Value(p, solve(t, p))
		if plan.Bound.Placed < n || plan.Bound.Score < points {
			t.Errorf("seed %d: bound %+v, but a plan has %d placed with %d points", seed, *plan.Bound, n, points)
		}
	}
	if loose == 0 {
		t.Error("no plan was cut short")
	}
}

func TestExplainTellsTheTrueObstacle(t *testing.T) {
	p := problem(params(2, 2, 2),
		[]string{"c1 A NA", "c2 B NA X", "c3 C NA", "c4 D NA", "c5 E NA", "c6 F NA", "c7 G NA"},
		[]string{"m01 NA - A", "m02 NA - A", "m03 LATAM - A", "m04 NA - A", "m05 NA - B", "m06 NA - B", "m07 NA X B",
			"m08 NA - C", "m09 NA - D", "m10 NA - D", "m11 NA - E", "m12 NA - Z", "m13 NA - G", "m14 NA - G"})
	p.Pins = []match.Pin{{Kind: match.PinOpen, Champion: "c1"}, {Kind: match.PinOpen, Champion: "c2"}, {Kind: match.PinShut, Champion: "c7"},
		{Kind: match.PinOut, Champion: "c5", Member: "m11"}}
	plan := solve(t, p)
	want := map[string]match.Code{"m01": match.Placed, "m02": match.Placed, "m03": match.GroupsFull, "m04": match.GroupsFull,
		"m05": match.Placed, "m06": match.Placed, "m07": match.ChampionCompany, "m08": match.BelowMinimum, "m09": match.GroupCap,
		"m10": match.GroupCap, "m11": match.PinnedOut, "m12": match.NoGroupOffered, "m13": match.PinnedShut, "m14": match.PinnedShut}
	got := map[string]match.Code{}
	for id, r := range plan.Reasons {
		got[id] = r.Code
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}

func TestShuffledListsGiveTheSamePlan(t *testing.T) {
	for seed := range uint64(200) {
		p := small(seed * 3)
		want, err := match.Solve(context.Background(), p)
		rng := rand.New(rand.NewPCG(seed, 3))
		p.Champions, p.Members, p.Pins = slices.Clone(p.Champions), slices.Clone(p.Members), slices.Clone(p.Pins)
		rng.Shuffle(len(p.Champions), func(i, j int) { p.Champions[i], p.Champions[j] = p.Champions[j], p.Champions[i] })
		rng.Shuffle(len(p.Members), func(i, j int) { p.Members[i], p.Members[j] = p.Members[j], p.Members[i] })
		rng.Shuffle(len(p.Pins), func(i, j int) { p.Pins[i], p.Pins[j] = p.Pins[j], p.Pins[i] })
		got, again := match.Solve(context.Background(), p)
		if (err == nil) != (again == nil) {
			t.Errorf("seed %d: %v, then %v", seed, err, again)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

func TestOneMorePinNeverGainsAnything(t *testing.T) {
	s := shapes()[slices.IndexFunc(shapes(), func(s shape) bool { return s.name == "seats for all and few companies" })]
	s.members, s.regions = span{60, 120}, span{1, 2}
	for seed := uint64(15); seed < 23; seed++ {
		p := s.problem(seed)
		best := solve(t, p)
		p.Pins = moved(p, best)
		few, err := match.Solve(context.Background(), p)
		if err != nil {
			continue
		}
		for _, g := range best.Groups {
			p.Pins = append(p.Pins, match.Pin{Kind: match.PinOpen, Champion: g.Champion})
		}
		more, err := match.Solve(context.Background(), p)
		n, points := match.Value(p, few)
		if m, gained := match.Value(p, more); err == nil && (m > n || m == n && gained > points) {
			t.Errorf("seed %d: %d placed with %d points, %d with %d when more is pinned", seed, n, points, m, gained)
		}
	}
}

// moved pins some members of a plan to another of its groups.
func moved(p match.Problem, plan match.Plan) (pins []match.Pin) {
	for i, g := range plan.Groups[:len(plan.Groups)/2] {
		c := p.Champions[slices.IndexFunc(p.Champions, func(c match.Champion) bool { return c.ID == g.Champion })]
		for _, id := range plan.Groups[len(plan.Groups)-1-i].Members {
			m := p.Members[slices.IndexFunc(p.Members, func(m match.Member) bool { return m.ID == id })]
			if p.Fits(c, m) && c.Company != m.Company {
				pins = append(pins, match.Pin{Kind: match.PinIn, Champion: g.Champion, Member: id})
				break
			}
		}
	}
	return pins
}
