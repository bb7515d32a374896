package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// BegunBy is the store whose staff are these people until somebody changes that at the desk.
func (s *Store) BegunBy(staff []pug.Staff) *Store {
	begun := *s
	begun.first = staff
	return &begun
}

// Staff reads who is staff. All of them are one item, so that whoever changes it knows whom the change leaves.
func (s *Store) Staff(ctx context.Context) (pug.Team, error) {
	team, err := get[pug.Team](ctx, s, staffKey(), "list of staff")
	if pug.IsError(err, pug.NotFound) {
		return s.team(nil)
	}
	return team, err
}

// team reads who is staff out of the item, which is not there before the first change.
func (s *Store) team(item attributes) (pug.Team, error) {
	if len(item) == 0 {
		return pug.Team{People: s.first}, nil
	}
	var t pug.Team
	err := unmarshal(item, &t)
	return t, err
}

// ChangeStaff stores who is staff from now on, as it was made of what was read, with what follows from it.
// pug.Conflict: somebody changed it meanwhile.
func (s *Store) ChangeStaff(ctx context.Context, t pug.Team, owed ...Owed) error {
	w := write{key: staffKey(), condition: ifNew}
	if t.Revision > 0 {
		w.condition, w.values = "#revision = :read", values{":read": t.Revision}
	}
	t.Revision++
	w.record = t
	refused := pug.Errorf(pug.Conflict, "Who is staff was changed just now. Look at the list again.")
	return s.commit(ctx, "change who is staff", refused, append(outbox(owed), w)...)
}
