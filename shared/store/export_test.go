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
