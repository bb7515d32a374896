package match

import (
	"fmt"
	"slices"
)

// Code is the kind of a Reason.
type Code string

// Why a member is where they are. Where several hold for an unplaced member, the first one of this order counts.
const (
	Placed          Code = "placed"           // has a seat
	SeatFree        Code = "seat_free"        // could be seated now; only in plans that were changed after Solve
	GroupsFull      Code = "groups_full"      // a group that fits is full
	CompanyLimit    Code = "company_limit"    // colleagues hold the seats that one company may have
	GroupCap        Code = "group_cap"        // the group did not open: the cohort has all its groups
	BelowMinimum    Code = "below_minimum"    // the group did not open: too few members
	ChampionCompany Code = "champion_company" // only Champions of their own company fit
	NoGroupOffered  Code = "no_group_offered" // no Champion fits by role, topic and region
)

// Reason tells a person why a member has a seat, or has none.
type Reason struct {
	Code       Code
	Champion   string // id: whose group it is about; empty for NoGroupOffered
	Topic      string // that group's topic
	Preference int    // 1 for the member's first topic; 0 where Champion is empty
	SameRegion bool   // false: the group is of an adjacent region
	Text       string // a sentence
}

// Explain gives the reason for each member's place in a plan that keeps the rules, by member id.
func Explain(p Problem, plan Plan) map[string]Reason {
	champions, members := p.byID()
	seated := map[string][]Member{} // by Champion
	reasons := make(map[string]Reason, len(p.Members))
	for _, g := range plan.Groups {
		c := champions[g.Champion]
		seated[c.ID] = []Member{}
		for _, id := range g.Members {
			seated[c.ID] = append(seated[c.ID], members[id])
			reasons[id] = p.reason(Placed, c, members[id])
		}
	}
	offers := []offered{}
	for _, c := range slices.SortedFunc(slices.Values(p.Champions), byChampionID) {
		group, open := seated[c.ID]
		offers = append(offers, offered{c, open, group, !open && p.wanted(c) && len(seated) >= p.Params.MaxGroups})
	}
	for _, id := range plan.Unplaced {
		reasons[id] = p.whyNot(members[id], offers)
	}
	return reasons
}

// offered is a Champion's group as a plan has it.
type offered struct {
	Champion
	open    bool
	members []Member
	capped  bool // not open, though enough members want it: the cohort has all its groups
}

// whyNot takes the most telling of the obstacles that stand between the member and each group that fits.
func (p Problem) whyNot(m Member, offers []offered) Reason {
	best := Reason{Code: NoGroupOffered, Text: "No Champion offers one of the member's topics for their role in their region or an adjacent one."}
	order := []Code{SeatFree, GroupsFull, CompanyLimit, GroupCap, BelowMinimum, ChampionCompany, NoGroupOffered}
	for _, o := range offers {
		if !Fits(o.Champion, m, p.Adjacency) {
			continue
		}
		r := p.reason(p.obstacle(o, m), o.Champion, m)
		was, is := slices.Index(order, best.Code), slices.Index(order, r.Code)
		if is < was || is == was && r.Preference < best.Preference {
			best = r
		}
	}
	return best
}

func (p Problem) obstacle(o offered, m Member) Code {
	colleagues := 0
	for _, other := range o.members {
		if sameCompany(m.Company, other.Company) {
			colleagues++
		}
	}
	switch {
	case sameCompany(o.Company, m.Company):
		return ChampionCompany
	case o.capped:
		return GroupCap
	case !o.open:
		return BelowMinimum
	case len(o.members) >= p.Params.Seats:
		return GroupsFull
	case colleagues >= p.Params.CompanyCap:
		return CompanyLimit
	}
	return SeatFree
}

// wanted says whether enough members could sit in the Champion's group if no other group opened.
func (p Problem) wanted(c Champion) bool {
	n, colleagues := 0, map[string]int{}
	for _, m := range p.Members {
		if !Fits(c, m, p.Adjacency) || sameCompany(c.Company, m.Company) {
			continue
		}
		if m.Company != "" && colleagues[m.Company] >= p.Params.CompanyCap {
			continue
		}
		colleagues[m.Company]++
		n++
	}
	return n >= p.Params.MinMembers
}

func (p Problem) reason(code Code, c Champion, m Member) Reason {
	r := Reason{Code: code, Champion: c.ID, Topic: c.Topic, SameRegion: c.Region == m.Region,
		Preference: slices.Index(m.Prefs, c.Topic) + 1}
	where := "the member's own region"
	if !r.SameRegion {
		where = "an adjacent region, " + c.Region
	}
	about := fmt.Sprintf("%q (choice %d, %s)", c.Topic, r.Preference, where)
	switch code {
	case Placed:
		r.Text = "Has a seat in " + about + "."
	case SeatFree:
		r.Text = "Could still be given a seat in " + about + "."
	case GroupsFull:
		r.Text = fmt.Sprintf("All %d seats of %s are taken, and no other group that fits has one.", p.Params.Seats, about)
	case CompanyLimit:
		r.Text = fmt.Sprintf("%s already has %d members of the same company, as many as one group may have.", about, p.Params.CompanyCap)
	case GroupCap:
		r.Text = fmt.Sprintf("%s did not open: the cohort has its %d groups.", about, p.Params.MaxGroups)
	case BelowMinimum:
		r.Text = fmt.Sprintf("%s did not open: it would have had fewer than %d members beside the groups that did.", about, p.Params.MinMembers)
	case ChampionCompany:
		r.Text = about + " is led by a Champion of the member's own company."
	}
	return r
}
