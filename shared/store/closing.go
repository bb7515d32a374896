package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// CloseGroup notes that a group ends while its cohort goes on (L1), with what becomes of its meetings and what follows.
// Nobody has a seat in it any more. It goes on to say who led it. pug.Conflict: a seat is taken, or the group or a
// meeting has changed since it was read.
func (s *Store) CloseGroup(ctx context.Context, g pug.Group, meetings []pug.Meeting, owed ...Owed) error {
	closed := changesOf(g)
	closed.change = "SET #state = :closed, #changes = if_not_exists(#changes, :none) + :one"
	closed.condition += " AND #partners = :leaders"
	closed.values[":closed"], closed.values[":none"], closed.values[":one"] = pug.GroupClosed, 0, 1
	closed.values[":leaders"] = len(g.Leaders())
	writes := slices.Concat([]write{closed}, outbox(owed), s.stale(g.Leaders()...))
	for _, p := range g.Leaders() {
		writes = append(writes, leavesGroup(p.ID, g.ID))
	}
	for _, m := range meetings {
		m.Revision++
		writes = append(writes, write{key: meetingKey(m.Group, m.Month), record: m, condition: "#revision = :before",
			values: values{":before": m.Revision - 1}})
	}
	changed := pug.Errorf(pug.Conflict, "%s was changed by somebody else just now. Look at it again.", g.Name())
	return s.commit(ctx, "close "+g.ID, changed, writes...)
}

// changesOf is a change of a group that is open and led by whom it was when it was read.
func changesOf(g pug.Group) write {
	w := write{key: groupKey(g.ID), condition: "#state = :open AND #champion = :before AND attribute_not_exists(#co)",
		values: values{":open": pug.GroupOpen, ":before": g.Champion}}
	if g.Co != nil {
		w.condition = "#state = :open AND #champion = :before AND #co = :beside"
		w.values[":beside"] = *g.Co
	}
	return w
}

// leavesGroup notes with an application that its person does not lead the group any more.
func leavesGroup(application, group string) write {
	return write{key: applicationKey(application), change: "SET #left = :group REMOVE #group",
		condition: "#group = :group", values: values{":group": group}}
}
