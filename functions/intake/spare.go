package intake

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// mostLetters is how many letters go to an address in a day before anybody has decided about an application from there:
// whoever fills in the form can give the address of somebody else.
const mostLetters = 3

// spare leaves out the letters about a submission whose address got enough of them today. Staff are told of that once a
// day.
func (f function) spare(ctx context.Context, t *store.Taking) error {
	address := t.Application.Email
	if address == "" {
		return nil
	}
	letters, err := f.Store.Letters(ctx, address)
	if err != nil {
		return err
	}
	today := 0
	for _, l := range letters {
		if l.To.Unverified && l.Written.After(t.Received.Add(-24*time.Hour)) {
			today++
		}
	}
	if today < mostLetters {
		return nil
	}
	others, err := f.Store.ApplicationsOf(ctx, address, t.Application.Cohort)
	decided := func(a pug.Application) bool { return a.Decision != nil && a.Decision.By != pug.TheDeadline }
	if err != nil || slices.ContainsFunc(others, decided) { // then somebody knows whose address it is
		return err
	}
	t.Owed = slices.DeleteFunc(t.Owed, func(o store.Owed) bool {
		_, letter := o.(store.Letter)
		return letter
	})
	key := "intake/many/" + hashed(address)[:16] + "/" + t.Received.UTC().Format(time.DateOnly)
	return f.Letters.TellStaff(ctx, key, tooMany{Email: address, Most: mostLetters})
}

// tooMany tells staff that an address gets no more letters today.
type tooMany struct {
	Email string
	Most  int
}
