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

// PutLink stores a new link under the SHA-256 of its secret. It needs no condition: nobody draws the same secret twice,
// and a retry writes the same again.
func (s *Store) PutLink(ctx context.Context, hash string, l link.Link) error {
	record := linkRecord{l, l.Expires.Add(keepLink).Unix()}
	return s.must(ctx, "store a link for "+l.Subject, write{key: linkKey(hash), record: record})
}

// Link reads a link, expired or not; false if there is none.
func (s *Store) Link(ctx context.Context, hash string) (link.Link, bool, error) {
	r, err := get[linkRecord](ctx, s, linkKey(hash), "such link")
	if pug.IsError(err, pug.NotFound) {
		return link.Link{}, false, nil
	}
	return r.Link, err == nil, err
}
