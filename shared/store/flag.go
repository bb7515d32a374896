package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// AddFlag raises a flag with the call that starts its workflow (R11). One that is there already stays as it is.
func (s *Store) AddFlag(ctx context.Context, f pug.Flag, call Call) error {
	_, err := s.transact(ctx, "raise the flag "+f.ID,
		write{key: flagKey(f.Group, f.ID), record: f, condition: ifNew},
		call.write(),
	)
	return err
}

// Flag reads a flag.
func (s *Store) Flag(ctx context.Context, id string) (pug.Flag, error) {
	return get[pug.Flag](ctx, s, flagKey(pug.GroupOfFlag(id), id), "flag "+id)
}

// Flags lists the flags of a group, by id.
func (s *Store) Flags(ctx context.Context, group string) ([]pug.Flag, error) {
	return query[pug.Flag](ctx, s, inGroup(group, "").PK, flagPrefix, "flags of "+group)
}

// DecideFlag records whether a member is kept or excused; the first decision stands (pug.Conflict).
func (s *Store) DecideFlag(ctx context.Context, id string, d pug.Decision, calls ...Call) (pug.Flag, error) {
	return decide[pug.Flag](ctx, s, "flag "+id, first(flagKey(pug.GroupOfFlag(id), id), d), calls)
}
