package match

import (
	"context"
	"slices"
)

// search looks for the groups to open.
type search struct {
	pools  []*pool
	chosen [][]int // by pool: the open groups, sorted
	limit  int     // groups that may open
}

// offer is a group that could open: a Champion of a pool, and what the group was last known to add.
type offer struct {
	pool, champion int
	gain           outcome
	round          int // in which gain was worked out
}

func newSearch(p Problem) *search {
	s := &search{pools: split(p), limit: p.Params.MaxGroups}
	s.chosen = make([][]int, len(s.pools))
	return s
}

// effort bounds the exchanges by the seats given in all the sets of groups tried, and so the time that Solve takes.
const effort = 30000

// run opens groups, then exchanges them as long as one exchange helps.
func (s *search) run(ctx context.Context) error {
	if err := s.open(ctx, s.offers()); err != nil {
		return err
	}
	for {
		better, err := s.exchange(ctx)
		if err != nil || !better {
			return err
		}
	}
}

// open adds groups from offers until the limit is reached or no further group adds anything.
//
// What a group adds rarely grows when others open, so a gain from an earlier round is taken as an upper
// bound: only the front-runner is worked out anew. A group that can't reach the minimum now never will.
func (s *search) open(ctx context.Context, offers []offer) error {
	for round := 0; s.count() < s.limit && len(offers) > 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		best := frontRunner(offers)
		o := &offers[best]
		if o.round == round {
			if o.gain.compare(outcome{}) <= 0 {
				return nil
			}
			s.chosen[o.pool] = with(s.chosen[o.pool], o.champion)
			offers = slices.Delete(offers, best, best+1)
			round++
			continue
		}
		after := s.pools[o.pool].worth(with(s.chosen[o.pool], o.champion))
		if after.short {
			offers = slices.Delete(offers, best, best+1)
			continue
		}
		o.gain, o.round = after.minus(s.pools[o.pool].worth(s.chosen[o.pool])), round
	}
	return nil
}

// offers lists the groups that are not open, by pool and id, each with as much hope as a group can give.
func (s *search) offers() []offer {
	offers := []offer{}
	for i, pool := range s.pools {
		for c := range pool.champions {
			if !slices.Contains(s.chosen[i], c) {
				hope := outcome{placed: len(pool.members) + 1}
				offers = append(offers, offer{pool: i, champion: c, gain: hope, round: none})
			}
		}
	}
	return offers
}

// frontRunner is the index of the offer with the highest gain, the first of equals.
func frontRunner(offers []offer) int {
	best := 0
	for i := range offers {
		if offers[i].gain.compare(offers[best].gain) > 0 {
			best = i
		}
	}
	return best
}

// exchange closes one group and opens others in its place. It makes the best such change, if one is
// for the better; not better also means that the effort is spent.
func (s *search) exchange(ctx context.Context) (better bool, err error) {
	best, worth := s.chosen, s.worth()
	offers := s.offers()
	for i := range s.pools {
		for _, out := range s.chosen[i] {
			if s.steps() > effort {
				s.chosen = best
				return false, nil
			}
			trial := &search{pools: s.pools, chosen: slices.Clone(s.chosen), limit: s.limit}
			trial.chosen[i] = without(s.chosen[i], out)
			if err := trial.open(ctx, slices.Clone(offers)); err != nil {
				return false, err
			}
			if got := trial.worth(); got.compare(worth) > 0 {
				best, worth, better = trial.chosen, got, true
			}
		}
	}
	s.chosen = best
	return better, nil
}

func (s *search) worth() outcome {
	sum := outcome{}
	for i, pool := range s.pools {
		sum = sum.plus(pool.worth(s.chosen[i]))
	}
	return sum
}

func (s *search) steps() int {
	n := 0
	for _, pool := range s.pools {
		n += pool.steps
	}
	return n
}

func (s *search) count() int {
	n := 0
	for _, groups := range s.chosen {
		n += len(groups)
	}
	return n
}

func with(open []int, c int) []int {
	next := append(slices.Clone(open), c)
	slices.Sort(next)
	return next
}

func without(open []int, c int) []int {
	return slices.DeleteFunc(slices.Clone(open), func(other int) bool { return other == c })
}
