package duty

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// KeepOne settles that two applications are of the same person: one of them takes the place of the other, whose
// workflow is told. The other's address is not written to any more: it may be a stranger's. pug.Invalid: it is too late
// for that; pug.Conflict: somebody settled it just now.
func (b *Base) KeepOne(ctx context.Context, kept, other pug.Application, v link.Visitor) error {
	d := pug.Decision{By: v.Who(), At: b.Now()}
	return b.Keep(ctx, kept, other, d, store.Logged{Entry: pug.LogKeptOne(kept, other, d, v.Person)})
}

// Keep is KeepOne by a decision, with what follows, the line of the log in it.
func (b *Base) Keep(ctx context.Context, kept, other pug.Application, d pug.Decision, owed ...store.Owed) error {
	if err := b.MayReplace(ctx, other); err != nil {
		return err
	}
	call := workflow.Answer(other.ID, d.At)
	if other.Status == pug.StatusPending {
		owed = append(owed, call)
	}
	if err := b.Store.KeepOne(ctx, kept, other, d, owed...); err != nil {
		return err
	}
	b.Log.InfoContext(ctx, "one application of a person kept", "kept", kept.ID, "replaced", other.ID)
	if other.Status == pug.StatusPending {
		b.Follow(ctx, call)
	}
	return nil
}

// TellApart settles that two applications are of two people. pug.Conflict: somebody settled something else about the
// first of them just now.
func (b *Base) TellApart(ctx context.Context, a, other pug.Application, v link.Visitor) error {
	n := pug.Apart{Other: other.ID, By: v.Who(), At: b.Now()}
	return b.Store.TellApart(ctx, a, n, store.Logged{Entry: pug.LogToldApart(a, other, n, v.Person)})
}

// MayReplace says why an application cannot be replaced any more; nil if it can. pug.Invalid: it is too late for that.
func (b *Base) MayReplace(ctx context.Context, a pug.Application) error {
	c, err := b.Store.Cohort(ctx, a.Cohort)
	switch {
	case pug.IsError(err, pug.NotFound):
		return nil
	case err != nil:
		return err
	case c.Published != nil:
		return pug.Errorf(pug.Invalid, "The groups are published, so an application is not replaced any more. If the "+
			"two are one person, withdraw the application of %s on that person's page: it settles this too.",
			a.Person().WithEmail())
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
