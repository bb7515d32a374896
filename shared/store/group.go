package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// AddGroup stores a group with its Champion in it, and with what follows, as long as the cohort has fewer than
// pug.MaxGroups (R6) and the Champion leads no other. pug.Already: the group is there; pug.Conflict: the Champion leads
// another one; pug.Full: it would be the eleventh.
func (s *Store) AddGroup(ctx context.Context, g pug.Group, owed ...Owed) error {
	g.Partners = 1
	group := write{key: groupKey(g.ID), record: g, condition: ifNew}
	group.more = values{ruleAttribute: pug.CompanyRule}
	for company, n := range companyCounts(g, nil) {
		group.more[company] = n
	}
	writes := []write{
		group,
		{key: applicationKey(g.Champion.ID), change: "SET #group = :group",
			condition: "attribute_exists(PK) AND attribute_not_exists(#group)",
			values:    values{":group": g.ID}},
		{key: cohortKey(g.Cohort), change: "SET #groups = #groups + :one",
			condition: "attribute_exists(PK) AND #groups < :max",
			values:    values{":one": 1, ":max": pug.MaxGroups}},
	}
	held, err := s.transact(ctx, "store the group "+g.ID, slices.Concat(writes, s.stale(g.Champion), outbox(owed))...)
	switch {
	case err != nil:
		return err
	case !held[0]:
		return pug.Errorf(pug.Already, "The group %s is there already.", g.ID)
	case !held[1]:
		return pug.Errorf(pug.Conflict, "%s leads a group already.", g.Champion.ID)
	case !held[2]:
		return pug.Errorf(pug.Full, "A cohort has at most %d groups.", pug.MaxGroups)
	}
	return nil
}

// Group reads one group.
func (s *Store) Group(ctx context.Context, id string) (pug.Group, error) {
	return get[pug.Group](ctx, s, groupKey(id), "group "+id)
}

// Groups lists the groups of a cohort, by id.
func (s *Store) Groups(ctx context.Context, cohort pug.CohortID) ([]pug.Group, error) {
	return query[pug.Group](ctx, s, cohortKey(cohort).PK, groupPrefix, "groups of "+string(cohort))
}

// touches counts a change of how a group meets.
func touches(group string) write {
	return write{key: groupKey(group), change: "SET #changes = if_not_exists(#changes, :none) + :one",
		condition: ifExists, values: values{":none": 0, ":one": 1}}
}

// Tended notes what is ahead of a group.
func (s *Store) Tended(ctx context.Context, group string, t pug.Tended) error {
	return s.must(ctx, "note what is ahead of "+group,
		write{key: groupKey(group), change: "SET #tended = :t", condition: ifExists, values: values{":t": t}})
}

// Assessed notes how many of a group's reports were assessed.
func (s *Store) Assessed(ctx context.Context, group string, reports int) error {
	return s.must(ctx, "note that "+group+" is assessed",
		write{key: groupKey(group), change: "SET #assessed = :n", condition: ifExists, values: values{":n": reports}})
}

// OpenGroup notes that a proposed group was published.
func (s *Store) OpenGroup(ctx context.Context, id string) error {
	return s.must(ctx, "open the group "+id,
		write{key: groupKey(id), change: "SET #state = :open", condition: ifExists,
			values: values{":open": pug.GroupOpen}})
}
