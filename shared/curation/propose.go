package curation

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/partnerusergroups/pugs/shared/match"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Propose forms the groups of a cohort for the first time. The same applications give the same proposal, unless
// ctx cuts the search short: then it is the best found so far.
func Propose(ctx context.Context, cohort pug.CohortID, people pug.People) (pug.Proposal, error) {
	b := NewBoard(pug.Proposal{Cohort: cohort, Groups: []pug.ProposedGroup{}, Pins: []pug.Pin{}, Named: []pug.Lead{}},
		people)
	out, err := b.Again(ctx)
	if err != nil {
		return pug.Proposal{}, err
	}
	first := out.Board.Proposal
	first.Undo, first.Last = 0, "proposed the groups"
	return first, nil
}

// Again forms the groups anew around what is pinned, from the people on the board. pug.Invalid: what is pinned can't
// be.
func (b *Board) Again(ctx context.Context) (Result, error) {
	problem := b.Problem()
	plan, err := match.Solve(ctx, problem)
	if pinned := new(match.PinError); errors.As(err, &pinned) {
		return Result{}, pug.Wrapf(err, pug.Invalid,
			"No proposal keeps everything that is pinned: a group that is held open can't reach %d members. "+
				"Let it go, or unpin people elsewhere.", pug.MinMembers)
	}
	if err == nil {
		err = match.Check(problem, plan) // the search is intricate, what a proposal must keep is plain
	}
	if err != nil {
		return Result{}, fmt.Errorf("form the groups of %s: %w", b.Cohort, err)
	}
	next := b.regrouped(plan)
	b.takeTurns(&next)
	again := "proposed the groups again"
	out := b.result(next.Changed(again), "Take the new proposal", again)
	out.Board.Machine = pug.Machine{Revision: out.Board.Revision, Value: out.After}
	if plan.Bound != nil {
		out.Board.Machine.Bound = &pug.Value{Placed: plan.Bound.Placed, Score: plan.Bound.Score}
	}
	return out, nil
}

// regrouped is the proposal with the groups of a plan. A group keeps its number while the same Champion leads it, so
// that people find it again; the others have the numbers that are free then, by topic, role and region.
func (b *Board) regrouped(plan match.Plan) pug.Proposal {
	next := b.Proposal.Clone()
	members := map[string][]string{}
	for _, g := range plan.Groups {
		members[g.Champion] = g.Members
	}
	next.Groups = slices.DeleteFunc(next.Groups, func(g pug.ProposedGroup) bool { return members[g.Lead] == nil })
	fresh := slices.SortedFunc(maps.Keys(members),
		func(x, y string) int { return compareLeads(b.leads[x], b.leads[y]) })
	for _, lead := range fresh {
		at := next.LedBy(lead)
		if at < 0 {
			at = next.Open(lead)
		}
		next.Groups[at].Members = members[lead]
	}
	return next
}

// Problem is what package match is asked: to form the groups anew around the pins. Of those waitlisted in review it has
// whom staff pinned into a group, and no pins about the others.
func (b *Board) Problem() match.Problem {
	p := match.Problem{Params: params(), Adjacency: adjacency(pug.AdjacentRegions()),
		RoleAdjacency: adjacency(pug.SimilarRoles())}
	for _, pin := range b.Pins {
		if pin.Member == "" || b.matched(b.members[pin.Member]) {
			p.Pins = append(p.Pins, match.Pin{Kind: match.PinKind(pin.Kind), Champion: pin.Champion,
				Member: pin.Member, Exempt: pin.Exception != nil})
		}
	}
	for _, lead := range b.leads {
		p.Champions = append(p.Champions, champion(lead))
	}
	for _, m := range b.members {
		if b.matched(m) {
			p.Members = append(p.Members, seeker(m))
		}
	}
	return p
}

// matched says whether a new proposal may give somebody a seat.
func (b *Board) matched(m pug.Application) bool {
	return !b.leadsAs(m.ID) && (m.Status == pug.StatusApproved || b.PinnedIn(m.ID))
}

// params are the programme's numbers.
func params() match.Params {
	return match.Params{Seats: pug.MemberSeats, MinMembers: pug.MinMembers, MaxGroups: pug.MaxGroups,
		CompanyCap: pug.CompanyCap,
		PrefPoints: pug.TopicPoints(), RegionSame: pug.RegionPoints, RoleSame: pug.RolePoints}
}

func adjacency[T ~string](pairs [][2]T) match.Adjacency {
	var near match.Adjacency
	for _, pair := range pairs {
		near = append(near, [2]string{string(pair[0]), string(pair[1])})
	}
	return near
}

func champion(l pug.Lead) match.Champion {
	return match.Champion{
		ID: l.Person.ID, Topic: l.Topic.Key, Role: string(l.Role), Region: string(l.Region),
		Company: l.Person.CompanyKey(),
	}
}

func seeker(m pug.Application) match.Member {
	seeks := match.Member{ID: m.ID, Role: string(m.Role), Region: string(m.Region), Company: m.Person().CompanyKey()}
	for _, t := range distinct(m.Topics) {
		seeks.Prefs = append(seeks.Prefs, t.Key)
	}
	return seeks
}

// takeTurns lets those who applied first go first among equals: whoever waits takes the seat of somebody behind them in
// the line for whom the group is worth as many points, as long as every limit and pin holds. Neither of the two values
// changes, so the proposal stays as good as it is; what the search would leave to chance becomes what people expect of
// a line.
func (b *Board) takeTurns(p *pug.Proposal) {
	turn := make(map[string]int, len(b.order))
	for i, id := range b.order {
		turn[id] = i
	}
	for changed := true; changed; {
		changed = false
		for i := range p.Groups {
			changed = b.With(*p).takeTurnsIn(p, i, turn) || changed
		}
	}
}

// takeTurnsIn does so in one group, from its last applicant on, and says whether anybody took a seat. Each exchange
// brings the turns of those with seats down, so there is an end to it.
func (b *Board) takeTurnsIn(p *pug.Proposal, at int, turn map[string]int) (changed bool) {
	group := b.Groups[at]
	waiting := map[int][]pug.Application{} // by points, in line
	for _, a := range b.line() {
		if a.Status == pug.StatusApproved && b.Suits(group, a) && !b.KeptOut(a.ID, group.Lead) {
			points := b.points(group, a.ID)
			waiting[points] = append(waiting[points], a)
		}
	}
	last := slices.SortedFunc(slices.Values(group.Members), func(x, y string) int { return turn[y] - turn[x] })
	for _, id := range last {
		if b.Pinned(pug.PinIn, group.Lead, id) {
			continue
		}
		line := waiting[b.points(group, id)]
		next := slices.IndexFunc(line, func(a pug.Application) bool {
			return turn[a.ID] < turn[id] && b.Room(p.Groups[at], a, id)
		})
		if next < 0 {
			continue
		}
		p.Remove(id)
		p.Put(at, line[next].ID)
		waiting[b.points(group, id)] = slices.Delete(line, next, next+1)
		changed = true
	}
	return changed
}
