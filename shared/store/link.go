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
