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

// AddRenewal stores that a Champion was asked to lead again (R12). One that is there already stays as it is.
func (s *Store) AddRenewal(ctx context.Context, r pug.Renewal) error {
	return s.once(ctx, "ask the Champion of "+r.Group+" to lead again",
		write{key: renewalKey(r.Group), record: r, condition: ifNew})
}

// Renewal reads whether the Champion of a group leads again; pug.NotFound before they were asked.
func (s *Store) Renewal(ctx context.Context, group string) (pug.Renewal, error) {
	return get[pug.Renewal](ctx, s, renewalKey(group), "question to lead "+group+" again")
}

// DecideRenewal records a Champion's answer; the first stands (pug.Conflict).
func (s *Store) DecideRenewal(ctx context.Context, group string, d pug.Decision) (pug.Renewal, error) {
	return decide[pug.Renewal](ctx, s, renewalKey(group), "question to lead "+group+" again", d, nil)
}
