package match

import (
	"cmp"
	"slices"
)

// pool is the Champions whose groups are interchangeable: the same topic, role and region, and the same members whom
// the Champion's company keeps out. A search decides only how many of them open. The members of several groups of one
// pool can always be dealt out evenly, so a pool with n groups open is as one group with n times the seats, the
// minimum and the company cap.
type pool struct {
	champions []string  // ids; those that staff opened first, then by id
	forced    int       // how many of them staff opened
	class     int       // the pools of one topic, role and region that no pin about a member sets apart are one class
	keepsOut  int32     // the company that its Champions keep out, or none
	leaders   []leaders // in a merged pool, if there is a choice: whose Champions lead
	fixed     []pick    // members whom staff put here; then the pool has one Champion
	room      int       // members of one of its groups at most
	crowded   bool      // more members of some company may sit here than can in one group
	picks     []pick    // members who may sit here, most points first, then by id
}

// pick is a member who may sit in a pool, by index in the part, and the points for it.
type pick struct {
	member, points int32
}

// none stands for no company, no group, no arc.
const none = -1

// all are the members whom staff put in the pool and those who may sit in it.
func (p *pool) all() []pick {
	return append(p.fixed[:len(p.fixed):len(p.fixed)], p.picks...)
}

// lineUp puts the picks in order.
func (p *pool) lineUp() {
	slices.SortFunc(p.picks, func(a, b pick) int {
		return cmp.Or(cmp.Compare(b.points, a.points), cmp.Compare(a.member, b.member))
	})
}

// shorten drops picks that no plan needs. Of all the groups that can open, no plan seats more than groups*seats
// members; so whoever stands far enough behind in a pool's line can be replaced by somebody before them who has no
// seat, gives no fewer points, and whose company has not used up its seats in the group. Two things stand in the way
// of a replacement, and both are counted: at most groups*seats-1 others have seats, and at most seats-1 companies'
// worth of others are at the limit.
func (p *pool) shorten(groups, seats, companyCap int, company []int32) {
	enough, each := 2*groups*seats, groups*companyCap
	if len(p.picks) <= enough {
		return
	}
	colleagues := map[int32]int{}
	kept := p.picks[:0]
	for _, pick := range p.picks {
		if len(kept) == enough {
			break
		}
		if c := company[pick.member]; c != none {
			if colleagues[c] == each {
				continue
			}
			colleagues[c]++
		}
		kept = append(kept, pick)
	}
	p.picks = slices.Clip(kept)
}

// trim drops the Champions whose groups could not reach the minimum even if all who may sit there did; those that
// staff opened stay.
func (p *pool) trim(least, companyCap int, company []int32) {
	most := len(p.champions)
	for ; most > p.forced; most-- {
		n, colleagues := 0, map[int32]int{}
		for _, mine := range p.all() {
			if c := company[mine.member]; c == none || colleagues[c] < most*companyCap {
				colleagues[c]++
				n++
			}
		}
		if n >= most*least {
			break
		}
	}
	if p.champions = p.champions[:most]; most == 0 {
		p.picks = nil
	}
}
