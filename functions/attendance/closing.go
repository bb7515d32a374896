package attendance

import (
	"context"
	"errors"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// closing is for how long whoever closes a group is left alone with it: longer than their request may take.
const closing = 5 * time.Minute

// closeOn goes on with groups that staff have begun to close, and that are not closed yet: whoever still sits there
// goes where staff said (L1).
func (f function) closeOn(ctx context.Context, groups []pug.Group) error {
	var errs []error
	for _, g := range groups {
		if g.State == pug.GroupClosing && g.Ending.At.Before(f.Now().Add(-closing)) {
			errs = append(errs, f.closeGroup(ctx, g))
		}
	}
	return errors.Join(errs...)
}

func (f function) closeGroup(ctx context.Context, g pug.Group) error {
	f.Log.WarnContext(ctx, "a closing was cut short, and is gone on with", "group", g.ID)
	l, err := f.Leadership(ctx, g.ID)
	if err != nil {
		return err
	}
	c, err := f.parts.Closing(ctx, l, *g.Ending)
	if err != nil {
		return err
	}
	return f.parts.Close(ctx, c)
}
