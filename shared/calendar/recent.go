package calendar

import (
	"context"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// keep is how long Recent remembers a cohort: long enough that many who ask at once are told of one reading, and so
// short that nobody can tell a date that was moved just now from one that is about to be.
const keep = 10 * time.Second

// Recent is what is known of cohorts as it was some seconds ago at most, for those who ask for it again and again and
// write nothing that hangs on it. It is safe for concurrent use.
type Recent[T any] struct {
	Read func(ctx context.Context, id pug.CohortID) (T, error) // pug.NotFound before a cohort was planned
	Now  func() time.Time

	mu    sync.Mutex
	known map[pug.CohortID]remembered[T]
}

type remembered[T any] struct {
	value T
	err   error // pug.NotFound
	read  time.Time
}

// Cohort reads what is known of a cohort; pug.NotFound before it was planned.
func (r *Recent[T]) Cohort(ctx context.Context, id pug.CohortID) (T, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.Now()
	if m, ok := r.known[id]; ok && now.Sub(m.read) < keep {
		return m.value, m.err
	}
	value, err := r.Read(ctx, id)
	if err != nil && !pug.IsError(err, pug.NotFound) {
		return value, err
	}
	if r.known == nil {
		r.known = map[pug.CohortID]remembered[T]{}
	}
	r.known[id] = remembered[T]{value, err, now}
	return value, err
}
