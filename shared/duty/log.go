package duty

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// TellStaffAndLog writes to staff, and the line of the log that says why. The key makes both once.
func (b *Base) TellStaffAndLog(
	ctx context.Context, key string, data any, line pug.Entry, owed ...store.Owed,
) error {
	told, err := b.Letters.TellingStaff(ctx, key, data)
	if err != nil {
		return err
	}
	return b.Store.Write(ctx, append(append(told, owed...), store.Logged{Entry: line})...)
}
