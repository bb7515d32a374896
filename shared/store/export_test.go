package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// CountedBefore makes a group one of a release that had no CompanyRule: what is counted under a key now was counted
// under another one then.
func (s *Store) CountedBefore(ctx context.Context, group, now, then string, n int) error {
	return s.do(ctx, write{key: groupKey(group), change: "SET #then = :n REMOVE #rule, #changes, #now",
		values: values{":n": n}, names: map[string]string{"#now": companyPrefix + now, "#then": companyPrefix + then}})
}

// OweNonsense puts an entry into the outbox that cannot be read.
func (s *Store) OweNonsense(ctx context.Context, id string) error {
	return s.do(ctx, write{key: outboxKey(id), record: map[string]any{"created": "whenever", "since": "whenever"}})
}

// StoredBefore stores an application as a release did that kept no figures.
func (s *Store) StoredBefore(ctx context.Context, a pug.Application) error {
	return s.do(ctx, write{key: applicationKey(a.ID), record: a})
}

// NamedBefore has an application known by its name as an earlier release did.
func (s *Store) NamedBefore(ctx context.Context, a pug.Application) error {
	at := key{namePrefix(a.Cohort) + a.NameKey(), "NAME"}
	return s.must(ctx, "name "+a.ID, write{key: at, record: namesakes{[]string{a.ID}}, condition: ifNew})
}

// KnownByName says whether an application is known by its name, in this release's way or an earlier one's.
func (s *Store) KnownByName(ctx context.Context, a pug.Application) (bool, error) {
	at, _, err := s.knownBy(ctx, a)
	return at != key{}, err
}

// ForgetName erases an application from those of its name.
func (s *Store) ForgetName(ctx context.Context, a pug.Application) error {
	return s.eraseNamesake(ctx, Erasure{Of: []pug.Found{a.Found()}})
}
