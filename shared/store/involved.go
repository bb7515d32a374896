package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Involved reads applications by their ids, and with them those that count for the same persons in the cohorts that
// overlap, by address. Of an application that is not there, or that has no address, nothing comes back. One takes two
// calls, or three where the person has applied more than once; sixteen take no more.
func (s *Store) Involved(ctx context.Context, ids ...string) (map[string][]pug.Application, error) {
	named, err := s.applications(ctx, ids)
	if err != nil {
		return nil, err
	}
	persons := map[string][]pug.Application{}
	var claims []key
	for _, a := range named {
		if a.Email == "" {
			continue
		}
		persons[a.Email] = append(persons[a.Email], a)
		for _, k := range overlapping(a) {
			if !slices.Contains(claims, k) {
				claims = append(claims, k)
			}
		}
	}
	counting, err := present[claim](ctx, s, "which applications count", claims)
	if err != nil {
		return nil, err
	}
	var others []string
	for _, c := range counting {
		if !slices.Contains(ids, c.Application) {
			others = append(others, c.Application)
		}
	}
	more, err := s.applications(ctx, others)
	for _, a := range more {
		persons[a.Email] = append(persons[a.Email], a)
	}
	return persons, err
}

// overlapping are the keys of all that may count for an application's person in its cohort and those around it.
func overlapping(a pug.Application) []key {
	if pug.CohortOf(string(a.Cohort)) == "" { // what is odd may have none
		return nil
	}
	var keys []key
	for _, cohort := range a.Cohort.Overlapping() {
		for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember} {
			keys = append(keys, personKey(a.Email, cohort, kind))
		}
	}
	return keys
}

func (s *Store) applications(ctx context.Context, ids []string) ([]pug.Application, error) {
	var keys []key
	for _, id := range ids {
		keys = append(keys, applicationKey(id))
	}
	return present[pug.Application](ctx, s, "applications", keys)
}

// present reads those of the records that are there, a hundred at one moment.
func present[T any](ctx context.Context, s *Store, what string, keys []key) ([]T, error) {
	var records []T
	for some := range slices.Chunk(keys, most) {
		items, err := s.moment(ctx, what, some...)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			if len(item) == 0 {
				continue
			}
			if err := add(&records, item); err != nil {
				return nil, err
			}
		}
	}
	return records, nil
}
