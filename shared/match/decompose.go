package match

// decompose groups the pools into parts, the connected components: pools that share a member, directly or by way of
// others, belong together.
func (d *presolve) decompose() []*part {
	chief := make([]int, len(d.pools)) // by pool: towards the first pool of its part (union-find)
	for i := range chief {
		chief[i] = i
	}
	find := func(i int) int {
		for chief[i] != i {
			chief[i] = chief[chief[i]]
			i = chief[i]
		}
		return i
	}
	home := resize[int](nil, len(d.members), none) // by member: a pool where they may sit
	for i := range d.pools {
		for _, mine := range d.pools[i].all() {
			if h := home[mine.member]; h != none {
				a, b := find(h), find(i)
				chief[max(a, b)] = min(a, b)
			}
			home[mine.member] = i
		}
	}
	number := map[int]int{} // of the part, by its first pool
	parts := []*part{}
	for i := range d.pools {
		if len(d.pools[i].champions) == 0 {
			continue
		}
		c := find(i)
		if _, known := number[c]; !known {
			number[c] = len(parts)
			parts = append(parts, &part{params: d.problem.Params})
		}
		pt := parts[number[c]]
		pt.pools = append(pt.pools, d.pools[i])
	}
	local := resize[int32](nil, len(d.members), none) // by member: their index in the part
	for i, h := range home {
		if h != none {
			pt := parts[number[find(h)]]
			local[i] = int32(len(pt.ids))
			pt.ids = append(pt.ids, d.members[i].ID)
			pt.company = append(pt.company, d.company[i])
		}
	}
	for _, pt := range parts {
		pt.number(local)
	}
	return parts
}
