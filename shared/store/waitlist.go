package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Wait adds a place to the waitlist. A place that is there already stays as it is.
func (s *Store) Wait(ctx context.Context, p pug.Place) error {
	return s.once(ctx, "waitlist "+p.Person.ID, write{key: placeKey(p), record: p, condition: ifNew})
}

// Waitlist lists the waitlist of a cohort in order.
func (s *Store) Waitlist(ctx context.Context, cohort pug.CohortID) ([]pug.Place, error) {
	return query[pug.Place](ctx, s, waitlistPartition(cohort), "", "the waitlist of "+string(cohort))
}
