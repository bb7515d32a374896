package store

import "context"

// waiting is the task token of the workflow that waits for a subject. It never leaves the server.
type waiting struct {
	Token string `json:"token"`
}

// PutToken remembers which task waits for the subject; a newer one takes the place of an older.
func (s *Store) PutToken(ctx context.Context, subject, token string) error {
	return s.must(ctx, "store the token of "+subject, write{key: tokenKey(subject), record: waiting{token}})
}

// Token is the task that waits for the subject; pug.NotFound if none does.
func (s *Store) Token(ctx context.Context, subject string) (string, error) {
	w, err := get[waiting](ctx, s, tokenKey(subject), "task that waits for "+subject)
	return w.Token, err
}
