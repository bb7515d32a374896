package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/fault"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// DissolveGroup takes a proposed group apart in one write: each of its members gets a place in the waitlist, its Champion is free again,
// and the cohort has one group less. The places must be those of all its members. fault.Conflict: somebody changed or
// published the groups after the revision.
//
// A full group is 60 of the 100 actions that one transaction takes (API reference of TransactWriteItems).
func (s *Store) DissolveGroup(ctx context.Context, g pug.Group, places []Place, revision int) error {
	less := changed(g.Cohort, revision)
	less.change += ", #groups = #groups - :one"
	less.values["#groups"] = "groups"
	writes := []write{
		less,
		{key: groupKey(g.ID), delete: true, condition: "#partners = :partners", values: values{"#partners": "partners", ":partners": len(places) + 1}},
		{key: applicationKey(g.Champion.ID), change: "REMOVE #group", condition: ifExists, values: values{"#group": "group"}},
	}
	for _, p := range places {
		writes = append(writes,
			write{key: seatKey(g.ID, p.Person.ID), delete: true, condition: ifExists},
			write{key: applicationKey(p.Person.ID), change: "REMOVE #group", condition: ifExists, values: values{"#group": "group"}},
			write{key: p.key(), record: p, condition: ifNew},
		)
	}
	held, err := s.transact(ctx, writes...)
	if err != nil {
		return unavailable(err, "dissolve the group "+g.ID)
	}
	if !all(held) {
		return fault.New(fault.Conflict, "The groups of %s were changed or published just now.", g.Cohort)
	}
	return nil
}
