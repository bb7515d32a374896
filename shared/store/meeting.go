package store

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// AddMeeting stores that a Champion is asked for a meeting. One that is there already stays as it is. pug.NotFound:
// there is no such group.
func (s *Store) AddMeeting(ctx context.Context, m pug.Meeting) error {
	held, err := s.transact(ctx, "store the meeting of "+m.Group+" in "+m.Month,
		write{key: meetingKey(m.Group, m.Month), record: m, condition: ifNew}, touches(m.Group))
	if err == nil && !held[1] {
		return pug.Errorf(pug.NotFound, "There is no group %s.", m.Group)
	}
	return err
}

// Meeting reads a group's meeting of a month.
func (s *Store) Meeting(ctx context.Context, group, month string) (pug.Meeting, error) {
	return get[pug.Meeting](ctx, s, meetingKey(group, month), "meeting of "+group+" in "+month)
}

// Meetings lists the meetings of a group, by month.
func (s *Store) Meetings(ctx context.Context, group string) ([]pug.Meeting, error) {
	return query[pug.Meeting](ctx, s, inGroup(group, "").PK, meetingPrefix, "meetings of "+group)
}

// SaveMeeting writes a meeting that was read before and then changed, with what follows. If somebody else changed it in
// between, it fails with pug.Conflict. The returned meeting is the one that stands in the table now, so also in that
// case.
func (s *Store) SaveMeeting(
	ctx context.Context, m pug.Meeting, with []pug.Report, owed ...Owed,
) (pug.Meeting, error) {
	return s.saveMeeting(ctx, m, touches(m.Group), with, owed)
}

// SaveLedMeeting is SaveMeeting by somebody who leads the group, and who may say when it usually meets: nil says
// nothing of that. It fails with pug.Conflict as well if they lead it no longer (L1).
func (s *Store) SaveLedMeeting(
	ctx context.Context, leader pug.Person, m pug.Meeting, usual *pug.Slot, owed ...Owed,
) (pug.Meeting, error) {
	group := ledBy(leader, touches(m.Group))
	if usual != nil {
		group.change += ", #usual = :usual"
		group.values[":usual"] = *usual
	}
	return s.saveMeeting(ctx, m, group, nil, owed)
}

// ledBy is a change of a group on the condition that the person leads it.
func ledBy(leader pug.Person, group write) write {
	group.condition = "#state = :open AND (#champion = :leader OR #co = :leader)"
	group.values[":open"], group.values[":leader"] = pug.GroupOpen, leader
	return group
}

func (s *Store) saveMeeting(
	ctx context.Context, m pug.Meeting, group write, with []pug.Report, owed []Owed,
) (pug.Meeting, error) {
	before := m.Revision
	m.Revision++
	writes := []write{{
		key: meetingKey(m.Group, m.Month), record: m, condition: "#revision = :before",
		values: values{":before": before},
	}, group}
	if m.Unassessed() {
		writes[1].change += reassessed
	}
	for _, r := range with {
		writes = append(writes, write{key: attendanceKey(r.Group, r.Month), record: r})
		for _, id := range slices.Sorted(maps.Keys(r.Members)) {
			writes = append(writes, s.staleOf(id, "")...)
		}
	}
	what := "meeting of " + m.Group + " in " + m.Month
	changed := pug.Errorf(pug.Conflict, "The %s was changed by somebody else just now.", what)
	err := s.commit(ctx, "save the "+what, changed, append(writes, outbox(owed)...)...)
	if pug.IsError(err, pug.Conflict) {
		stands, missing := s.Meeting(ctx, m.Group, m.Month)
		return stands, cmp.Or(missing, err)
	}
	return m, err
}

// PutTalkingPoints stores a member's talking points for a meeting, with what follows; later ones take the place of
// earlier ones (R10).
func (s *Store) PutTalkingPoints(
	ctx context.Context, group, month string, p pug.TalkingPoints, owed ...Owed,
) error {
	twice := pug.Errorf(pug.Conflict, "These talking points were handed in just now already.")
	return s.commit(ctx, "store the talking points of "+p.Member.ID, twice,
		append(outbox(owed), write{key: pointsKey(group, month, p.Member.ID), record: p})...)
}

// Reports lists what the Champion of a group reported, by month.
func (s *Store) Reports(ctx context.Context, group string) (pug.Reports, error) {
	return query[pug.Report](ctx, s, inGroup(group, "").PK, attendancePrefix, "reports of "+group)
}

// Attendance reads a Champion's report; without one it is empty.
func (s *Store) Attendance(ctx context.Context, group, month string) (pug.Report, error) {
	r, err := get[pug.Report](ctx, s, attendanceKey(group, month), "attendance of "+group+" in "+month)
	if pug.IsError(err, pug.NotFound) {
		return pug.Report{Group: group, Month: month}, nil
	}
	return r, err
}
