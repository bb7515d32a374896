package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Place is a member's place in a cohort's waitlist. Lower orders come first, from 0 to 999999.
type Place struct {
	Cohort pug.CohortID `json:"cohort"`
	Order  int          `json:"order"`
	Person pug.Person   `json:"person"`
	Why    string       `json:"why"` // in a sentence
	// Offer is the seat that is being offered to the person, empty while none is.
	Offer string `json:"offer,omitempty"`
}

func (p Place) key() key { return waitlistKey(p.Cohort, p.Order, p.Person.ID) }

func (p Place) leave() write { return write{key: p.key(), delete: true, condition: ifExists} }

// Wait adds a place to the waitlist. A place that is there already stays as it is.
func (s *Store) Wait(ctx context.Context, p Place) error {
	err := s.do(ctx, write{key: p.key(), record: p, condition: ifNew})
	if err != nil && !failed(err) {
		return unavailable(err, "waitlist "+p.Person.ID)
	}
	return nil
}

// Waitlist lists the waitlist of a cohort in order.
func (s *Store) Waitlist(ctx context.Context, cohort pug.CohortID) ([]Place, error) {
	return query[Place](ctx, s, waitlistKey(cohort, 0, "").PK, "", "the waitlist of "+string(cohort))
}
