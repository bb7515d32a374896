package curation

import (
	"cmp"
	"maps"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Comparison is what differs between two proposals for the same people.
type Comparison struct {
	Moves  []Moved  // by name
	Opened []string // groups that are only in the later one, in words
	Closed []string // groups that are only in the earlier one
}

// Same says whether the two proposals are one.
func (c Comparison) Same() bool { return len(c.Moves)+len(c.Opened)+len(c.Closed) == 0 }

// Moved is somebody who is elsewhere in the later of two proposals.
type Moved struct {
	ID, Name string
	From, To string // in words, as each of the proposals names the group
	Gain     int    // points
}

// Compare tells what has changed since an earlier proposal for the same people. A group is the same while the same
// Champion leads it.
func (b *Board) Compare(earlier pug.Proposal) Comparison {
	before, c := b.With(earlier), Comparison{}
	ids := maps.Clone(before.seated)
	maps.Copy(ids, b.seated)
	for id := range ids {
		from, was := before.Seat(id)
		to, is := b.Seat(id)
		if was == is && from.Lead == to.Lead {
			continue
		}
		m := Moved{ID: id, Name: b.members[id].Name(), From: before.Where(id), To: b.Where(id)}
		if was {
			m.Gain -= before.points(from, id)
		}
		if is {
			m.Gain += b.points(to, id)
		}
		if b.Exception(id) != nil {
			m.To += " by exception"
		}
		c.Moves = append(c.Moves, m)
	}
	slices.SortFunc(c.Moves, func(x, y Moved) int {
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
	})
	c.Opened, c.Closed = b.without(before), before.without(b)
	return c
}

// without lists the groups that another board does not have.
func (b *Board) without(other *Board) []string {
	var names []string
	for _, g := range b.Groups {
		if other.LedBy(g.Lead) < 0 {
			names = append(names, b.Title(g)+", led by "+b.LeadOf(g).Person.Name)
		}
	}
	return names
}
