package curation

import (
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

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
			return turn[a.ID] < turn[id] && b.bar(p.Groups[at], a, id) == nil
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
