package match

import (
	"cmp"
	"slices"
)

// Code is the kind of a Reason.
type Code string

// Why a member is where they are. Where several hold for an unplaced member, the first one of this order counts.
const (
	Placed          Code = "placed"           // has a seat
	SeatFree        Code = "seat_free"        // could be seated now; only in plans that were changed, or are not optimal
	GroupsFull      Code = "groups_full"      // a group that fits is full
	CompanyLimit    Code = "company_limit"    // colleagues hold the seats that one company may have
	GroupCap        Code = "group_cap"        // the group could have the minimum, but did not open: the cohort has all its groups
	CouldOpen       Code = "could_open"       // the group could have the minimum and could open; only in plans like those of SeatFree
	BelowMinimum    Code = "below_minimum"    // the group did not open: it can't have the minimum beside those that did
	PinnedOut       Code = "pinned_out"       // staff keep the member out of the group
	PinnedShut      Code = "pinned_shut"      // staff keep the group from opening
	ChampionCompany Code = "champion_company" // only Champions of their own company fit
	NoGroupOffered  Code = "no_group_offered" // no Champion fits by role, topic and region
)

// codes are in the order in which they count.
var codes = [...]Code{Placed, SeatFree, GroupsFull, CompanyLimit, GroupCap, CouldOpen, BelowMinimum, PinnedOut, PinnedShut,
	ChampionCompany, NoGroupOffered}

// Reason tells a person why a member has a seat, or has none.
type Reason struct {
	Code       Code
	Champion   string // id: whose group it is about; empty for NoGroupOffered
	Topic      string // that group's topic
	Preference int    // 1 for the member's first topic; 0 where Champion is empty
	SameRegion bool   // false: the group is of an adjacent region
	Place      int    // for GroupsFull: 1 for the first of those who have this reason for this group, most points there first, then by id
	Text       string // a sentence
}

// Explain gives the reason for each member's place in a plan that keeps the rules, by member id.
func Explain(p Problem, plan Plan) map[string]Reason {
	f, err := p.pins()
	if err != nil {
		f = &pins{}
	}
	return newWitness(p, plan, f).explain()
}

// explain asks for each member.
func (w *witness) explain() map[string]Reason {
	reasons := make(map[string]Reason, len(w.problem.Members))
	for _, g := range w.plan.Groups {
		for _, id := range g.Members {
			reasons[id] = w.problem.reason(Placed, w.champions[g.Champion].Champion, w.members[id])
		}
	}
	for _, id := range w.plan.Unplaced {
		reasons[id] = w.whyNot(w.members[id])
	}
	w.lineUp(reasons)
	texts := map[Reason]string{} // reasons that are alike share their text
	for id, r := range reasons {
		text, known := "", false
		if r.Place == 0 { // a place is nobody else's
			text, known = texts[r]
		}
		if !known {
			text = w.problem.text(r, w.champions[r.Champion].Champion)
		}
		if r.Place == 0 {
			texts[r] = text
		}
		r.Text = text
		reasons[id] = r
	}
	return reasons
}

// lineUp gives those who wait for a full group their places.
func (w *witness) lineUp(reasons map[string]Reason) {
	type waiting struct {
		id     string
		points int
	}
	lines := map[string][]waiting{}
	for _, id := range w.plan.Unplaced {
		if r := reasons[id]; r.Code == GroupsFull {
			lines[r.Champion] = append(lines[r.Champion], waiting{id, w.problem.Params.worth(r.Preference-1, r.SameRegion)})
		}
	}
	for _, line := range lines {
		slices.SortFunc(line, func(a, b waiting) int { return cmp.Or(cmp.Compare(b.points, a.points), cmp.Compare(a.id, b.id)) })
		for i, next := range line {
			r := reasons[next.id]
			r.Place = i + 1
			reasons[next.id] = r
		}
	}
}

// reason is a Reason without words.
func (p Problem) reason(code Code, c Champion, m Member) Reason {
	return Reason{Code: code, Champion: c.ID, Topic: c.Topic, SameRegion: c.Region == m.Region, Preference: slices.Index(m.Prefs, c.Topic) + 1}
}
