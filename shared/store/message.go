package store

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// AddMessage stores what somebody who leads a group writes to it, with what follows. pug.Conflict: they do not lead it
// any more, or another message came in between.
func (s *Store) AddMessage(ctx context.Context, m pug.Message, owed ...Owed) error {
	changed := pug.Errorf(pug.Conflict, "Somebody else wrote to the group just now, or who leads it has changed. "+
		"Look at it again.")
	leads := ledBy(m.Person, write{key: groupKey(m.Group), values: values{}})
	return s.commit(ctx, "store the message "+m.ID, changed,
		append(outbox(owed), write{key: messageKey(m.ID), record: m, condition: ifNew}, leads)...)
}

// Message reads a message to a group.
func (s *Store) Message(ctx context.Context, id string) (pug.Message, error) {
	if pug.GroupOfMessage(id) == "" {
		return pug.Message{}, pug.Errorf(pug.NotFound, "There is no such message.")
	}
	return get[pug.Message](ctx, s, messageKey(id), "such message")
}

// DecideMessage stores what staff decided about a message that was held, with what follows. pug.Already: somebody
// decided just now.
func (s *Store) DecideMessage(ctx context.Context, m pug.Message, owed ...Owed) error {
	already := pug.Errorf(pug.Already, "Somebody else decided about this message just now.")
	return s.commit(ctx, "decide about the message "+m.ID, already, append(outbox(owed),
		write{key: messageKey(m.ID), change: "SET #state = :state, #decision = :decision", condition: "#state = :held",
			values: values{":state": m.State, ":decision": m.Decision, ":held": pug.MessageHeld}})...)
}
