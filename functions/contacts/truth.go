package contacts

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// truth is what is true of people, as of one batch: what they have in common is read once.
type truth struct {
	store   *store.Store
	cohorts map[pug.CohortID]cohort
	records map[string]store.GroupRecords // by group
}

type cohort struct {
	pug.Cohort
	groups []pug.Group
}

func newTruth(s *store.Store) *truth {
	return &truth{s, map[pug.CohortID]cohort{}, map[string]store.GroupRecords{}}
}

// of is what the contact of a person shows, by all of their applications: nothing where those from another address
// count for them.
func (t *truth) of(ctx context.Context, applications []pug.Application) (pug.Contact, error) {
	closed := map[pug.CohortID]bool{}
	if len(applications) > 1 {
		for _, a := range applications {
			of, err := t.cohort(ctx, a.Cohort)
			if err != nil {
				return pug.Contact{}, err
			}
			closed[a.Cohort] = of.Stage == pug.StageClosed
		}
	}
	a, known := pug.Foremost(applications, func(id pug.CohortID) bool { return closed[id] })
	switch {
	case !known:
		return pug.Contact{}, nil
	case a.LastGroup() == "":
		return a.Contact(pug.Group{}, nil), nil
	}
	group, history, err := t.group(ctx, a)
	return a.Contact(group, history), err
}

// cohort is a cohort with its groups; one that is not planned yet has neither a stage nor groups.
func (t *truth) cohort(ctx context.Context, id pug.CohortID) (cohort, error) {
	if known, ok := t.cohorts[id]; ok {
		return known, nil
	}
	c, groups, err := t.store.CohortGroups(ctx, id)
	if err != nil && !pug.IsError(err, pug.NotFound) {
		return cohort{}, err
	}
	t.cohorts[id] = cohort{c, groups}
	return t.cohorts[id], nil
}

// group is the group in which somebody sits or sat, with their attendance there.
func (t *truth) group(ctx context.Context, a pug.Application) (pug.Group, []pug.Attendance, error) {
	of, err := t.cohort(ctx, a.Cohort)
	if err != nil {
		return pug.Group{}, nil, err
	}
	id := a.LastGroup()
	at := slices.IndexFunc(of.groups, func(g pug.Group) bool { return g.ID == id })
	if at < 0 { // it was erased, and so is what is known of it
		return pug.Group{ID: id}, nil, nil
	}
	records, known := t.records[id]
	if !known {
		if records, err = t.store.GroupRecords(ctx, id); err != nil {
			return pug.Group{}, nil, err
		}
		t.records[id] = records
	}
	seat, sat := pug.SeatOfMember(records.Seats, a.ID)
	if !sat || !seat.Sat() { // a Champion has none
		return of.groups[at], nil, nil
	}
	return of.groups[at], pug.History(records.Meetings, seat, records.Reports.Of(a.ID)), nil
}
