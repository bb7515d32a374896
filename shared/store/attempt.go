package store

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Attempt is a letter about to be sent, with the link that was made for it, nil where it has none.
type Attempt struct {
	Waiting
	Link *link.Minted
	// Held is how letters such as this one are held, as it was read when it was found that the letter goes out all the
	// same; nil where nothing was read. Then it goes out only if nobody holds such letters.
	Held *pug.Hold
}

// Attempt notes that letters are about to be sent, before they are, with their links: until the given time, nobody else
// tries. It tells for each whether it is the caller's to send; else somebody else is sending it, or has, or it is held.
func (s *Store) Attempt(ctx context.Context, now, until time.Time, letters []Attempt) ([]bool, error) {
	const together = 25 // letters, with a link each, and their holds
	mine := make([]bool, len(letters))
	var all []int
	for i := range letters {
		all = append(all, i)
	}
	for some := range slices.Chunk(all, together) {
		left := slices.Clone(some)
		for len(left) > 0 {
			good, err := s.attempt(ctx, now, until, letters, left)
			if err != nil {
				return mine, err
			}
			if len(good) == len(left) {
				for _, i := range good {
					mine[i] = true
				}
				break
			}
			left = good
		}
	}
	return mine, nil
}

// attempt notes that some of the letters are about to be sent, or that none of them is. It returns those of which
// everything held.
func (s *Store) attempt(
	ctx context.Context, now, until time.Time, letters []Attempt, some []int,
) (good []int, err error) {
	var writes []write
	holds := map[string]int{} // where the condition of each stands among the writes
	for _, i := range some {
		a := letters[i]
		if _, known := holds[a.Hold]; a.Hold != "" && !known {
			holds[a.Hold] = len(writes)
			writes = append(writes, a.held())
		}
	}
	first := len(writes)
	for _, i := range some {
		writes = append(writes, letters[i].claims(now, until))
	}
	for _, i := range some {
		if letters[i].Link != nil {
			writes = append(writes, linkWrites(*letters[i].Link)...)
		}
	}
	held, err := s.transact(ctx, "note an attempt to send letters", writes...)
	if err != nil {
		return nil, err
	}
	for n, i := range some {
		hold, mayBeHeld := holds[letters[i].Hold]
		if held[first+n] && (!mayBeHeld || held[hold]) {
			good = append(good, i)
		}
	}
	return good, nil
}

// claims has nobody else try the letter for a while.
func (a Attempt) claims(now, until time.Time) write {
	return write{
		key: waitingKey(a.Waiting), change: "SET #attempts = #attempts + :one, #next = :until",
		condition: "attribute_exists(PK) AND #next <= :now",
		values:    values{":one": 1, ":until": seconds(until), ":now": seconds(now)},
	}
}

// held checks that letters such as this one are held as was read.
func (a Attempt) held() write {
	w := write{key: holdKey(a.Hold), condition: ifNew}
	if a.Held != nil && a.Held.Revision > 0 {
		w.condition, w.values = "#revision = :read", values{":read": a.Held.Revision}
	}
	return w
}
