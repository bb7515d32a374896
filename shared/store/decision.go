package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// decide records the first decision on a record, with the calls that follow. If somebody was first, it fails with
// pug.Conflict, and the record comes back with the decision that stands.
func decide[T any](ctx context.Context, s *Store, k key, what string, d pug.Decision, calls []Call) (T, error) {
	held, err := s.transact(ctx, "decide on the "+what, append(outbox(calls), write{
		key: k, change: "SET #decision = :d", condition: "attribute_exists(PK) AND attribute_not_exists(#decision)",
		values: values{":d": d},
	})...)
	if err != nil {
		var none T
		return none, err
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
