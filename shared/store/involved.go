package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Involved reads the applications that the entries are about, and with them those that count for the same persons in
// the cohorts that overlap, by address. Of an application that is not there, or that has no address, nothing comes
// back. It takes one call, and another one where an entry does not know the address or a person applied more than once;
// sixteen entries take no more.
func (s *Store) Involved(ctx context.Context, entries []Stale) (map[string][]pug.Application, error) {
	asked := map[key]bool{}
	var next []key
	ask := func(keys ...key) {
		for _, k := range keys {
			if !asked[k] {
				asked[k], next = true, append(next, k)
			}
		}
	}
	named := map[string]bool{}
	for _, entry := range entries {
		named[entry.Of] = true
		ask(applicationKey(entry.Of))
		ask(overlapping(entry.Email, pug.CohortOf(entry.Of))...)
	}
	persons := map[string][]pug.Application{}
	for len(next) > 0 {
		records, err := these[involvement](ctx, s, next)
		if err != nil {
			return nil, err
		}
		next = nil
		for _, r := range records {
			switch {
			case r.Counts != "":
				ask(applicationKey(r.Counts))
			case r.Email != "":
				persons[r.Email] = append(persons[r.Email], r.Application)
				if named[r.ID] {
					ask(overlapping(r.Email, pug.CohortOf(r.ID))...)
				}
			}
		}
	}
	return persons, nil
}

// involvement is an application, or names one that counts.
type involvement struct {
	pug.Application
	Counts string `json:"application"`
}

// overlapping are the keys of what may count for a person in a cohort and in those around it. What is odd may have no
// cohort.
func overlapping(email string, cohort pug.CohortID) []key {
	if email == "" || cohort == "" {
		return nil
	}
	var keys []key
	for _, id := range cohort.Overlapping() {
		keys = append(keys, personKey(email, id, pug.KindChampion), personKey(email, id, pug.KindMember))
	}
	return keys
}
