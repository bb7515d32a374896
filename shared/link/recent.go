package link

import (
	"context"
	"maps"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// keep is how long Recent remembers a link: whoever opens a page answers its form some minutes later.
const keep = 15 * time.Minute

// Recent is Records that remembers the links which it found some minutes ago: a stored link never changes. It remembers
// nothing of secrets that are unknown, so that strangers cannot fill its memory. It is safe for concurrent use.
type Recent struct {
	Records Records
	Now     func() time.Time

	mu    sync.Mutex
	known map[string]found // by hash
}

type found struct {
	Link
	at time.Time
}

// Link returns the link stored under hash, expired or not; false when there is none.
func (r *Recent) Link(ctx context.Context, hash string) (Link, bool, error) {
	now := r.Now()
	if l, known := r.recall(hash, now); known {
		return l, true, nil
	}
	l, ok, err := r.Records.Link(ctx, hash)
	if err == nil && ok {
		r.remember(hash, found{l, now})
	}
	return l, ok, err
}

// LinkAndStaff remembers nothing: staff change.
func (r *Recent) LinkAndStaff(ctx context.Context, hash string) (Link, pug.Team, bool, error) {
	return r.Records.LinkAndStaff(ctx, hash)
}

func (r *Recent) recall(hash string, now time.Time) (Link, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	maps.DeleteFunc(r.known, func(_ string, l found) bool { return now.Sub(l.at) >= keep })
	l, known := r.known[hash]
	return l.Link, known
}

func (r *Recent) remember(hash string, l found) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil {
		r.known = map[string]found{}
	}
	r.known[hash] = l
}
