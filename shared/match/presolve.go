package match

import (
	"cmp"
	"slices"
)

// presolve makes the parts of a problem: it pools the Champions, finds the picks of each member, drops what no plan
// needs, and tells apart what shares nothing.
type presolve struct {
	problem Problem
	pins    *pins
	near    neighbours
	pools   []pool
	about   []Champion       // by pool: its first Champion stands for all; Company is empty where it keeps nobody out
	offers  map[string][]int // pools, by topic
	members []Member         // by id
	company []int32          // by member
	firms   map[string]int32 // numbers of companies
}

// parts splits a valid problem. Pools stand in the order of their first Champions' ids, members in that of theirs.
func parts(p Problem, f *pins) []*part {
	d := &presolve{problem: p, pins: f, near: p.neighbours(),
		offers: map[string][]int{}, firms: map[string]int32{}}
	d.problem.Params = p.Params.within(len(p.Members))
	d.company = make([]int32, 0, len(p.Members))
	d.members = sorted(p.Members, byMemberID)
	d.poolUp(sorted(p.Champions, byChampionID))
	for i, m := range d.members {
		d.company = append(d.company, d.firm(m.Company))
		d.findPicks(int32(i), m)
	}
	for i, c := range d.about {
		d.pools[i].keepsOut = none
		if firm, known := d.firms[c.Company]; known {
			d.pools[i].keepsOut = firm
		}
	}
	groups, limits := min(p.Params.MaxGroups, len(p.Champions))+1, d.problem.Params // one more, for what-ifs
	for i := range d.pools {
		d.pools[i].lineUp()
		d.pools[i].shorten(groups, limits.Seats, limits.CompanyCap, d.company)
		d.pools[i].trim(limits.MinMembers, limits.CompanyCap, d.company)
	}
	return d.decompose()
}

// within keeps the numbers of a group in reach of so many members: one more than all of them is as good as any more.
func (p Params) within(members int) Params {
	most := members + 1
	p.Seats, p.MinMembers, p.CompanyCap = min(p.Seats, most), min(p.MinMembers, most), min(p.CompanyCap, most)
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
func (d *presolve) poolUp(champions []Champion) {
	type key struct{ topic, role, region, company, alone string }
	known, classes, apart, matters := map[key]int{}, map[key]int{}, d.pins.alone(), d.companyMatters()
	for _, c := range champions {
		if _, shut := d.pins.shut[c.ID]; shut {
			continue
		}
		if !matters[c.ID] {
			c.Company = ""
		}
		class := key{topic: c.Topic, role: c.Role, region: c.Region}
		if apart[c.ID] {
			class.alone = c.ID
		}
		k := class
		k.company = c.Company
		i, ok := known[k]
		if !ok {
			i = len(d.pools)
			known[k] = i
			if _, ok := classes[class]; !ok {
				classes[class] = len(classes)
			}
			d.pools = append(d.pools, pool{class: classes[class]})
			d.about = append(d.about, c)
			d.offers[c.Topic] = append(d.offers[c.Topic], i)
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

// companyMatters says of which Champions a member who fits is a colleague. The company of any other keeps nobody out.
func (d *presolve) companyMatters() map[string]bool {
	of, matters := map[string][]Champion{}, map[string]bool{}
	for _, c := range d.problem.Champions {
		if c.Company != "" {
			of[c.Company] = append(of[c.Company], c)
		}
	}
	for _, m := range d.problem.Members {
		for _, c := range of[m.Company] {
			if d.near.fit(c, m) && slices.Contains(m.Prefs, c.Topic) {
				matters[c.ID] = true
			}
		}
	}
	return matters
}

// firm is the number of a company.
func (d *presolve) firm(company string) int32 {
	if company == "" {
		return none
	}
	if _, known := d.firms[company]; !known {
		d.firms[company] = int32(len(d.firms))
	}
	return d.firms[company]
}

// findPicks finds the pools where member number i may sit.
func (d *presolve) findPicks(i int32, m Member) {
	in, out := d.pins.in[m.ID], d.pins.out[m.ID]
	if d.pins.exempt[m.ID] != "" {
		n := slices.IndexFunc(d.about, func(c Champion) bool { return c.ID == in }) // a pin sets a Champion apart
		points := d.problem.Params.Points(d.about[n], m)
		d.pools[n].fixed = append(d.pools[n].fixed, pick{i, int32(points)})
		return
	}
	for rank, topic := range m.Prefs {
		for _, n := range d.offers[topic] {
			c := d.about[n]
			if !d.near.fit(c, m) || sameCompany(c.Company, m.Company) {
				continue
			}
			pl := &d.pools[n]
			mine := pick{i, int32(d.problem.Params.worth(rank, c, m))}
			switch _, barred := out[c.ID]; {
			case in == c.ID && in != "":
				pl.fixed = append(pl.fixed, mine)
			case in == "" && !barred:
				pl.picks = append(pl.picks, mine)
			}
		}
	}
}
