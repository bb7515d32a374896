package match

// split groups the pools into parts: pools that share a member, directly or by way of others, belong together.
func (d *draft) split() []*part {
	chief := make([]int, len(d.pools)) // by pool: towards the first pool of its part
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
	number := map[int]int{}
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
	local := resize[int32](nil, len(d.members), none)
	for i, h := range home {
		if h != none {
			pt := parts[number[find(h)]]
			local[i] = int32(len(pt.ids))
			pt.ids = append(pt.ids, d.members[i].ID)
			pt.company = append(pt.company, d.company[i])
		}
	}
	for _, pt := range parts {
		pt.settle(local)
	}
	return parts
}

// all are the members whom staff put in the pool and those who may sit in it.
func (p *pool) all() []pick {
	return append(p.fixed[:len(p.fixed):len(p.fixed)], p.picks...)
}

// settle renumbers classes, members and companies from 0 and looks at the sizes of points.
func (p *part) settle(local []int32) {
	classes, firms := map[int]int{}, map[int32]int32{}
	for i := range p.pools {
		pl := &p.pools[i]
		pl.class = renumber(classes, pl.class)
		for _, list := range [][]pick{pl.fixed, pl.picks} {
			for n := range list {
				list[n].member = local[list[n].member]
				p.step = gcd(p.step, int(list[n].points))
				p.top = max(p.top, int(list[n].points))
			}
		}
	}
	for i, firm := range p.company {
		if firm != none {
			p.company[i] = renumber(firms, firm)
		}
	}
	number := make([]int, len(firms))
	for i := range p.pools {
		pl := &p.pools[i]
		for _, mine := range pl.all() {
			c := p.company[mine.member]
			if c != none && number[c] == p.params.CompanyCap {
				pl.crowded = true
				continue
			}
			if c != none {
				number[c]++
			}
			pl.room = min(pl.room+1, p.params.Seats)
		}
		clear(number)
		if c, known := firms[pl.own]; known {
			pl.own = c
		} else {
			pl.own = none
		}
	}
	p.classes, p.firms, p.step = len(classes), len(firms), max(p.step, 1)
}

func renumber[T int | int32](known map[T]T, n T) T {
	if _, ok := known[n]; !ok {
		known[n] = T(len(known))
	}
	return known[n]
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
