package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// decide records the first decision on a record, with the calls that follow. Where somebody was first, it fails with
// pug.Conflict, and the record comes back with the decision that stands.
func decide[T any](ctx context.Context, s *Store, k key, what string, d pug.Decision, calls []Call) (T, error) {
	writes := []write{{key: k, change: "SET #decision = :d", condition: "attribute_exists(PK) AND attribute_not_exists(#decision)",
		values: values{"#decision": "decision", ":d": d}}}
	for _, c := range calls {
		writes = append(writes, c.write())
	}
	held, err := s.transact(ctx, writes...)
	if err != nil {
		var none T
		return none, unavailable(err, "decide on the "+what)
	}
	record, err := get[T](ctx, s, k, what)
	if err != nil {
		return record, err
	}
	if !all(held) {
		return record, pug.Errorf(pug.Conflict, "The %s is decided already.", what)
	}
	return record, nil
}
