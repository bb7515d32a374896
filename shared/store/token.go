package store

import (
	"context"
	"time"
)

// waiting is the task token of a workflow that waits for a subject. It never leaves the server. Each try of a task has
// a token of its own, and only the newest is worth anything.
type waiting struct {
	Token   string `json:"token"`
	Entered int64  `json:"entered"` // the state, in milliseconds since 1970; 0 where the definition does not say
	Retries int    `json:"retries"` // of the task, since the state was entered
	TTL     int64  `json:"ttl,omitempty"`
}

// keepToken is longer than an execution may last, one year, and a task can wait.
const keepToken = 400 * 24 * time.Hour

// PutToken remembers which task waits for the subject. A newer one takes the place of an older, never the other way
// round: a function that dies slowly may store its token after the next try has stored another. Where the definition
// does not say when its state was entered, the last to come counts.
func (s *Store) PutToken(ctx context.Context, subject, token string, entered time.Time, retries int) error {
	t := waiting{Token: token, Retries: retries}
	w := write{key: tokenKey(subject)}
	if !entered.IsZero() {
		t.Entered, t.TTL = entered.UnixMilli(), entered.Add(keepToken).Unix()
		w.condition = "attribute_not_exists(#entered) OR #entered < :entered OR " +
			"(#entered = :entered AND #retries <= :retries)"
		w.values = values{":entered": t.Entered, ":retries": t.Retries}
	}
	w.record = t
	return s.once(ctx, "store the token of "+subject, w)
}

// Token is the task that waits for the subject; pug.NotFound if none does.
func (s *Store) Token(ctx context.Context, subject string) (string, error) {
	t, err := get[waiting](ctx, s, tokenKey(subject), "task that waits for "+subject)
	return t.Token, err
}
