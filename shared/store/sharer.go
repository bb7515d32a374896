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

// beside says whether an application is that of another person than those who have applied for the same from its
// address, and tells who has applied from there.
func (s *Store) beside(ctx context.Context, a pug.Application) (second bool, others sharers, err error) {
	if a.Sharing != "" {
		return false, nil, nil // it has a place of its own
	}
	all, err := s.ApplicationsOf(ctx, a.Email, a.Cohort)
	if err != nil {
		return false, nil, err
	}
	for _, other := range all {
		if other.Kind == a.Kind && other.IsOf(a) {
			return false, nil, nil
		}
		second = second || other.Kind == a.Kind
		others = append(others, other.ID)
	}
	return second, others, nil
}
