package match

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// groups seats the members in the open groups and writes down who sits where.
func (s *seating) groups(open []int) []Group {
	s.fill(open)
	seats, n := make([][]int32, len(s.pools)), 0
	for i := range s.pools {
		for _, mine := range s.pools[i].picks {
			if open[i] > 0 && s.net.flow(int(s.arcs[n])) > 0 {
				seats[i] = append(seats[i], mine.member)
			}
			n++
		}
	}
	s.favour(open, seats)
	groups := []Group{}
	for i, k := range open {
		for _, mine := range s.pools[i].fixed {
			seats[i] = append(seats[i], mine.member)
		}
		groups = append(groups, s.deal(s.pools[i].champions[:k], seats[i])...)
	}
	return groups
}

// fill has the network hold the best flow for the opening.
func (s *seating) fill(open []int) {
	if !slices.Equal(s.seated, open) {
		s.seat(open, &value{})
	}
}

// colleagues counts, by pool and company, who sits where in the best flow for the opening.
func (s *seating) colleagues(open []int) []map[int32]int {
	s.fill(open)
	sit, n := make([]map[int32]int, len(s.pools)), 0
	for i := range s.pools {
		sit[i] = map[int32]int{}
		for _, mine := range s.pools[i].picks {
			if c := s.company[mine.member]; open[i] > 0 && c != none && s.net.flow(int(s.arcs[n])) > 0 {
				sit[i][c]++
			}
			n++
		}
	}
	return sit
}

// favour lets the first by id have the best of what members who are alike have: those of one company, or none, with the same points in
// every open pool.
func (s *seating) favour(open []int, seats [][]int32) {
	at := resize[int](nil, len(s.ids), none)
	for i := range seats {
		for _, m := range seats[i] {
			at[m] = i
		}
	}
	marks := make([][]byte, len(s.ids)) // by member: what tells them apart from others
	points := make([]int32, len(s.ids)) // by member: of their seat
	for i, k := range open {
		if k == 0 {
			continue
		}
		for _, mine := range s.pools[i].picks {
			m := mine.member
			if marks[m] == nil {
				marks[m] = binary.AppendVarint(nil, int64(s.company[m]))
			}
			marks[m] = binary.AppendVarint(binary.AppendVarint(marks[m], int64(i)), int64(mine.points))
			if at[m] == i {
				points[m] = mine.points
			}
		}
	}
	alike := map[string][]int32{}
	for m, mark := range marks {
		if mark != nil {
			alike[string(mark)] = append(alike[string(mark)], int32(m))
		}
	}
	after := slices.Clone(at)
	for _, members := range alike {
		order := slices.Clone(members)
		slices.SortStableFunc(order, func(a, b int32) int {
			seatless := cmp.Compare(min(at[b], 0), min(at[a], 0))
			return cmp.Or(seatless, cmp.Compare(points[b], points[a]), cmp.Compare(at[a], at[b]))
		})
		for n, m := range members {
			after[m] = at[order[n]]
		}
	}
	for i := range seats {
		seats[i] = seats[i][:0]
	}
	for m, i := range after {
		if i != none {
			seats[i] = append(seats[i], int32(m))
		}
	}
}

// deal divides members of a pool among its Champions, colleagues one after the other, so that no group has more of a company, or of
// members, than it must.
func (s *seating) deal(champions []string, members []int32) []Group {
	groups := make([]Group, len(champions))
	for i, id := range champions {
		groups[i] = Group{Champion: id, Members: []string{}}
	}
	slices.SortStableFunc(members, func(a, b int32) int { return cmp.Compare(s.company[a], s.company[b]) })
	for n, m := range members {
		g := &groups[n%len(groups)]
		g.Members = append(g.Members, s.ids[m])
	}
	return groups
}
