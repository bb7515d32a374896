package match

import "slices"

// explainer knows what stands between members and groups in a plan.
type explainer struct {
	problem   Problem
	plan      Plan
	pins      *pins
	near      neighbours
	champions map[string]*groupState
	offers    map[string][]*groupState // by topic, then by id
	members   map[string]Member
	parts     []*part         // made when first asked for
	reaches   map[string]bool // by Champion, as far as asked for
}

// groupState is a Champion's group as the plan has it.
type groupState struct {
	Champion
	open       bool
	members    int
	colleagues map[string]int // by company
}

func newExplainer(p Problem, plan Plan, f *pins) *explainer {
	e := &explainer{problem: p, plan: plan, pins: f, near: p.neighbours(), champions: map[string]*groupState{},
		offers: map[string][]*groupState{}, reaches: map[string]bool{}}
	for _, c := range sorted(p.Champions, byChampionID) {
		g := &groupState{Champion: c, colleagues: map[string]int{}}
		e.champions[c.ID] = g
		e.offers[c.Topic] = append(e.offers[c.Topic], g)
	}
	_, e.members = p.byID()
	for _, group := range plan.Groups {
		g := e.champions[group.Champion]
		g.open, g.members = true, len(group.Members)
		for _, id := range group.Members {
			g.colleagues[e.members[id].Company]++
		}
	}
	return e
}

// explain gives the reason for each member.
func (e *explainer) explain() map[string]Reason {
	reasons := make(map[string]Reason, len(e.problem.Members))
	for _, g := range e.plan.Groups {
		for _, id := range g.Members {
			reasons[id] = about(Placed, e.champions[g.Champion].Champion, e.members[id])
		}
	}
	for _, id := range e.plan.Unplaced {
		reasons[id] = e.whyNot(e.members[id])
	}
	return reasons
}

// whyNot takes the most telling of the obstacles that stand between the member and each group that fits.
func (e *explainer) whyNot(m Member) Reason {
	best, first := Reason{Code: NoGroupOffered}, len(codes)
	for _, topic := range m.Prefs {
		for _, g := range e.offers[topic] {
			if !e.near.fit(g.Champion, m) {
				continue
			}
			code := e.obstacle(g, m)
			if rank := slices.Index(codes[:], code); rank < first {
				best, first = about(code, g.Champion, m), rank
			}
		}
	}
	return best
}

func (e *explainer) obstacle(g *groupState, m Member) Code {
	_, out := e.pins.out[m.ID][g.ID]
	_, shut := e.pins.shut[g.ID]
	switch {
	case sameCompany(g.Company, m.Company):
		return ChampionCompany
	case out:
		return PinnedOut
	case shut:
		return PinnedShut
	case !g.open && !e.canOpen(g.ID):
		return BelowMinimum
	case !g.open && len(e.plan.Groups) >= e.problem.Params.MaxGroups:
		return GroupCap
	case !g.open:
		return CouldOpen
	case g.members >= e.problem.Params.Seats:
		return GroupsFull
	case m.Company != "" && g.colleagues[m.Company] >= e.problem.Params.CompanyCap:
		return CompanyLimit
	}
	return SeatFree
}

// canOpen says whether a Champion's group could have the minimum if it opened beside those that are open, whoever
// would sit where.
func (e *explainer) canOpen(champion string) bool {
	can, known := e.reaches[champion]
	if known {
		return can
	}
	if e.parts == nil {
		e.parts = parts(e.problem, e.pins)
	}
	can = slices.ContainsFunc(e.parts, func(p *part) bool { return e.opensIn(p, champion) })
	e.reaches[champion] = can
	return can
}

// opensIn says whether a part has the Champion and their group can open beside those of the part that are open.
func (e *explainer) opensIn(p *part, champion string) bool {
	open, here := make([]int, len(p.pools)), false
	for i := range p.pools {
		for _, id := range p.pools[i].champions {
			here = here || id == champion
			if id == champion || e.champions[id].open {
				open[i]++
			}
		}
	}
	return here && newAssignment(p).placeMost(open).placed >= 0
}
