package match

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// groups seats the members in the open groups and writes down who sits where.
func (s *assignment) groups(open []int) []Group {
	s.ensure(open)
	groups := []Group{}
	for i, seats := range s.favourFirst(open, s.seated(open)) {
		for _, mine := range s.pools[i].fixed {
			seats = append(seats, mine.member)
		}
		groups = append(groups, s.deal(s.pools[i].champions[:open[i]], seats)...)
	}
	return groups
}

// favourFirst lists who sits in each pool when, of members who are alike, the first by id have the best of what they
// have: those of one company, or none, with the same points in every open pool. So plans do not depend on the order in
// which the flow came by them.
func (s *assignment) favourFirst(open []int, seats [][]pick) [][]int32 {
	type seat struct {
		pool   int
		points int32
	}
	had := resize[seat](nil, len(s.ids), seat{pool: none}) // by member
	for i := range seats {
		for _, mine := range seats[i] {
			had[mine.member] = seat{i, mine.points}
		}
	}
	list := make([][]int32, len(seats))
	for _, members := range s.alike(open) {
		best := []seat{}
		for _, m := range members {
			if had[m].pool != none {
				best = append(best, had[m])
			}
		}
		slices.SortStableFunc(best, func(a, b seat) int {
			return cmp.Or(cmp.Compare(b.points, a.points), cmp.Compare(a.pool, b.pool))
		})
		for n, seat := range best {
			list[seat.pool] = append(list[seat.pool], members[n])
		}
	}
	for i := range list {
		slices.Sort(list[i])
	}
	return list
}

// alike groups the members who may sit in an open pool by what tells them apart.
func (s *assignment) alike(open []int) map[string][]int32 {
	marks := make([][]byte, len(s.ids)) // by member
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
		}
	}
	alike := map[string][]int32{}
	for m, mark := range marks {
		if mark != nil {
			alike[string(mark)] = append(alike[string(mark)], int32(m))
		}
	}
	return alike
}

// deal divides members of a pool among its Champions, colleagues one after the other, so that no group has more of a
// company, or of members, than it must.
func (s *assignment) deal(champions []string, members []int32) []Group {
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
