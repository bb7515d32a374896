package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// PutTalkingPoints stores a member's talking points for a meeting; later ones take the place of earlier ones (R10).
func (s *Store) PutTalkingPoints(ctx context.Context, group, month string, p pug.TalkingPoints) error {
	return s.must(ctx, "store the talking points of "+p.Member.ID,
		write{key: pointsKey(group, month, p.Member.ID), record: p})
}

// TalkingPoints lists what members handed in for a meeting, by member.
func (s *Store) TalkingPoints(ctx context.Context, group, month string) ([]pug.TalkingPoints, error) {
	return query[pug.TalkingPoints](ctx, s, inGroup(group, "").PK, pointsPrefix+month+"#", "talking points of "+group)
}
