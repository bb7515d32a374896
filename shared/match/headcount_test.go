package match

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestAnExactHeadcountSeatsAsManyAsAFlow(t *testing.T) {
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 6))
		p := Problem{Params: Params{Seats: 2 + rng.IntN(6), MinMembers: 1, MaxGroups: 8, CompanyCap: 1 + rng.IntN(3), PrefPoints: []int{3, 2, 1}}}
		for i := range 8 {
			p.Champions = append(p.Champions, Champion{ID: fmt.Sprint("c", i), Topic: fmt.Sprint(i % 5), Company: fmt.Sprint(rng.IntN(4)), Role: "R", Region: "NA"})
		}
		for i := range 20 + rng.IntN(60) {
			m := Member{ID: fmt.Sprint("m", i), Company: fmt.Sprint(rng.IntN(4)), Role: "R", Region: "NA"}
			for _, topic := range rng.Perm(5)[:1+rng.IntN(3)] {
				m.Prefs = append(m.Prefs, fmt.Sprint(topic))
			}
			p.Members = append(p.Members, m)
		}
		f, err := p.validate()
		if err != nil {
			t.Fatal(err)
		}
		for _, single := range parts(p, f) {
			for _, pt := range []*part{single, single.merge()} {
				h, seats, open := newHeadcount(pt, true), newSeating(pt), make([]int, len(pt.pools))
				for range 5 {
					i := rng.IntN(len(open))
					if open[i] == len(pt.pools[i].champions) {
						continue
					}
					open[i]++
					h.add(i)
					seats.seat(open, nil)
					if want := seats.value(open).placed; want >= 0 && h.most(nil, open, nil, 0) != want {
						t.Errorf("seed %d, open %v: %d have a seat, want %d", seed, open, h.most(nil, open, nil, 0), want)
					}
				}
			}
		}
	}
}
