package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Share stores whether somebody's group sees what they want to talk about, with what follows. pug.Conflict: who they are
// has changed since the application was read.
func (s *Store) Share(ctx context.Context, a pug.Application, owed ...Owed) error {
	changed := pug.Errorf(pug.Conflict, "Something about %s was changed just now. Look again.", a.ID)
	return s.commit(ctx, "store what the group sees of "+a.ID, changed, append(outbox(owed), write{
		key: applicationKey(a.ID), change: "SET #shares = :shares", condition: "#email = :email",
		values: values{":shares": a.Shares, ":email": a.Email}})...)
}
