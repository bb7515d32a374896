package store

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// letter is the record of one mail: on its way until Until, or sent.
type letter struct {
	Until time.Time `json:"until"`
	Sent  bool      `json:"sent"`
	At    time.Time `json:"at,omitzero"`
	TTL   int64     `json:"ttl"` // epoch seconds
}

// keepMail is how long a mail's record is kept: longer than a cohort and everything that may still ask for the mail
// again.
const keepMail = 400 * 24 * time.Hour

// Claim takes the right to send a mail until now+lease; see letter.Records. It is a transaction of one, since DynamoDB
// knows those when the SDK repeats them: a claim whose answer was lost would else stand in its own way until the lease
// is over.
func (s *Store) Claim(
	ctx context.Context, key string, now time.Time, lease time.Duration,
) (claimed, sent bool, err error) {
	now = now.UTC().Truncate(time.Second) // times are compared as text, which holds for whole seconds only
	held, err := s.transact(ctx, "claim the mail "+key, write{
		key:       mailKey(key),
		record:    letter{Until: now.Add(lease).Truncate(time.Second), TTL: now.Add(keepMail).Unix()},
		condition: "attribute_not_exists(PK) OR (#sent = :false AND #until <= :now)",
		values:    values{":false": false, ":now": now},
	})
	if err != nil {
		return false, false, err
	}
	if all(held) {
		return true, false, nil
	}
	l, err := get[letter](ctx, s, mailKey(key), "mail "+key)
	if pug.IsError(err, pug.NotFound) { // released in between: the next try gets it
		return false, false, nil
	}
	return false, l.Sent, err
}

// Sent marks a mail as sent, for good.
func (s *Store) Sent(ctx context.Context, key string, now time.Time) error {
	return s.must(ctx, "mark the mail "+key+" as sent",
		write{key: mailKey(key), change: "SET #sent = :true, #at = :now", condition: ifExists,
			values: values{":true": true, ":now": now.UTC()}})
}

// Release gives the right to send a mail back.
func (s *Store) Release(ctx context.Context, key string) error {
	return s.once(ctx, "release the mail "+key,
		write{key: mailKey(key), delete: true, condition: "#sent = :false", values: values{":false": false}})
}
