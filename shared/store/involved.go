package store

import (
	"context"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Involved reads the applications that the entries are about, and with them those that count for the same persons in
// the cohorts that overlap, by address; what is odd may be for no cohort or for any, so that those around its time
// count as well. Of an application that is not there, or that has no address, nothing comes back. It takes one call,
// and another one where an entry does not know the address or a person applied more than once; ten entries take no
// more.
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
		ask(beside(entry.Email, entry.Of)...)
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
					ask(beside(r.Email, r.ID)...)
				}
				if named[r.ID] && r.Status == pug.StatusOdd {
					ask(claims(r.Email, pug.CohortsAround(r.Submitted)...)...)
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

// beside are the keys of what may count for a person beside an application: in its cohort and those around it; none
// where it has no cohort. Who comes to lead late is asked to lead again two cohorts later (pug.RenewalCohort), as a
// Champion.
func beside(email, application string) []key {
	cohort := pug.CohortOf(application)
	if cohort == "" || email == "" {
		return nil
	}
	around := cohort.Overlapping()
	keys := append(claims(email, around...), personKey(email, cohort.Next().Next(), pug.KindChampion))
	if strings.HasPrefix(application, pug.ApplicationID(cohort, pug.KindChampion, "")) {
		keys = append(keys, claims(email, around[0].Overlapping()[0])...)
	}
	return keys
}

// claims are the keys of what may count for a person in the cohorts.
func claims(email string, cohorts ...pug.CohortID) []key {
	if email == "" {
		return nil
	}
	var keys []key
	for _, id := range cohorts {
		keys = append(keys, personKey(email, id, pug.KindChampion), personKey(email, id, pug.KindMember))
	}
	return keys
}
