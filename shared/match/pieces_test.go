package match

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// random makes the parts of a problem in which companies and minimums matter.
func random(t *testing.T, seed uint64) []*part {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 6))
	p := Problem{Params: Params{Seats: 2 + rng.IntN(4), MinMembers: 1 + rng.IntN(2), MaxGroups: 3, CompanyCap: 1 + rng.IntN(2),
		PrefPoints: []int{3, 2, 1}}}
	for i := range 6 {
		p.Champions = append(p.Champions, Champion{ID: fmt.Sprint("c", i), Topic: fmt.Sprint(i % 4), Role: "R", Region: "NA",
			Company: fmt.Sprint(rng.IntN(4))})
	}
	for i := range 10 + rng.IntN(15) {
		m := Member{ID: fmt.Sprintf("m%02d", i), Role: "R", Region: "NA", Company: fmt.Sprint(rng.IntN(6))}
		for _, topic := range rng.Perm(4)[:1+rng.IntN(3)] {
			m.Prefs = append(m.Prefs, fmt.Sprint(topic))
		}
		p.Members = append(p.Members, m)
	}
	f, err := p.validate()
	if err != nil {
		t.Fatal(err)
	}
	return parts(p, f)
}

// openings lists all openings of a node with at most limit groups.
func openings(n node, limit int) (all [][]int) {
	if len(n) == 0 {
		return [][]int{{}}
	}
	for k := n[0].lo; k <= min(n[0].hi, limit); k++ {
		for _, rest := range openings(n[1:], limit-k) {
			all = append(all, append([]int{k}, rest...))
		}
	}
	return all
}

// has says whether an opening lies in a node.
func (n node) has(open []int) bool {
	for i, s := range n {
		if open[i] < s.lo || open[i] > s.hi {
			return false
		}
	}
	return true
}

func TestTheBoundIsNeverBelowAnyOpening(t *testing.T) {
	const limit = 3
	for seed := range uint64(150) {
		rng := rand.New(rand.NewPCG(seed, 7))
		for _, p := range random(t, seed) {
			best := impossible
			for _, open := range openings(p.root(limit), limit) {
				if v, exact := newAssignment(p).evaluate(open, value{}); exact && v.compare(best) > 0 {
					best = v
				}
			}
			for _, whole := range []*part{p, p.merge()} {
				r := newRelaxation(whole, limit)
				for range 5 {
					for m := range r.price {
						r.price[m] = rng.Int64N(3 * scale)
					}
					r.points, r.goal, r.reward = false, best.placed, rng.Int64N(2*scale)
					if !r.solve(whole.root(limit)) || r.bound < int64(best.placed)*scale {
						t.Errorf("seed %d: bound %d, but %d are placed", seed, r.bound/scale, best.placed)
					}
					r.points = true
					if !r.solve(whole.root(limit)) || r.bound < int64(best.score)*scale {
						t.Errorf("seed %d: bound %d, but %d have %d points", seed, r.bound/scale, best.placed, best.score)
					}
				}
			}
		}
	}
}

func TestSubgradientStepsLowerTheBoundAndPruneNothingThatReachesTheCutoff(t *testing.T) {
	const limit = 3
	lowered := 0
	for seed := range uint64(150) {
		for _, p := range random(t, seed) {
			d := newSubgradient(newRelaxation(p, limit))
			d.solve(p.root(limit))
			first, root := d.bound, p.root(limit)
			cutoff := func() int64 { return scale * 8 }
			pruned := d.run(root, cutoff, atRoot, nil)
			if !pruned && d.least < first {
				lowered++
			}
			for _, open := range openings(p.root(limit), limit) {
				v, _ := newAssignment(p).evaluate(open, value{})
				if int64(v.placed)*scale >= cutoff() && (pruned || !root.has(open)) {
					t.Errorf("seed %d: opening %v with %d members was pruned, pruned %t, node %v", seed, open, v.placed, pruned, root)
				}
			}
		}
	}
	if lowered < 20 {
		t.Errorf("the bound fell in %d parts, want 20 at least", lowered)
	}
}

func TestACutSaysHowManyItsOpeningPlacesAndPrunesNothingThatPlacesEnough(t *testing.T) {
	const limit = 3
	pruned := 0
	for seed := range uint64(40) {
		for _, p := range random(t, seed) {
			s, most := newAssignment(p), map[string]int{}
			for _, open := range openings(p.root(limit), limit) {
				v := s.placeMost(open)
				most[key(open)] = v.placed
				c := newCuts(p, limit)
				c.learn(s)
				if v.placed >= 0 && (c.prune(only(open), v.placed) || !c.prune(only(open), v.placed+1)) {
					t.Errorf("seed %d: %v places %d, its cut says otherwise", seed, open, v.placed)
				}
				for members := range len(p.ids) + 1 {
					n := p.root(limit)
					nothing := c.prune(n, members)
					if nothing {
						pruned++
					}
					for _, other := range openings(p.root(limit), limit) {
						if most[key(other)] >= members && (nothing || !n.has(other)) {
							t.Errorf("seed %d: the cut of %v prunes %v, which places %d", seed, open, other, most[key(other)])
						}
					}
				}
			}
		}
	}
	if pruned == 0 {
		t.Error("nothing was pruned")
	}
}

func TestAMergedPartPromisesNoLessThanTheCompaniesThatLead(t *testing.T) {
	for seed := range uint64(150) {
		for _, p := range random(t, seed) {
			whole := p.merge()
			for _, open := range openings(p.root(3), 3) {
				v, _ := newAssignment(p).evaluate(open, value{})
				together := make([]int, len(whole.pools))
				for i, n := range open {
					together[p.pools[i].class] += n
				}
				if most, _ := newAssignment(whole).evaluate(together, value{}); v.compare(most) > 0 {
					t.Errorf("seed %d: %v is worth %v, merged %v", seed, open, v, most)
				}
			}
		}
	}
}

func TestEvaluateTellsAValueThatAnOpeningStaysBelow(t *testing.T) {
	for seed := range uint64(100) {
		for _, p := range random(t, seed) {
			for _, open := range openings(p.root(3), 3) {
				want, _ := newAssignment(p).evaluate(open, value{})
				for _, more := range []value{{}, {0, 1}, {1, 0}, {5, 0}} {
					hope := value{max(0, want.placed), want.score}.plus(more)
					got, exact := newAssignment(p).evaluate(open, hope)
					if exact && got != want || !exact && (got.compare(want) <= 0 || got.compare(hope) > 0) {
						t.Errorf("seed %d, %v: %v, exact %t for a hope of %v, is worth %v", seed, open, got, exact, hope, want)
					}
				}
			}
		}
	}
}

func TestNetworkFindsTheFlowOfLeastCost(t *testing.T) {
	tests := []struct {
		name        string
		arcs        [][4]int // from, to, room, cost
		units, cost int
	}{
		{"no way to the sink sends nothing", [][4]int{{0, 2, 3, 0}}, 0, 0},
		{"the narrowest arc decides", [][4]int{{0, 2, 3, 1}, {2, 1, 2, 1}}, 2, 4},
		{"the cheaper of two ways is filled first, then the other", [][4]int{{0, 2, 1, 1}, {2, 1, 1, 0}, {0, 3, 1, 5}, {3, 1, 1, 0}}, 2, 6},
		{"a unit is sent another way to make room", [][4]int{{0, 2, 1, 0}, {0, 3, 1, 0}, {2, 4, 1, 0}, {2, 5, 1, 3}, {3, 4, 1, 1},
			{4, 1, 1, 0}, {5, 1, 1, 0}}, 2, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var w network
			w.reset(6)
			for _, a := range tt.arcs {
				w.connect(a[0], a[1], a[2], int64(a[3]))
			}
			w.fill(0, 1, 0, far)
			units, cost := 0, 0
			for i, a := range tt.arcs {
				cost += w.flow(2*i) * a[3]
				if a[1] == 1 {
					units += w.flow(2 * i)
				}
			}
			if units != tt.units || cost != tt.cost {
				t.Errorf("%d units cost %d, want %d for %d", units, cost, tt.units, tt.cost)
			}
		})
	}
}

func TestTightenKeepsWhatCanStillOpen(t *testing.T) {
	tests := []struct {
		name  string
		node  node
		limit int
		want  node
		ok    bool
	}{
		{"room for all", node{{0, 2}, {1, 2}}, 4, node{{0, 2}, {1, 2}}, true},
		{"what must open takes the room of the rest", node{{0, 2}, {1, 3}}, 2, node{{0, 1}, {1, 2}}, true},
		{"nothing more can open", node{{0, 2}, {2, 3}}, 2, node{{0, 0}, {2, 2}}, true},
		{"more must open than may", node{{2, 2}, {1, 1}}, 2, node{{2, 1}, {1, 1}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if ok := tt.node.tighten(tt.limit); ok != tt.ok {
				t.Errorf("an opening is left: %t, want %t", ok, tt.ok)
			}
			if tt.ok && !slices.Equal(tt.node, tt.want) {
				t.Errorf("got %v, want %v", tt.node, tt.want)
			}
		})
	}
}

func TestAllocateSearchesNoFewerGroupsOnceWhatWasFoundIsWorthAsMuchAsCanBeHopedFor(t *testing.T) {
	const limit = 4
	loose := 0 // parts whose first bound promises more than there is
	for seed := range uint64(50) {
		for _, p := range random(t, seed) {
			l := newLedger(p, limit)
			promised := l.upper(len(l.searches) - 1)
			if short := allocate(t.Context(), []*ledger{l}, limit); short != nil {
				t.Fatalf("seed %d: %v can't open", seed, short)
			}
			searches := 0
			for _, s := range l.searches {
				if s != nil {
					searches++
				}
			}
			if searches != 1 {
				t.Errorf("seed %d: %d searches of the only part, want 1", seed, searches)
			}
			if l.upper(len(l.searches)-1) != promised {
				loose++
			}
		}
	}
	if loose == 0 {
		t.Error("no part promised more than there is")
	}
}

func TestHalvesShareTheOpeningsOfANode(t *testing.T) {
	tests := []struct {
		name      string
		node      node
		shares    []float64
		high, low node
	}{
		{"where most groups open, they open first", node{{0, 2}, {0, 3}}, []float64{0.5, 1.5}, node{{0, 2}, {2, 3}}, node{{0, 2}, {0, 1}}},
		{"what must open does not count", node{{2, 3}, {0, 1}}, []float64{2.1, 0.3}, node{{2, 3}, {1, 1}}, node{{2, 3}, {0, 0}}},
		{"what is settled is not split", node{{0, 1}, {3, 3}}, []float64{0.1, 9}, node{{1, 1}, {3, 3}}, node{{0, 0}, {3, 3}}},
		{"all that can open opens", node{{0, 1}}, []float64{1}, node{{1, 1}}, node{{0, 0}}},
		{"far less opened so far than must", node{{4, 5}}, []float64{0.2}, node{{5, 5}}, node{{4, 4}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := &search{sought: &subgradient{shares: tt.shares}}
			got := b.halves(tt.node)
			if !slices.Equal(got[0], tt.high) || !slices.Equal(got[1], tt.low) {
				t.Errorf("got %v, want %v and %v", got, tt.high, tt.low)
			}
		})
	}
}

func TestPartsShareNoMember(t *testing.T) {
	p := Problem{Params: Params{Seats: 3, MinMembers: 1, MaxGroups: 9, CompanyCap: 1}}
	for _, topic := range []string{"A", "B", "C", "D"} {
		p.Champions = append(p.Champions, Champion{ID: "c" + topic, Topic: topic})
	}
	for i, prefs := range [][]string{{"A"}, {"C", "A"}, {"B"}, {"C"}} {
		p.Members = append(p.Members, Member{ID: fmt.Sprint("m", i), Prefs: prefs})
	}
	got := [][]string{}
	for _, pt := range parts(p, &pins{}) {
		got = append(got, pt.ids)
	}
	if diff := cmp.Diff([][]string{{"m0", "m1", "m3"}, {"m2"}}, got); diff != "" {
		t.Errorf("members of the parts (-want +got):\n%s", diff)
	}
}

func TestACohortOfAHundredThousandIsSolvedWhole(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 8))
	p := Problem{Params: Params{Seats: 19, MinMembers: 5, MaxGroups: 10, CompanyCap: 2, PrefPoints: []int{100, 60}}}
	for i := range 40 {
		p.Champions = append(p.Champions, Champion{ID: fmt.Sprint("c", i), Topic: fmt.Sprint(i), Role: "R", Region: "NA"})
	}
	for i := range 100_000 {
		topics := rng.Perm(40)
		p.Members = append(p.Members, Member{ID: fmt.Sprintf("m%06d", i), Role: "R", Region: "NA",
			Prefs: []string{fmt.Sprint(topics[0]), fmt.Sprint(topics[1])}})
	}
	plan, err := Solve(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if placed, score := Value(p, plan); !plan.Optimal || placed != 190 || score != 19_000 {
		t.Errorf("%d placed with %d points, optimal %t; want 190 with 19000", placed, score, plan.Optimal)
	}
}
