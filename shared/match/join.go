package match

import "context"

// ledger is what is known of a part: the best with at most so many groups, for as many numbers as were asked for.
type ledger struct {
	seats    *seating
	merged   *seating  // of the merged part; the same if there is nothing to merge
	searches []*search // by number of groups; nil where not yet asked for
	ceilings []value   // by number of groups: what nothing exceeds at first sight, in members and in points
}

func newLedger(p *part, limit int) *ledger {
	l := &ledger{seats: newSeating(p)}
	l.merged = l.seats
	if p.classes < len(p.pools) {
		l.merged = newSeating(p.merge())
	}
	for n := range min(limit, p.most()) + 1 {
		l.searches = append(l.searches, nil)
		if n < p.forced() {
			l.ceilings = append(l.ceilings, impossible)
			continue
		}
		l.ceilings = append(l.ceilings, l.merged.ceiling(n))
	}
	return l
}

// ceiling is the bound for n groups in which every group has its pick of all members.
func (p *part) ceiling(n int) value {
	r, root := newRelaxation(p, n), p.root(n)
	if !root.tighten(n) || !r.look(root) {
		return impossible
	}
	v := value{placed: min(len(p.ids), int(r.bound/scale))}
	r.points = true
	r.look(root)
	v.score = min(v.placed*p.top, int(r.bound/scale))
	return v
}

// join finds how the parts share the groups, so that together they are worth most, and returns each part's number of groups;
// or the Champions whose groups staff opened in a part if they can't all have the minimum. What a part
// is worth with so many groups is taken at its most hopeful first; what the best sharing relies on is then worked out, small parts
// first, until it relies on nothing but what was worked out.
func join(ctx context.Context, ledgers []*ledger, limit int) (groups []int, short []string) {
	for {
		_, groups = share(ledgers, limit, (*ledger).hope)
		if len(groups) < len(ledgers) {
			return nil, stuck(ledgers)
		}
		next := none
		for i, n := range groups {
			if ledgers[i].searches[n] == nil && (next == none || len(ledgers[i].seats.pools) < len(ledgers[next].seats.pools)) {
				next = i
			}
		}
		if next == none {
			return groups, nil
		}
		l := ledgers[next]
		s := l.solve(ctx, groups[next])
		if s.open == nil {
			return nil, l.seats.forcedIDs()
		}
		l.searches[groups[next]] = s
	}
}

// stuck lists the Champions whose groups staff opened in a part where not even each by itself can have the minimum.
func stuck(ledgers []*ledger) []string {
	for _, l := range ledgers {
		if l.hope(len(l.searches)-1).placed < 0 {
			return l.seats.forcedIDs()
		}
	}
	return nil
}

// share divides the groups among the parts by dynamic programming, part by part; groups is empty if what staff opened is too much.
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

// hope is what n groups of the part are worth at most: the number of members, and with so many members the points.
func (l *ledger) hope(n int) value {
	v := l.ceilings[n]
	for _, s := range l.searches[n:] {
		if s != nil && s.bound.compare(v) < 0 {
			v = s.bound
		}
	}
	return v
}

// hopeFor and hopePoints look at one half of hope.
func (l *ledger) hopeFor(n int) value {
	return value{placed: l.hope(n).placed}
}

func (l *ledger) hopePoints(n int) value {
	v := l.hope(n)
	return value{placed: min(v.placed, 0), score: v.score}
}

// known is what n groups of the part are worth at least.
func (l *ledger) known(n int) value {
	if s := l.atMost(n); s != nil {
		return s.best
	}
	return impossible
}

// atMost is the best search with at most n groups, or nil.
func (l *ledger) atMost(n int) (best *search) {
	for _, s := range l.searches[:n+1] {
		if s != nil && (best == nil || s.best.compare(best.best) > 0) {
			best = s
		}
	}
	return best
}
