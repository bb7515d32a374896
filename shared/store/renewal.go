package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

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
