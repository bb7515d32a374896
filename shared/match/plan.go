package match

import "fmt"

// Plan says which groups open, who sits in them and who does not.
type Plan struct {
	Groups   []Group  `json:"groups"`   // by the Champion's id
	Unplaced []string `json:"unplaced"` // ids of members, sorted

	// Optimal says that no other plan is better. Where that is not proven, Bound says how much better one could be.
	Optimal bool   `json:"optimal,omitempty"`
	Bound   *Bound `json:"bound,omitempty"`

	// Reasons has one entry for each member's id. Explain makes them anew after a plan was changed or read back.
	Reasons map[string]Reason `json:"-"`
}

// Bound is what the best plan does not exceed: the number of members that it places, and its points.
type Bound struct {
	Placed int `json:"placed"`
	Score  int `json:"score"`
}

// Group is one group that opens.
type Group struct {
	Champion string   `json:"champion"` // id
	Members  []string `json:"members"`  // ids, sorted
}

// Value is what plans are compared by: the number of members placed and, between equals, the sum of
// preference, region and role points. The plan must keep the rules (Check).
func Value(p Problem, plan Plan) (placed, score int) {
	champions, members := p.byID()
	for _, g := range plan.Groups {
		for _, id := range g.Members {
			placed++
			score += p.Params.Points(champions[g.Champion], members[id])
		}
	}
	return placed, score
}

// Check reports the first rule that the plan breaks, or nil. It shares nothing with the search but the words of the
// problem.
func Check(p Problem, plan Plan) error {
	champions, members := p.byID()
	exempt := p.exempt()
	if len(plan.Groups) > p.Params.MaxGroups {
		return fmt.Errorf("%d groups open: at most %d may", len(plan.Groups), p.Params.MaxGroups)
	}
	led, named := map[string]bool{}, map[string]bool{}
	for _, g := range plan.Groups {
		c, known := champions[g.Champion]
		if !known {
			return fmt.Errorf("group of %q: no such Champion", g.Champion)
		}
		if led[c.ID] {
			return fmt.Errorf("group of %q: the Champion leads two groups", c.ID)
		}
		led[c.ID] = true
		if err := p.checkGroup(c, g.Members, members, named, exempt); err != nil {
			return fmt.Errorf("group of %q: %w", c.ID, err)
		}
	}
	for _, id := range plan.Unplaced {
		if err := claim(id, members, named); err != nil {
			return fmt.Errorf("unplaced: %w", err)
		}
	}
	for _, m := range p.Members {
		if !named[m.ID] {
			return fmt.Errorf("member %q is neither placed nor unplaced", m.ID)
		}
	}
	return p.checkPins(plan)
}

func (p Problem) checkPins(plan Plan) error {
	open, sits := map[string]bool{}, map[[2]string]bool{}
	for _, g := range plan.Groups {
		open[g.Champion] = true
		for _, id := range g.Members {
			sits[[2]string{id, g.Champion}] = true
		}
	}
	for i, pin := range p.Pins {
		here := [2]string{pin.Member, pin.Champion}
		kept := map[PinKind]bool{PinIn: sits[here], PinOut: !sits[here],
			PinOpen: open[pin.Champion], PinShut: !open[pin.Champion]}
		if !kept[pin.Kind] {
			return fmt.Errorf("pins[%d]: %q, group of %q, member %q: is not kept",
				i, pin.Kind, pin.Champion, pin.Member)
		}
	}
	return nil
}

func (p Problem) checkGroup(
	c Champion, ids []string, members map[string]Member, named map[string]bool, exempt map[string]string,
) error {
	if n := len(ids); n < p.Params.MinMembers || n > p.Params.Seats {
		return fmt.Errorf("%d members: from %d to %d may be in a group", n, p.Params.MinMembers, p.Params.Seats)
	}
	colleagues := map[string]int{}
	for _, id := range ids {
		if err := claim(id, members, named); err != nil {
			return err
		}
		if exempt[id] == c.ID {
			continue
		}
		m := members[id]
		colleagues[m.Company]++
		switch {
		case !p.Fits(c, m):
			return fmt.Errorf("member %q does not fit by role, topic or region", id)
		case sameCompany(c.Company, m.Company):
			return fmt.Errorf("member %q is of the Champion's own company", id)
		case m.Company != "" && colleagues[m.Company] > p.Params.CompanyCap:
			return fmt.Errorf("member %q: more than %d members of one company", id, p.Params.CompanyCap)
		}
	}
	return nil
}

// claim notes that the plan names the member, who must exist and be named once.
func claim(id string, members map[string]Member, named map[string]bool) error {
	if _, known := members[id]; !known {
		return fmt.Errorf("no such member %q", id)
	}
	if named[id] {
		return fmt.Errorf("member %q is named twice", id)
	}
	named[id] = true
	return nil
}

func (p Problem) byID() (map[string]Champion, map[string]Member) {
	champions, members := make(map[string]Champion, len(p.Champions)), make(map[string]Member, len(p.Members))
	for _, c := range p.Champions {
		champions[c.ID] = c
	}
	for _, m := range p.Members {
		members[m.ID] = m
	}
	return champions, members
}
