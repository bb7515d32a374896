package match_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/partnerusergroups/pugs/shared/match"
)

// oracle finds the best value by trying every set of Champions; ok is false if no plan keeps the pins. It shares
// nothing with the package.
func oracle(p match.Problem) (placed, score int, ok bool) {
	for set := range 1 << len(p.Champions) {
		var open []match.Champion
		for i, c := range p.Champions {
			if set>>i&1 == 1 {
				open = append(open, c)
			}
		}
		if len(open) > p.Params.MaxGroups || !opensAsPinned(p, open) {
			continue
		}
		if n, points, fits := seatAll(p, open); fits && (!ok || n > placed || n == placed && points > score) {
			placed, score, ok = n, points, true
		}
	}
	return placed, score, ok
}

func opensAsPinned(p match.Problem, open []match.Champion) bool {
	for _, pin := range p.Pins {
		is := slices.ContainsFunc(open, func(c match.Champion) bool { return c.ID == pin.Champion })
		if pin.Kind == match.PinShut && is || (pin.Kind == match.PinOpen || pin.Kind == match.PinIn) && !is {
			return false
		}
	}
	return true
}

// seatAll places members one path at a time, each the longest by Bellman and Ford: pinned members first of all, then
// minimums, then points.
func seatAll(p match.Problem, open []match.Champion) (placed, score int, ok bool) {
	type edge struct{ from, to, room, worth int }
	var edges []edge
	nodes := map[string]int{"source": 0, "sink": 1}
	id := func(name string) int {
		if _, known := nodes[name]; !known {
			nodes[name] = len(nodes)
		}
		return nodes[name]
	}
	add := func(from, to string, room, worth int) {
		edges = append(edges, edge{id(from), id(to), room, worth}, edge{id(to), id(from), 0, -worth})
	}
	const pinned, seated = 1 << 40, 1 << 25
	for _, c := range open {
		add("group "+c.ID, "sink", p.Params.MinMembers, seated)
		add("group "+c.ID, "sink", p.Params.Seats-p.Params.MinMembers, 0)
		for _, m := range p.Members {
			if points, may := pointsFor(p, c, m); may {
				door := "door " + c.ID + " " + m.Company
				if m.Company == "" {
					door += m.ID
				}
				room := companyRoom(p, c, m.Company)
				if exemptIn(p, c, m) {
					door, room = door+" "+m.ID, 1
				}
				if _, known := nodes[door]; !known {
					add(door, "group "+c.ID, room, 0)
				}
				add("member "+m.ID, door, 1, points)
			}
		}
	}
	want := 0
	for _, m := range p.Members {
		worth := 0
		if slices.ContainsFunc(p.Pins, func(pin match.Pin) bool { return pin.Kind == match.PinIn && pin.Member == m.ID }) {
			worth = pinned
			want++
		}
		add("source", "member "+m.ID, 1, worth)
	}
	total := 0
	for {
		best, by := make([]int, len(nodes)), make([]int, len(nodes))
		for i := range best {
			best[i] = -1 << 60
		}
		best[0] = 0
		for range nodes {
			for i, e := range edges {
				if e.room > 0 && best[e.from] > -1<<59 && best[e.from]+e.worth > best[e.to] {
					best[e.to], by[e.to] = best[e.from]+e.worth, i
				}
			}
		}
		if best[1] < -1<<59 {
			break
		}
		for n := 1; n != 0; n = edges[by[n]].from {
			edges[by[n]].room--
			edges[by[n]^1].room++
		}
		placed, total = placed+1, total+best[1]
	}
	total -= want*pinned + len(open)*p.Params.MinMembers*seated
	return placed, total, total >= 0 && total < seated
}

// exemptIn says whether a pin puts the member in the group though they need not fit.
func exemptIn(p match.Problem, c match.Champion, m match.Member) bool {
	return slices.Contains(p.Pins, match.Pin{Kind: match.PinIn, Champion: c.ID, Member: m.ID, Exempt: true})
}

// companyRoom is how many of a company may sit with a Champion beside those who are exempt: those whom pins put there,
// or as many as the cap leaves.
func companyRoom(p match.Problem, c match.Champion, company string) int {
	exempt, pinned := 0, 0
	for _, m := range p.Members {
		switch {
		case company == "" || m.Company != company:
		case exemptIn(p, c, m):
			exempt++
		case slices.Contains(p.Pins, match.Pin{Kind: match.PinIn, Champion: c.ID, Member: m.ID}):
			pinned++
		}
	}
	return max(pinned, p.Params.CompanyCap-exempt)
}

// pointsFor says in the programme's words whether a member may sit with a Champion, and what for.
func pointsFor(p match.Problem, c match.Champion, m match.Member) (points int, may bool) {
	for _, pin := range p.Pins {
		if pin.Member == m.ID && (pin.Kind == match.PinOut && pin.Champion == c.ID || pin.Kind == match.PinIn && pin.Champion != c.ID) {
			return 0, false
		}
	}
	rank := slices.Index(m.Prefs, c.Topic)
	near := func(pairs [][2]string, a, b string) bool {
		return a == b || slices.Contains(pairs, [2]string{a, b}) || slices.Contains(pairs, [2]string{b, a})
	}
	if !exemptIn(p, c, m) && (rank < 0 || !near(p.RoleAdjacency, c.Role, m.Role) || !near(p.Adjacency, c.Region, m.Region) ||
		c.Company != "" && c.Company == m.Company) {
		return 0, false
	}
	points = p.Params.RegionAdjacent
	if c.Region == m.Region {
		points = p.Params.RegionSame
	}
	if c.Role == m.Role {
		points += p.Params.RoleSame
	}
	if rank >= 0 && rank < len(p.Params.PrefPoints) {
		points += p.Params.PrefPoints[rank]
	}
	return points, true
}

// small makes a problem that the oracle can do; every third has pins, and every other knows similar roles.
func small(seed uint64) match.Problem {
	rng := rand.New(rand.NewPCG(seed, 1))
	one := func(of ...string) string { return of[rng.IntN(len(of))] }
	seats := 2 + rng.IntN(4)
	p := problem(params(seats, 1+rng.IntN(seats), rng.IntN(5)), nil, nil)
	p.Params.CompanyCap, p.Params.RegionAdjacent = 1+rng.IntN(2), rng.IntN(2)*15
	topics, roles, regions := []string{"A", "B", "C"}, []string{"sales", "marketing", "technical"}[:1+rng.IntN(3)], []string{"NA", "LATAM", "APAC"}[:1+rng.IntN(3)]
	for i := range 2 + rng.IntN(5) {
		p.Champions = append(p.Champions, match.Champion{ID: fmt.Sprintf("c%02d", i), Topic: one(topics...), Role: one(roles...),
			Region: one(regions...), Company: one("X", "Y", "")})
	}
	for i := range 3 + rng.IntN(14) {
		rng.Shuffle(len(topics), func(i, j int) { topics[i], topics[j] = topics[j], topics[i] })
		p.Members = append(p.Members, match.Member{ID: fmt.Sprintf("m%02d", i), Role: one(roles...),
			Region: one(regions...), Company: one("X", "Y", "Z", "", ""), Prefs: slices.Clone(topics[:1+rng.IntN(3)])})
	}
	if seed%2 == 0 {
		p.RoleAdjacency, p.Params.RoleSame = match.Adjacency{{"sales", "marketing"}, {"technical", "marketing"}}, rng.IntN(3)*15
	}
	if seed%3 == 0 {
		for range 1 + rng.IntN(5) {
			pin := match.Pin{Kind: []match.PinKind{match.PinIn, match.PinOut, match.PinOpen, match.PinShut}[rng.IntN(4)],
				Champion: p.Champions[rng.IntN(len(p.Champions))].ID}
			if pin.Kind == match.PinIn || pin.Kind == match.PinOut {
				pin.Member = p.Members[rng.IntN(len(p.Members))].ID
				pin.Exempt = pin.Kind == match.PinIn && seed%2 == 0
			}
			p.Pins = append(p.Pins, pin)
		}
	}
	return p
}

func TestSolveFindsWhatTryingEverySetOfChampionsFinds(t *testing.T) {
	refused := 0
	for seed := range uint64(5000) {
		if !asTheOracle(t, seed) {
			refused++
		}
	}
	if refused < 20 || refused > 1250 {
		t.Errorf("%d of 5000 problems have pins that can't be kept, want some", refused)
	}
}

// FuzzSolveAsTheOracle looks beyond the seeds of the test.
func FuzzSolveAsTheOracle(f *testing.F) {
	f.Add(uint64(5000))
	f.Fuzz(func(t *testing.T, seed uint64) { asTheOracle(t, seed) })
}

// asTheOracle fails unless Solve's plan is sound and as good as the oracle's. It says whether there is a plan.
func asTheOracle(t *testing.T, seed uint64) bool {
	t.Helper()
	p := small(seed)
	plan, err := match.Solve(context.Background(), p)
	placed, score, ok := oracle(p)
	if err != nil {
		if ok && p.Validate() == nil {
			t.Errorf("seed %d: %v, but %d can be placed", seed, err, placed)
		}
		return false
	}
	if n, points := match.Value(p, plan); !ok || !plan.Optimal || plan.Bound != nil || n != placed || points != score {
		t.Errorf("seed %d: %d placed with %d points, optimal %t; the oracle has %d with %d, %t", seed, n, points, plan.Optimal, placed, score, ok)
	}
	for _, broken := range rulesBroken(p, plan) {
		t.Errorf("seed %d: %s", seed, broken)
	}
	if err := match.Check(p, plan); err != nil {
		t.Errorf("seed %d: %v", seed, err)
	}
	return true
}
