package match_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/match"
)

// crowd makes a problem of the programme's size of groups, with 40 topics.
func crowd(champions, members, roles int) match.Problem {
	rng := rand.New(rand.NewPCG(uint64(members), 4))
	regions := []string{"NA", "LATAM", "EMEA", "APAC"}
	p := problem(params(19, 5, 10), nil, nil)
	for i := range champions {
		p.Champions = append(p.Champions, match.Champion{ID: fmt.Sprintf("c%03d", i), Topic: fmt.Sprint("T", i%40), Role: fmt.Sprint("R", i%roles),
			Region: regions[rng.IntN(4)], Company: fmt.Sprint("K", i)})
	}
	for i := range members {
		m := match.Member{ID: fmt.Sprintf("m%06d", i), Role: fmt.Sprint("R", rng.IntN(roles)), Region: regions[rng.IntN(4)],
			Company: fmt.Sprint("K", rng.IntN(members/4+1))}
		for _, topic := range rng.Perm(40)[:4] {
			m.Prefs = append(m.Prefs, fmt.Sprint("T", topic))
		}
		p.Members = append(p.Members, m)
	}
	return p
}

func bench(b *testing.B, p match.Problem) {
	b.ReportAllocs()
	for b.Loop() {
		plan, err := match.Solve(context.Background(), p)
		if err != nil {
			b.Fatal(err)
		}
		if !plan.Optimal {
			b.Fatal("the plan is not proven")
		}
	}
}

func BenchmarkSolve(b *testing.B) {
	for _, members := range []int{200, 400, 1000, 5000, 20_000, 100_000} {
		b.Run(fmt.Sprintf("members=%d", members), func(b *testing.B) { bench(b, crowd(40, members, 1)) })
	}
}

func BenchmarkSolveSixRoles(b *testing.B) {
	for _, members := range []int{400, 5000} {
		b.Run(fmt.Sprintf("members=%d", members), func(b *testing.B) { bench(b, crowd(40, members, 6)) })
	}
}

// The groups are fixed by pins: what is left is to place the members.
func BenchmarkAssign(b *testing.B) {
	for _, members := range []int{200, 2000, 20_000, 100_000} {
		b.Run(fmt.Sprintf("members=%d", members), func(b *testing.B) {
			p := crowd(10, members, 1)
			p.Params.MinMembers = 1
			for _, c := range p.Champions {
				p.Pins = append(p.Pins, match.Pin{Kind: match.PinOpen, Champion: c.ID})
			}
			bench(b, p)
		})
	}
}

// Groups so large that nearly everybody has a seat.
func BenchmarkAssignLargeGroups(b *testing.B) {
	for _, members := range []int{2000, 20_000, 100_000} {
		b.Run(fmt.Sprintf("members=%d", members), func(b *testing.B) {
			p := crowd(40, members, 1)
			p.Params.Seats, p.Params.MinMembers, p.Params.MaxGroups = members/50, 1, 40
			for _, c := range p.Champions {
				p.Pins = append(p.Pins, match.Pin{Kind: match.PinOpen, Champion: c.ID})
			}
			bench(b, p)
		})
	}
}

// Problems of the programme's full size of many shapes. What counts is the slowest.
func BenchmarkShapes(b *testing.B) {
	const each = 20
	for _, s := range shapes() {
		b.Run(s.name, func(b *testing.B) {
			took := []time.Duration{}
			for b.Loop() {
				for seed := range uint64(each) {
					p := s.problem(seed)
					start := time.Now()
					plan, err := match.Solve(context.Background(), p)
					if took = append(took, time.Since(start)); err != nil || !plan.Optimal {
						b.Fatalf("seed %d: %v, optimal %t", seed, err, plan.Optimal)
					}
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
			b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "ms-worst")
		})
	}
}
