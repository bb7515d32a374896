package match

import (
	"cmp"
	"slices"
)

// draft makes the parts of a problem: it pools the Champions, finds the picks of each member, and tells apart what shares nothing.
type draft struct {
	problem Problem
	pins    *pins
	near    map[[2]string]bool
	pools   []pool
	about   []Champion       // by pool: its first Champion stands for all; Company is empty where it keeps nobody out
	offers  map[offer][]int  // pools, by what they offer
	members []Member         // by id
	company []int32          // by member
	firms   map[string]int32 // numbers of companies
}

type offer struct {
	topic, role string
}

// parts splits a valid problem. Pools stand in the order of their first Champions' ids, members in that of theirs.
func parts(p Problem, f *pins) []*part {
	d := &draft{problem: p, pins: f, near: p.Adjacency.lookup(), offers: map[offer][]int{}, firms: map[string]int32{}}
	d.problem.Params = p.Params.within(len(p.Members))
	d.company = make([]int32, 0, len(p.Members))
	d.members = sorted(p.Members, byMemberID)
	d.poolUp(sorted(p.Champions, byChampionID))
	for i, m := range d.members {
		d.seek(int32(i), m)
	}
	for i, c := range d.about {
		d.pools[i].own = none
		if firm, known := d.firms[c.Company]; known {
			d.pools[i].own = firm
		}
	}
	groups, limits := min(p.Params.MaxGroups, len(p.Champions))+1, d.problem.Params // one more, for what-ifs
	for i := range d.pools {
		d.pools[i].lineUp()
		d.pools[i].shorten(groups, limits.Seats, limits.CompanyCap, d.company)
		d.pools[i].trim(limits.MinMembers, limits.CompanyCap, d.company)
	}
	return d.split()
}

// within keeps the numbers of a group in reach of so many members: one more than all of them is as good as any more.
func (p Params) within(members int) Params {
	p.Seats, p.MinMembers, p.CompanyCap = min(p.Seats, members+1), min(p.MinMembers, members+1), min(p.CompanyCap, members+1)
	return p
}

func byChampionID(a, b Champion) int { return cmp.Compare(a.ID, b.ID) }

func byMemberID(a, b Member) int { return cmp.Compare(a.ID, b.ID) }

// sorted is a sorted copy, or the list itself if it is in order.
func sorted[T any](list []T, order func(a, b T) int) []T {
	if slices.IsSortedFunc(list, order) {
		return list
	}
	return slices.SortedFunc(slices.Values(list), order)
}

// poolUp makes the pools, without members.
func (d *draft) poolUp(champions []Champion) {
	type key struct{ topic, role, region, company, alone string }
	known, classes, apart, bites := map[key]int{}, map[key]int{}, d.pins.alone(), d.bites()
	for _, c := range champions {
		if _, shut := d.pins.shut[c.ID]; shut {
			continue
		}
		if !bites[c.ID] {
			c.Company = ""
		}
		class := key{topic: c.Topic, role: c.Role, region: c.Region}
		if apart[c.ID] {
			class.alone = c.ID
		}
		if _, ok := classes[class]; !ok {
			classes[class] = len(classes)
		}
		k := class
		k.company = c.Company
		i, ok := known[k]
		if !ok {
			i = len(d.pools)
			known[k] = i
			d.pools = append(d.pools, pool{class: classes[class]})
			d.about = append(d.about, c)
			d.offers[offer{c.Topic, c.Role}] = append(d.offers[offer{c.Topic, c.Role}], i)
		}
		pl := &d.pools[i]
		if _, open := d.pins.open[c.ID]; open {
			pl.champions = slices.Insert(pl.champions, pl.forced, c.ID)
			pl.forced++
		} else {
			pl.champions = append(pl.champions, c.ID)
		}
	}
}

// bites says of which Champions a member who fits is a colleague. The company of any other keeps nobody out.
func (d *draft) bites() map[string]bool {
	of, bites := map[string][]Champion{}, map[string]bool{}
	for _, c := range d.problem.Champions {
		if c.Company != "" {
			of[c.Company] = append(of[c.Company], c)
		}
	}
	for _, m := range d.problem.Members {
		for _, c := range of[m.Company] {
			if !bites[c.ID] && Fits(c, m, d.problem.Adjacency) {
				bites[c.ID] = true
			}
		}
	}
	return bites
}

// seek finds the pools where member number i may sit.
func (d *draft) seek(i int32, m Member) {
	firm := int32(none)
	if m.Company != "" {
		n, known := d.firms[m.Company]
		if !known {
			n = int32(len(d.firms))
			d.firms[m.Company] = n
		}
		firm = n
	}
	d.company = append(d.company, firm)
	in, out := d.pins.in[m.ID], d.pins.out[m.ID]
	for rank, topic := range m.Prefs {
		for _, n := range d.offers[offer{topic, m.Role}] {
			c := d.about[n]
			if c.Region != m.Region && !d.near[[2]string{c.Region, m.Region}] || sameCompany(c.Company, m.Company) {
				continue
			}
			pl := &d.pools[n]
			mine := pick{i, int32(d.problem.Params.worth(rank, c.Region == m.Region))}
			switch _, barred := out[c.ID]; {
			case in == c.ID && in != "":
				pl.fixed = append(pl.fixed, mine)
			case in == "" && !barred:
				pl.picks = append(pl.picks, mine)
			}
		}
	}
}
