package grouping

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// roster is a cohort's groups with who sits in them and who waits.
type roster struct {
	cohort   pug.Cohort
	groups   []pug.Group           // by id
	seats    map[string][]pug.Seat // by group; free again ones left out
	waitlist []store.Place         // in order
}

// roster reads the cohort first: what it reads later can only be newer than the cohort's revision, so that a change based on it
// is refused rather than made on top of one that the reader has not seen.
func (g *grouping) roster(ctx context.Context, id pug.CohortID) (r roster, err error) {
	if r.cohort, err = g.Store.Cohort(ctx, id); err != nil {
		return r, err
	}
	var waiting error
	var both sync.WaitGroup
	both.Go(func() { r.waitlist, waiting = g.Store.Waitlist(ctx, id) })
	r.groups, r.seats, err = g.seats(ctx, id)
	both.Wait()
	return r, errors.Join(err, waiting)
}

// seats reads the groups of a cohort, and who sits in each.
func (g *grouping) seats(ctx context.Context, id pug.CohortID) ([]pug.Group, map[string][]pug.Seat, error) {
	groups, err := g.Store.Groups(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	taken := map[string][]pug.Seat{}
	for _, group := range groups {
		seats, err := g.Store.Seats(ctx, group.ID)
		if err != nil {
			return nil, nil, err
		}
		taken[group.ID] = slices.DeleteFunc(seats, func(s pug.Seat) bool { return !s.Excused.IsZero() })
	}
	return groups, taken, nil
}

// seated counts the members who have a seat.
func (r roster) seated() int {
	n := 0
	for _, seats := range r.seats {
		n += len(seats)
	}
	return n
}

// small lists the groups that have too few members to open.
func (r roster) small() []pug.Group {
	var small []pug.Group
	for _, group := range r.groups {
		if len(r.seats[group.ID]) < pug.MinMembers {
			small = append(small, group)
		}
	}
	return small
}

func (r roster) group(id string) (pug.Group, bool) {
	i := slices.IndexFunc(r.groups, func(g pug.Group) bool { return g.ID == id })
	if i < 0 {
		return pug.Group{}, false
	}
	return r.groups[i], true
}

func (r roster) seatOf(member string) (pug.Seat, bool) {
	for _, group := range r.groups {
		for _, s := range r.seats[group.ID] {
			if s.Member.ID == member {
				return s, true
			}
		}
	}
	return pug.Seat{}, false
}

func (r roster) placeOf(member string) (store.Place, bool) {
	i := slices.IndexFunc(r.waitlist, func(p store.Place) bool { return p.Person.ID == member })
	if i < 0 {
		return store.Place{}, false
	}
	return r.waitlist[i], true
}

// approved keeps the approved ones of some applications.
func approved(applications []pug.Application) []pug.Application {
	var kept []pug.Application
	for _, a := range applications {
		if a.Status == pug.StatusApproved {
			kept = append(kept, a)
		}
	}
	return kept
}

func byID(applications []pug.Application) map[string]pug.Application {
	found := make(map[string]pug.Application, len(applications))
	for _, a := range applications {
		found[a.ID] = a
	}
	return found
}
