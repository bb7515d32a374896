package match

import "context"

// ledger is what is known of a part: the best with at most so many groups, for as many numbers as were asked for.
type ledger struct {
	actual   *assignment
	merged   *assignment // of the merged part; the same if there is nothing to merge
	searches []*search   // by number of groups; nil where not yet asked for
	bounds   []value     // by number of groups: what nothing exceeds at first sight, in members and in points
}

func newLedger(p *part, limit int) *ledger {
	l := &ledger{actual: newAssignment(p)}
	l.merged = l.actual
	if p.classes < len(p.pools) {
		l.merged = newAssignment(p.merge())
	}
	for n := range min(limit, p.most()) + 1 {
		l.searches = append(l.searches, nil)
		l.bounds = append(l.bounds, l.merged.firstBound(n))
	}
	return l
}

// firstBound is the bound for n groups in which every group has its pick of all members.
func (p *part) firstBound(n int) value {
	r, root := newRelaxation(p, n), p.root(n)
	if !root.tighten(n) || !r.solve(root) {
		return impossible
	}
	v := value{placed: min(len(p.ids), int(r.bound/scale))}
	r.points = true
	r.solve(root)
	v.score = min(v.placed*p.top, int(r.bound/scale))
	return v
}

// allocate searches the parts until it is known how they share the groups so that together they are worth most, or the
// context ends; it returns the Champions whose groups staff opened in a part if they can't all have the minimum. What a
// part is worth with so many groups is taken at its most hopeful first; what the best sharing relies on is then
// searched, small parts first, until what was found is worth as much or it relies on nothing but what was searched.
func allocate(ctx context.Context, ledgers []*ledger, limit int) (short []string) {
	for {
		most, groups := share(ledgers, limit, (*ledger).upper)
		if len(groups) < len(ledgers) {
			return stuck(ledgers)
		}
		if found, _ := share(ledgers, limit, (*ledger).lower); found == most {
			return nil
		}
		next := none
		for i, n := range groups {
			if ledgers[i].searches[n] == nil &&
				(next == none || len(ledgers[i].actual.pools) < len(ledgers[next].actual.pools)) {
				next = i
			}
		}
		if next == none {
			return nil
		}
		l := ledgers[next]
		s := l.solve(ctx, groups[next])
		if s.opening == nil {
			return l.actual.forcedIDs()
		}
		l.searches[groups[next]] = s
	}
}

// stuck lists the Champions whose groups staff opened in a part where not even each by itself can have the minimum.
func stuck(ledgers []*ledger) []string {
	for _, l := range ledgers {
		if l.upper(len(l.searches)-1).placed < 0 {
			return l.actual.forcedIDs()
		}
	}
	return nil
}

// share divides the groups among the parts by dynamic programming, part by part; groups is empty if what staff opened
// is too much.
func share(ledgers []*ledger, limit int, worth func(*ledger, int) value) (best value, groups []int) {
	sums := make([]value, limit+1) // by number of groups that may open in the parts so far
	shares := make([][]int, len(ledgers))
	for i, l := range ledgers {
		next := make([]value, limit+1)
		shares[i] = make([]int, limit+1)
		for total := range next {
			next[total] = impossible
			for n := range min(total+1, len(l.searches)) {
				here, before := worth(l, n), sums[total-n]
				if here.placed < 0 || before.placed < 0 {
					continue
				}
				if sum := here.plus(before); sum.compare(next[total]) > 0 {
					next[total], shares[i][total] = sum, n
				}
			}
		}
		sums = next
	}
	if sums[limit].placed < 0 {
		return impossible, nil
	}
	groups = make([]int, len(ledgers))
	for i, left := len(ledgers)-1, limit; i >= 0; i-- {
		groups[i] = shares[i][left]
		left -= groups[i]
	}
	return sums[limit], groups
}

// upper is what n groups of the part are worth at most: the number of members, and with so many members the points.
func (l *ledger) upper(n int) value {
	v := l.bounds[n]
	for _, s := range l.searches[n:] {
		if s != nil && s.bound.compare(v) < 0 {
			v = s.bound
		}
	}
	return v
}

// upperPlaced and upperScore look at one half of upper.
func (l *ledger) upperPlaced(n int) value {
	return value{placed: l.upper(n).placed}
}

func (l *ledger) upperScore(n int) value {
	v := l.upper(n)
	return value{placed: min(v.placed, 0), score: v.score}
}

// lower is what n groups of the part are worth at least.
func (l *ledger) lower(n int) value {
	if s := l.found(n); s != nil {
		return s.incumbent
	}
	return impossible
}

// found is the search with at most n groups that found most, or nil.
func (l *ledger) found(n int) (best *search) {
	for _, s := range l.searches[:n+1] {
		if s != nil && (best == nil || s.incumbent.compare(best.incumbent) > 0) {
			best = s
		}
	}
	return best
}
