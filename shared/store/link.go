package store

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// linkRecord is a link as the table holds it. The secret itself is in no record.
type linkRecord struct {
	link.Link
	TTL int64 `json:"ttl"` // epoch seconds
}

// keepLink is how long a late link still shows what was decided.
const keepLink = 180 * 24 * time.Hour

// linkWrite stores a new link under the SHA-256 of its secret. It needs no condition: nobody draws the same secret
// twice, and a retry writes the same again.
func linkWrite(m link.Minted) write {
	return write{key: linkKey(m.Hash), record: linkRecord{m.Link, m.Expires.Add(keepLink).Unix()}}
}

// Link reads a link, expired or not; false if there is none.
func (s *Store) Link(ctx context.Context, hash string) (link.Link, bool, error) {
	r, err := get[linkRecord](ctx, s, linkKey(hash), "such link")
	if pug.IsError(err, pug.NotFound) {
		return link.Link{}, false, nil
	}
	return r.Link, err == nil, err
}

// LinkAndStaff reads a link as Link does, and who is staff at the same moment.
func (s *Store) LinkAndStaff(ctx context.Context, hash string) (link.Link, pug.Team, bool, error) {
	items, err := s.moment(ctx, "a link of staff", linkKey(hash), staffKey())
	if err != nil {
		return link.Link{}, pug.Team{}, false, err
	}
	team, err := s.team(items[1])
	if err != nil {
		return link.Link{}, pug.Team{}, false, err
	}
	var l link.Link
	err = unmarshal(items[0], &l)
	return l, team, len(items[0]) > 0, err
}
