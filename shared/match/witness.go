package match

import "slices"

// witness knows what stands between members and groups in a plan.
type witness struct {
	problem   Problem
	plan      Plan
	pins      *pins
	near      map[[2]string]bool
	offers    map[offer][]*standing // by id
	champions map[string]*standing
	members   map[string]Member
	parts     []*part // made when first asked for
}

// standing is a Champion's group as the plan has it.
type standing struct {
	Champion
	open       bool
	members    int
	colleagues map[string]int // by company
	reach      reach
}

// reach says whether a group that is not open could have the minimum beside those that are.
type reach int

const (
	unasked reach = iota
	within
	beyond
)

func newWitness(p Problem, plan Plan, f *pins) *witness {
	w := &witness{problem: p, plan: plan, pins: f, near: p.Adjacency.lookup(), offers: map[offer][]*standing{}, champions: map[string]*standing{"": {}}}
	for _, c := range sorted(p.Champions, byChampionID) {
		s := &standing{Champion: c, colleagues: map[string]int{}}
		w.champions[c.ID] = s
		w.offers[offer{c.Topic, c.Role}] = append(w.offers[offer{c.Topic, c.Role}], s)
	}
	_, members := p.byID()
	w.members = members
	for _, g := range plan.Groups {
		s := w.champions[g.Champion]
		s.open, s.members = true, len(g.Members)
		for _, id := range g.Members {
			s.colleagues[members[id].Company]++
		}
	}
	return w
}

// whyNot takes the most telling of the obstacles that stand between the member and each group that fits.
func (w *witness) whyNot(m Member) Reason {
	best, first := Reason{Code: NoGroupOffered}, len(codes)
	for _, topic := range m.Prefs {
		for _, s := range w.offers[offer{topic, m.Role}] {
			if s.Region != m.Region && !w.near[[2]string{s.Region, m.Region}] {
				continue
			}
			r := w.problem.reason(w.obstacle(s, m), s.Champion, m)
			if rank := slices.Index(codes[:], r.Code); rank < first {
				best, first = r, rank
			}
		}
	}
	return best
}

func (w *witness) obstacle(s *standing, m Member) Code {
	_, out := w.pins.out[m.ID][s.ID]
	_, shut := w.pins.shut[s.ID]
	switch {
	case sameCompany(s.Company, m.Company):
		return ChampionCompany
	case out:
		return PinnedOut
	case shut:
		return PinnedShut
	case !s.open && !w.reaches(s):
		return BelowMinimum
	case !s.open && len(w.plan.Groups) >= w.problem.Params.MaxGroups:
		return GroupCap
	case !s.open:
		return CouldOpen
	case s.members >= w.problem.Params.Seats:
		return GroupsFull
	case m.Company != "" && s.colleagues[m.Company] >= w.problem.Params.CompanyCap:
		return CompanyLimit
	}
	return SeatFree
}

// reaches says whether the group could have the minimum if it opened beside those that are open, whoever would sit where.
func (w *witness) reaches(s *standing) bool {
	if s.reach == unasked {
		if w.parts == nil {
			w.parts = parts(w.problem, w.pins)
		}
		s.reach = beyond
		for _, p := range w.parts {
			if p.fits(w.champions, s.ID) {
				s.reach = within
			}
		}
	}
	return s.reach == within
}

// fits says whether the part has the Champion and their group can open beside those of the part that are open.
func (p *part) fits(standings map[string]*standing, id string) bool {
	open, here := make([]int, len(p.pools)), false
	for i := range p.pools {
		for _, champion := range p.pools[i].champions {
			if champion == id || standings[champion].open {
				open[i]++
			}
			here = here || champion == id
		}
	}
	if !here {
		return false
	}
	return newSeating(p).opens(open)
}
