package contacts

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/hubspot"
	"github.com/partnerusergroups/pugs/shared/store"
)

const (
	// budget is how long the function goes on: less than its own timeout, by as much as one batch may take. Its two
	// calls, made three times with the pauses in between, take 130 seconds at worst.
	budget = 2 * time.Minute
	// tries is how often a call is made within it, with a pause in between that grows; a pause that HubSpot asks for
	// is kept up to patience.
	tries    = 3
	pause    = 2 * time.Second
	patience = 20 * time.Second
)

// tell tells HubSpot what is true of the entries' topics and people: topics first, since members choose among them.
// Where it cannot be told, the rest waits for the sweep. An error is the table's.
func (f function) tell(ctx context.Context, entries []store.Stale) error {
	end := f.Now().Add(budget)
	for _, entry := range entries {
		if !entry.Topics() {
			continue
		}
		if err := f.tellTopics(ctx, entry); err != nil {
			return err
		}
	}
	people := slices.DeleteFunc(slices.Clone(entries), store.Stale.Topics)
	for some := range slices.Chunk(people, hubspot.MaxBatch) {
		if !f.Now().Before(end) {
			return f.Store.WakeStale(ctx, some[0], f.Now())
		}
		if goOn, err := f.tellPeople(ctx, some); err != nil || !goOn {
			return err
		}
	}
	return nil
}

// call calls HubSpot, and again where that may help within moments.
func (f function) call(ctx context.Context, do func() error) error {
	for try := 1; ; try++ {
		err := do()
		wait := time.Duration(try) * pause
		switch hubspot.TroubleOf(err) {
		case hubspot.TroubleToken:
			f.renew()
		case hubspot.TroubleMoment:
			var answer *hubspot.APIError
			if errors.As(err, &answer) {
				wait = max(wait, answer.RetryAfter)
			}
		default:
			return err
		}
		if try == tries || wait > patience {
			return err
		}
		if waited := f.wait(ctx, wait); waited != nil {
			return waited
		}
	}
}

// trouble logs why HubSpot was not told of something. What the token or HubSpot's properties are the cause of, somebody
// has to mend.
func (f function) trouble(ctx context.Context, of string, err error) {
	switch hubspot.TroubleOf(err) {
	case hubspot.TroubleToken:
		f.Log.ErrorContext(ctx, "HubSpot refuses the token", "stale", of, "error", err)
	case hubspot.TroubleSetup:
		f.Log.ErrorContext(ctx, "HubSpot refuses what is written", "stale", of, "error", err)
	default:
		f.Log.WarnContext(ctx, "HubSpot is told later", "stale", of, "error", err)
	}
}

// forget forgets what HubSpot was told. Who was overtaken meanwhile may have written over what is newer: that is told
// once more.
func (f function) forget(ctx context.Context, entries []store.Stale) error {
	made, err := f.Store.Refreshed(ctx, entries)
	if err != nil {
		return err
	}
	var overtaken []string
	for i, entry := range entries {
		if !made[i] {
			overtaken = append(overtaken, entry.Of)
		}
	}
	return f.Store.SetStale(ctx, overtaken...)
}
