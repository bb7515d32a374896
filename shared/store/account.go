package store

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Account stores what was said of a meeting, with the flags that rest on it no longer and all else that follows (L5,
// L6). Where a leader of the group says it, it is stored only while they lead it; nil is for staff. pug.Conflict: the
// meeting, its report or a flag was changed since it was read; pug.Full: more follows than is done at once.
func (s *Store) Account(ctx context.Context, c pug.Correction, leader *pug.Person, owed ...Owed) error {
	m := c.Meeting
	m.Revision++
	what := "meeting of " + m.Group + " in " + m.Month
	meeting := write{key: meetingKey(m.Group, m.Month), record: m, condition: "#revision = :before",
		values: values{":before": c.Before.Revision}}
	group := touches(m.Group)
	if leader != nil {
		group = ledBy(*leader, group)
	}
	if m.Unassessed() {
		group.change += reassessed
	}
	writes := []write{meeting, group, {key: attendanceKey(m.Group, m.Month), record: c.Report}}
	for _, f := range c.Unfounded() {
		writes = append(writes, dropped(f))
	}
	for _, moved := range c.Carried {
		writes = append(writes, carries(moved))
	}
	for _, ch := range c.Changed {
		writes = append(writes, s.staleOf(ch.Member.ID, ch.Member.Email)...)
	}
	writes = slices.Concat(writes, outbox(owed))
	if len(writes) > most {
		return pug.Errorf(pug.Full, "More follows from this than is done at once: say it for some members first.")
	}
	changed := pug.Errorf(pug.Conflict, "Somebody else changed the meeting just now.")
	return s.commit(ctx, "save the "+what, changed, writes...)
}

// carries changes how many misses a member brought to a seat, as long as it is as it was read.
func carries(c pug.Carried) write {
	w := write{key: seatKey(c.Seat.Group, c.Seat.Member.ID), change: "SET #missed = :missed",
		condition: "#joined = :joined AND #missed = :before",
		values:    values{":missed": c.Seat.Missed, ":before": c.Before, ":joined": c.Seat.Joined}}
	if c.Before == 0 {
		w.condition = "#joined = :joined AND (#missed = :before OR attribute_not_exists(#missed))"
	}
	return w
}

// dropped withdraws a flag. What staff decided on it stays with it.
func dropped(f pug.Flag) write {
	w := write{key: flagKey(f.Group, f.ID), change: "SET #withdrawn = :at",
		condition: "attribute_exists(PK) AND (attribute_not_exists(#withdrawn) OR #withdrawn = :never)",
		values:    values{":at": f.Withdrawn, ":never": time.Time{}}}
	if f.Undecided() {
		w.change += ", #decision = :decision"
		w.condition += " AND attribute_not_exists(#decision)"
		w.values[":decision"] = f.Decision
	}
	return w
}

// PutNotice stores that a member cannot come to a meeting that was read before, with what follows (L7). pug.Conflict:
// the meeting was moved or called off since, or somebody has noted it.
func (s *Store) PutNotice(ctx context.Context, m pug.Meeting, n pug.Notice, owed ...Owed) error {
	return s.notice(ctx, m, write{key: noticeKey(m.Group, m.Month, n.Member.ID), record: n,
		condition: ifNew + " OR NOT #starts = :starts", values: values{":starts": m.Starts}}, owed)
}

// RemoveNotice forgets that a member cannot come, with what follows. pug.Conflict: the meeting was moved or called off
// since, or somebody has forgotten it.
func (s *Store) RemoveNotice(ctx context.Context, m pug.Meeting, n pug.Notice, owed ...Owed) error {
	return s.notice(ctx, m,
		write{key: noticeKey(m.Group, m.Month, n.Member.ID), delete: true, condition: ifExists}, owed)
}

func (s *Store) notice(ctx context.Context, m pug.Meeting, notice write, owed []Owed) error {
	stands := write{key: meetingKey(m.Group, m.Month), condition: "#state = :planned AND #starts = :starts",
		values: values{":planned": pug.MeetingPlanned, ":starts": m.Starts}}
	changed := pug.Errorf(pug.Conflict, "The meeting, or who comes to it, was changed just now. Look at it again.")
	return s.commit(ctx, "note who comes to the meeting of "+m.Group+" in "+m.Month, changed,
		append(outbox(owed), stands, notice)...)
}
