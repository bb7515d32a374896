package duty

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// KeepOne settles that two applications are of the same person: one of them takes the place of the other, whose
// workflow is told. The other's address is not written to any more: it may be a stranger's. pug.Invalid: it is too late
// for that; pug.Conflict: somebody settled it just now.
func (b *Base) KeepOne(ctx context.Context, kept, other pug.Application, by string) error {
	if err := b.mayGo(ctx, other); err != nil {
		return err
	}
	now := b.Now()
	call := workflow.Answer(other.ID, now)
	var owed []store.Owed
	if other.Status == pug.StatusPending {
		owed = append(owed, call)
	}
	if err := b.Store.KeepOne(ctx, kept, other, pug.Decision{By: by, At: now}, owed...); err != nil {
		return err
	}
	b.Log.InfoContext(ctx, "one application of a person kept", "kept", kept.ID, "replaced", other.ID)
	if len(owed) > 0 {
		b.Follow(ctx, call)
	}
	return nil
}

// mayGo says why an application cannot be replaced any more; nil if it can.
func (b *Base) mayGo(ctx context.Context, a pug.Application) error {
	c, err := b.Store.Cohort(ctx, a.Cohort)
	switch {
	case pug.IsError(err, pug.NotFound):
		return nil
	case err != nil:
		return err
	case c.Published != nil:
		return pug.Errorf(pug.Invalid, "The groups are published, so both applications stay as they are.")
	case c.Revision == 0:
		return nil
	}
	p, err := b.Store.Proposal(ctx, c.ID, c.Revision)
	if err == nil && p.Leads(a.ID) {
		return pug.Errorf(pug.Invalid, "%s leads a group of the proposal by the application that would go. "+
			"Dissolve that group first, or keep that application.", a.Name())
	}
	return err
}
