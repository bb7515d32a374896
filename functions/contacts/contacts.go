package contacts

import (
	"context"
	"errors"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/store"
)

// account is HubSpot: a hubspot.Client.
type account interface {
	UpdateContacts(ctx context.Context, updates []hubspot.ContactUpdate) (each []error, err error)
	SetOptions(ctx context.Context, name string, offered []hubspot.Option) error
}

// Deps is what the function is built from; every field is required, but HubSpot where no token is set.
type Deps struct {
	duty.Deps
	HubSpot account
	Renew   func()                                           // has HubSpot's token read anew: it may be another by now
	Wait    func(ctx context.Context, d time.Duration) error // lets time pass
}

type function struct {
	*duty.Base
	hubspot account
	renew   func()
	wait    func(ctx context.Context, d time.Duration) error
}

// New builds the function from its dependencies.
func New(d Deps) (*lambdafn.Function, error) {
	if d.Renew == nil || d.Wait == nil {
		return nil, errors.New("build the function contacts: Renew and Wait are required")
	}
	base, err := duty.New("contacts", d.Deps, nil, letter.Kinds{})
	if err != nil {
		return nil, err
	}
	f := function{base, d.HubSpot, d.Renew, d.Wait}
	out := f.Function(map[string]lambdafn.Task{"tell_all": lambdafn.Typed(f.tellAll)})
	out.Changes = f.changes
	return out, nil
}

// changes tells HubSpot of what is new among the stale; where an entry was woken, of everything that is.
func (f function) changes(ctx context.Context, changes []lambdafn.Change) (failed string, err error) {
	entries, woken := f.read(ctx, changes)
	if woken {
		owed, err := f.Store.Outbox(ctx)
		if err != nil {
			return "", err
		}
		entries = owed.Stale
	}
	if f.hubspot == nil { // the token was taken out of the settings: what is left is nobody's to send
		_, err := f.Store.Refreshed(ctx, entries)
		return "", err
	}
	return "", f.tell(ctx, entries)
}

// read reads the entries that are new or changed, each once and as it was last, and says whether one was woken.
func (f function) read(ctx context.Context, changes []lambdafn.Change) (entries []store.Stale, woken bool) {
	at := map[string]int{}
	for _, c := range changes {
		entry, err := store.ReadStale(c.Image)
		if err != nil { // no other try would read it; the sweep finds it
			f.Log.ErrorContext(ctx, "what is stale could not be read", "sequence", c.Seq, "error", err)
			continue
		}
		woken = woken || !entry.Woken.IsZero()
		if i, known := at[entry.Of]; known {
			entries[i] = entry
			continue
		}
		at[entry.Of] = len(entries)
		entries = append(entries, entry)
	}
	return entries, woken
}
