package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// sharers are the applications, by id, of other people at an address from which somebody else applies now. They are to
// tell of it.
type sharers []string

func (s sharers) writes() []write {
	var writes []write
	for _, id := range s {
		writes = append(writes, write{key: applicationKey(id), change: "SET #shared = :true", condition: ifExists,
			values: values{":true": true}})
	}
	return writes
}

// beside is an application with what tells it from those of other people at its address, who are to tell of it.
func (s *Store) beside(ctx context.Context, a pug.Application) (pug.Application, sharers, error) {
	there, err := s.ApplicationsOf(ctx, a.Email, a.Cohort)
	if err != nil {
		return a, nil, err
	}
	same, others := pug.SamePerson(a, there)
	a, untold := a.Beside(same, others)
	return a, untold, nil
}
