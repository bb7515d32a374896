package store

import (
	"context"
	"slices"
	"time"
)

// Posted is a letter to somebody as it stands, also where it is not written yet.
type Posted struct {
	Email, ID string
	Letter    *Letter // nil: it is not written
	Attempts  int     // to send it, while it waits
	Again     *Posted // what was sent in its place; nil for nothing
}

// Waits says whether the letter is still to be sent.
func (p Posted) Waits() bool { return p.Letter != nil && p.Letter.State == LetterWaiting }

// Reaches says whether the letter is with its reader, or may be, by itself or by what was sent in its place: of an
// attempt that a crash cut short nobody knows.
func (p Posted) Reaches() bool {
	return p.Letter != nil && (p.Letter.arrived() || p.Waits() && p.Attempts > 0) || p.Again != nil && p.Again.Reaches()
}

// Reached says likewise whether the reader had it before a time, as far as anybody knows.
func (p Posted) Reached(before time.Time) bool {
	return p.Letter != nil && p.Letter.Reached(before) || p.Again != nil && p.Again.Reached(before)
}

// Posted reads letters to an address, by their ids, in one call or two, and what was sent in their place.
func (s *Store) Posted(ctx context.Context, email string, ids ...string) ([]Posted, error) {
	var keys []key
	for _, id := range ids {
		keys = append(keys, letterKey(email, id))
	}
	letters, err := these[Letter](ctx, s, keys)
	if err != nil {
		return nil, err
	}
	var entries []key
	for _, l := range letters {
		if l.State == LetterWaiting {
			entries = append(entries, waitingKey(l.Waiting()))
		}
	}
	waiting, err := these[Waiting](ctx, s, entries)
	if err != nil {
		return nil, err
	}
	all := make([]Posted, len(ids))
	for i, id := range ids {
		all[i] = Posted{Email: email, ID: id}
		if at := slices.IndexFunc(letters, func(l Letter) bool { return l.ID == id }); at >= 0 {
			all[i].Letter = &letters[at]
			if all[i].Again, err = s.again(ctx, letters[at]); err != nil {
				return nil, err
			}
		}
		if at := slices.IndexFunc(waiting, func(w Waiting) bool { return w.ID == id }); at >= 0 {
			all[i].Attempts = waiting[at].Attempts
		}
	}
	return all, nil
}

// again reads what was last sent in the place of a letter; nil for nothing.
func (s *Store) again(ctx context.Context, of Letter) (*Posted, error) {
	if of.Again == nil {
		return nil, nil
	}
	posted, err := s.Posted(ctx, of.Again.Email, of.Again.ID)
	if err != nil {
		return nil, err
	}
	return &posted[0], nil
}

// withdrawn keeps a letter from being sent that waits, also in the place of another one, and from being written
// meanwhile. One that is on its way stays; one that came back needs nobody any more.
func (p Posted) withdrawn(why string) []write {
	var writes []write
	if p.Again != nil {
		writes = p.Again.withdrawn(why)
	}
	letter := write{key: letterKey(p.Email, p.ID)}
	switch {
	case p.Letter == nil:
		letter.condition = ifNew
		return []write{letter}
	case p.Letter.State == LetterBounced:
		if m, arose := p.Letter.Matter(); arose {
			writes = append(writes, Settled{m}.writes()...)
		}
		return writes
	case p.Letter.State != LetterWaiting:
		return writes
	}
	letter.change, letter.condition = "SET #state = :refused, #answer = :why REMOVE #woken", "#state = :waiting"
	letter.values = values{":refused": LetterRefused, ":why": why, ":waiting": LetterWaiting}
	entry := write{key: waitingKey(p.Letter.Waiting()), delete: true, condition: "#attempts = :attempts",
		values: values{":attempts": p.Attempts}}
	return append(writes, letter, entry)
}

// Retracted are letters that are not to be sent any more, as something that goes with its cause: those that wait, and
// those that might be written meanwhile.
type Retracted []Posted

func (r Retracted) writes() []write {
	var writes []write
	for _, p := range r {
		writes = append(writes, p.withdrawn("Its reader does not lead the group any more.")...)
	}
	return writes
}
