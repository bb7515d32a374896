package grouping

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// proposal is a plan in the programme's words.
type proposal struct {
	groups   []pug.Group // in order of their ids
	seats    []pug.Seat  // without the time of joining
	why      map[string]string
	waitlist []store.Place
}

// thinking is how long the groups may take to form. Proving that no proposal is better takes far less than a second as a rule; when the time is
// up, the best found so far is proposed.
const thinking = 20 * time.Second

// draw has the groups of a cohort formed from its applications. The same applications give the same proposal.
func draw(ctx context.Context, cohort pug.CohortID, champions, members []pug.Application) (proposal, error) {
	ctx, cancel := context.WithTimeout(ctx, thinking)
	defer cancel()
	plan, err := match.Solve(ctx, problem(approved(champions), approved(members)))
	if err != nil {
		return proposal{}, err
	}
	leads, seeks := byID(champions), byID(members)
	slices.SortFunc(plan.Groups, func(a, b match.Group) int {
		x, y := leads[a.Champion], leads[b.Champion]
		return cmp.Or(cmp.Compare(x.Topic().Key, y.Topic().Key), cmp.Compare(x.Role, y.Role), cmp.Compare(x.Region, y.Region), cmp.Compare(x.ID, y.ID))
	})
	p := proposal{why: map[string]string{}}
	for i, matched := range plan.Groups {
		group := groupOf(leads[matched.Champion])
		group.ID = pug.GroupID(cohort, i+1)
		p.groups = append(p.groups, group)
		for _, id := range matched.Members {
			p.seats = append(p.seats, pug.Seat{Group: group.ID, Member: seeks[id].Person()})
		}
	}
	for _, id := range plan.Unplaced {
		reason := plan.Reasons[id]
		p.why[id] = whyUnplaced(reason, leads[reason.Champion])
	}
	p.waitlist = line(members, p.why)
	return p, nil
}

// groupOf is the group that a Champion would lead, without an id.
func groupOf(champion pug.Application) pug.Group {
	return pug.Group{Cohort: champion.Cohort, Topic: champion.Topic(), Role: champion.Role, Region: champion.Region,
		Champion: champion.Person(), State: pug.GroupProposed}
}

// problem is what package match is asked: approved Champions and members, and the programme's numbers.
func problem(champions, members []pug.Application) match.Problem {
	p := match.Problem{Params: match.Params{
		Seats: pug.MemberSeats, MinMembers: pug.MinMembers, MaxGroups: pug.MaxGroups, CompanyCap: pug.CompanyCap,
		PrefPoints: []int{100, 60, 30, 10}, RegionSame: 20, RegionAdjacent: 0,
	}}
	for _, pair := range pug.AdjacentRegions() {
		p.Adjacency = append(p.Adjacency, [2]string{string(pair[0]), string(pair[1])})
	}
	for _, c := range champions {
		p.Champions = append(p.Champions, match.Champion{ID: c.ID, Topic: c.Topic().Key, Role: string(c.Role), Region: string(c.Region),
			Company: pug.CompanyKey(c.Company)})
	}
	for _, m := range members {
		p.Members = append(p.Members, match.Member{ID: m.ID, Role: string(m.Role), Region: string(m.Region),
			Company: pug.CompanyKey(m.Company), Prefs: topicKeys(m)})
	}
	return p
}

// topicKeys lists the topics of an application, best first, each once.
func topicKeys(a pug.Application) []string {
	var keys []string
	for _, t := range a.Topics {
		if !slices.Contains(keys, t.Key) {
			keys = append(keys, t.Key)
		}
	}
	return keys
}
