package match_test

import (
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/match"
)

// rulesBroken judges a plan by the words of the problem alone: it uses nothing of the package but its types, and is
// written for no speed.
func rulesBroken(p match.Problem, plan match.Plan) (broken []string) {
	say := func(format string, args ...any) { broken = append(broken, fmt.Sprintf(format, args...)) }
	members, champions := map[string]match.Member{}, map[string]match.Champion{}
	for _, m := range p.Members {
		members[m.ID] = m
	}
	for _, c := range p.Champions {
		champions[c.ID] = c
	}
	times, seatOf := map[string]int{}, map[string]string{}
	for _, g := range plan.Groups {
		lead, known := champions[g.Champion]
		if !known {
			say("nobody is called %q", g.Champion)
		}
		if n := len(g.Members); n > p.Params.Seats || n < p.Params.MinMembers {
			say("%s has %d members", g.Champion, n)
		}
		firms := map[string]int{}
		for _, id := range g.Members {
			m, known := members[id]
			if !known {
				say("nobody is called %q", id)
			}
			times[id]++
			seatOf[id] = g.Champion
			if exemptIn(p, lead, m) {
				continue
			}
			if m.Company != "" {
				firms[m.Company]++
			}
			if !neighbours(p.RoleAdjacency, m.Role, lead.Role) || !slices.Contains(m.Prefs, lead.Topic) || !neighbours(p.Adjacency, m.Region, lead.Region) {
				say("%s does not fit %s", id, lead.ID)
			}
		}
		for firm, n := range firms {
			if n > companyRoom(p, lead, firm) || firm == lead.Company {
				say("%d of %s sit with %s of %q", n, firm, lead.ID, lead.Company)
			}
		}
	}
	if len(plan.Groups) > p.Params.MaxGroups {
		say("%d groups open", len(plan.Groups))
	}
	for i, g := range plan.Groups {
		for _, other := range plan.Groups[:i] {
			if other.Champion == g.Champion {
				say("%s leads twice", g.Champion)
			}
		}
	}
	for _, id := range plan.Unplaced {
		times[id]++
	}
	for id := range members {
		if times[id] != 1 {
			say("%s is named %d times", id, times[id])
		}
	}
	return append(broken, pinsBroken(p, plan, seatOf)...)
}

func neighbours(pairs [][2]string, a, b string) bool {
	for _, pair := range pairs {
		if pair == [2]string{a, b} || pair == [2]string{b, a} {
			return true
		}
	}
	return a == b
}

func pinsBroken(p match.Problem, plan match.Plan, seatOf map[string]string) (broken []string) {
	for _, pin := range p.Pins {
		open := slices.ContainsFunc(plan.Groups, func(g match.Group) bool { return g.Champion == pin.Champion })
		here := seatOf[pin.Member] == pin.Champion
		if pin.Kind == match.PinIn && !here || pin.Kind == match.PinOut && here || pin.Kind == match.PinOpen && !open || pin.Kind == match.PinShut && open {
			broken = append(broken, fmt.Sprintf("the pin %v is not kept", pin))
		}
	}
	return broken
}
