package act

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Held is how a cohort's letters of a class are held, and which are.
type Held struct {
	pug.Hold
	Letters []store.Waiting // the oldest first
}

// HeldOf reads what is held of an id.
func (f Planner) HeldOf(ctx context.Context, id string) (Held, error) {
	hold, err := f.Store.Hold(ctx, id)
	if err != nil {
		return Held{}, err
	}
	owed, err := f.Store.Outbox(ctx)
	h := Held{Hold: hold}
	for _, w := range owed.Letters {
		if _, waits := hold.Of(w.Written); waits && w.Hold == id {
			h.Letters = append(h.Letters, w)
		}
	}
	return h, err
}

// Count says how many letters are held.
func (h Held) Count() string {
	if len(h.Letters) == 1 {
		return "1 letter is held"
	}
	return fmt.Sprintf("%d letters are held", len(h.Letters))
}
