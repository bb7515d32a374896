package decision

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// Decisions decides on applications for a function. The function's letters have to include Letters.
type Decisions struct{ *duty.Base }

// Decide decides on an application, as the person of the address, and has its workflow told by the call, which is owed
// until it was made. pug.Conflict: somebody was first, and that decision stands.
func (f Decisions) Decide(ctx context.Context, c store.Case, d pug.Decision, actor string) (store.Call, error) {
	call, line := workflow.Concluded(c.Application.ID, c.Token, d.At), logged(c, d, actor)
	concluded, err := f.conclude(ctx, c, d, call, line)
	if err != nil || concluded {
		return call, err
	}
	call = workflow.Answer(c.Application.ID, d.At)
	return call, f.Store.DecideApplication(ctx, c.Application.ID, d, call, line)
}

// logged is the line of the log that tells of a decision.
func logged(c store.Case, d pug.Decision, actor string) store.Logged {
	return store.Logged{Entry: pug.LogDecided(c.Application, d, actor)}
}

// Lapse waitlists what nobody decided, and says whether nothing is left to do. A decision that came in just now stands,
// and where the deadline was moved, it is still to be decided.
func (f Decisions) Lapse(ctx context.Context, id string) (concluded bool, err error) {
	now := f.Now()
	c, err := f.Store.Case(ctx, id)
	if err != nil || c.DecideBy().After(now) {
		return false, err
	}
	d := pug.Lapse(now)
	line := logged(c, d, "")
	concluded, err = f.conclude(ctx, c, d, line)
	if err == nil && !concluded {
		err = f.Store.DecideApplication(ctx, id, d, line)
	}
	if pug.IsError(err, pug.Conflict) {
		err = nil
	}
	return concluded, err
}

// conclude decides on an application and tells of it in one write. It does nothing, and says so, where its workflow has
// something left to do.
func (f Decisions) conclude(ctx context.Context, c store.Case, d pug.Decision, owed ...store.Owed) (bool, error) {
	if c.Published() {
		return false, nil
	}
	told, err := f.Told(ctx, c, d)
	if err != nil {
		return false, err
	}
	return f.Store.Conclude(ctx, c, d, append(told, owed...)...)
}

// Told are the letters that tell of a decision that is about to be made.
func (f Decisions) Told(ctx context.Context, c store.Case, d pug.Decision) ([]store.Owed, error) {
	status, _ := d.Choice.Status() // one that has none is refused by the store
	c.Application.Status, c.Application.Decision = status, &d
	return f.Outcome(ctx, c)
}
