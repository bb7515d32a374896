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

// Recent is the cohorts as they were some seconds ago at most, for those who ask for them again and again and write
// nothing that hangs on them. It is safe for concurrent use.
type Recent struct {
	Cohorts cohorts
	Now     func() time.Time

	mu    sync.Mutex
	known map[pug.CohortID]remembered
}

type remembered struct {
	cohort pug.Cohort
	err    error // pug.NotFound
	read   time.Time
}

// Cohort reads a cohort; pug.NotFound before it was planned.
func (r *Recent) Cohort(ctx context.Context, id pug.CohortID) (pug.Cohort, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.Now()
	if m, ok := r.known[id]; ok && now.Sub(m.read) < keep {
		return m.cohort, m.err
	}
	c, err := r.Cohorts.Cohort(ctx, id)
	if err != nil && !pug.IsError(err, pug.NotFound) {
		return c, err
	}
	if r.known == nil {
		r.known = map[pug.CohortID]remembered{}
	}
	r.known[id] = remembered{c, err, now}
	return c, err
}
