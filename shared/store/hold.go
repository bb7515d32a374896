package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Hold reads how letters of an id are held; one that nobody ever held is empty but for what it is of.
func (s *Store) Hold(ctx context.Context, id string) (pug.Hold, error) {
	h, err := get[pug.Hold](ctx, s, holdKey(id), "hold of "+id)
	of, known := pug.ParseHoldID(id)
	if known && pug.IsError(err, pug.NotFound) {
		return of, nil
	}
	return h, err
}

// Holds reads how letters are held, in all cohorts, by id.
func (s *Store) Holds(ctx context.Context) (map[string]pug.Hold, error) {
	all, err := query[pug.Hold](ctx, s, holdKey("").PK, "", "what is held")
	holds := map[string]pug.Hold{}
	for _, h := range all {
		holds[h.ID()] = h
	}
	return holds, err
}

// SaveHold stores how letters are held from now on, as it was made of what was read, with what follows from it, and has
// a letter sent, if one is given, and with it all that are due. pug.Conflict: somebody changed it meanwhile.
func (s *Store) SaveHold(ctx context.Context, h pug.Hold, wake *Waiting, owed ...Owed) error {
	w := write{key: holdKey(h.ID()), condition: ifNew}
	if h.Revision > 0 {
		w.condition, w.values = "#revision = :read", values{":read": h.Revision}
	}
	h.Revision++
	w.record = h
	writes := append(outbox(owed), w)
	if wake != nil { // by text that is new to the stream, whichever
		writes = append(writes, write{key: letterKey(wake.Email, wake.ID), change: "SET #woken = :hold",
			condition: ifExists, values: values{":hold": fmt.Sprintf("%s-%d", h.ID(), h.Revision)}})
	}
	changed := pug.Errorf(pug.Conflict, "Somebody else changed what is held just now. Look again.")
	return s.commit(ctx, "hold letters of "+h.ID(), changed, writes...)
}

// HoldsOf reads how letters that wait are held; nil where none of them may be.
func (s *Store) HoldsOf(ctx context.Context, letters []Waiting) (map[string]pug.Hold, error) {
	if !slices.ContainsFunc(letters, func(w Waiting) bool { return w.Hold != "" }) {
		return nil, nil
	}
	return s.Holds(ctx)
}

// Held says whether staff hold the letter.
func (w Waiting) Held(holds map[string]pug.Hold) bool {
	_, held := holds[w.Hold].Of(w.Written)
	return held
}

// NotHeld is what is owed without the letters that staff hold: for those, nothing is to be done.
func (o Outbox) NotHeld(holds map[string]pug.Hold) Outbox {
	o.Letters = slices.DeleteFunc(slices.Clone(o.Letters), func(w Waiting) bool { return w.Held(holds) })
	return o
}
