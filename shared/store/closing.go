package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// BeginClosing notes that a group ends while its cohort goes on (L1): from now on nobody comes to it. Its members go
// one by one, and CloseGroup is the end of it. pug.Conflict: the group has changed since it was read.
func (s *Store) BeginClosing(ctx context.Context, g pug.Group, e pug.Ending, owed ...Owed) error {
	begun := changesOf(g, g.State)
	begun.change = "SET #state = :closing, #ending = :ending"
	begun.condition += " AND #partners = :partners"
	begun.values[":closing"], begun.values[":ending"] = pug.GroupClosing, e
	begun.values[":partners"] = g.Partners
	return s.commit(ctx, "begin to close "+g.ID, changedMeanwhile(g), append(outbox(owed), begun)...)
}

// CloseGroup notes that a group has ended, with what becomes of its meetings and what follows. It is closing, and
// nobody has a seat in it any more. It goes on to say who led it. pug.Conflict: a seat is taken, or the group or a
// meeting has changed since it was read.
func (s *Store) CloseGroup(ctx context.Context, g pug.Group, meetings []pug.Meeting, owed ...Owed) error {
	closed := changesOf(g, pug.GroupClosing)
	closed.change = "SET #state = :closed, #changes = if_not_exists(#changes, :none) + :one REMOVE #ending"
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
	return s.commit(ctx, "close "+g.ID, changedMeanwhile(g), writes...)
}

func changedMeanwhile(g pug.Group) *pug.Error {
	return pug.Errorf(pug.Conflict, "%s was changed by somebody else just now. Look at it again.", g.Name())
}

// changesOf is a change of a group that is in a state, and led by whom it was when it was read.
func changesOf(g pug.Group, state pug.GroupState) write {
	w := write{key: groupKey(g.ID), condition: "#state = :was AND #champion = :before AND attribute_not_exists(#co)",
		values: values{":was": state, ":before": g.Champion}}
	if g.Co != nil {
		w.condition = "#state = :was AND #champion = :before AND #co = :beside"
		w.values[":beside"] = *g.Co
	}
	return w
}

// leavesGroup notes with an application that its person does not lead the group any more.
func leavesGroup(application, group string) write {
	return write{key: applicationKey(application), change: "SET #left = :group REMOVE #group",
		condition: "#group = :group", values: values{":group": group}}
}
