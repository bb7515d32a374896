package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Seats lists the seats of a group, those of excused members included, by the member's name: people read the list.
func (s *Store) Seats(ctx context.Context, group string) ([]pug.Seat, error) {
	seats, err := query[pug.Seat](ctx, s, inGroup(group, "").PK, seatPrefix, "seats of "+group)
	slices.SortStableFunc(seats, func(a, b pug.Seat) int { return cmp.Compare(a.Member.Name, b.Member.Name) })
	return seats, err
}

// Seat reads a member's seat in a group.
func (s *Store) Seat(ctx context.Context, group, member string) (pug.Seat, error) {
	return get[pug.Seat](ctx, s, seatKey(group, member), "seat of "+member+" in "+group)
}

// TakeSeat gives a member a seat: while the group has one, and the member has none anywhere in the cohort. The member
// leaves the waitlist in the same write if a place on it is given. pug.Full: the group has 20 partners (R5);
// pug.Conflict: the member has a seat, or left the waitlist.
func (s *Store) TakeSeat(ctx context.Context, seat pug.Seat, from *pug.Place) error {
	writes := []write{
		{key: seatKey(seat.Group, seat.Member.ID), record: seat, condition: ifNew},
		{key: applicationKey(seat.Member.ID), change: "SET #group = :group REMOVE #unplaced",
			condition: "attribute_exists(PK) AND attribute_not_exists(#group)",
			values:    values{":group": seat.Group}},
	}
	if from != nil {
		writes = append(writes, write{key: placeKey(*from), delete: true, condition: ifExists})
	}
	count := write{key: groupKey(seat.Group), change: "SET #partners = #partners + :one",
		condition: "attribute_exists(PK) AND #partners < :max",
		values:    values{":one": 1, ":max": pug.MaxPartners}}
	tried := "seat " + seat.Member.ID + " in " + seat.Group
	held, err := s.transact(ctx, tried, append(writes, count)...)
	switch {
	case err != nil:
		return err
	case !all(held[:len(writes)]):
		return pug.Errorf(pug.Conflict, "Could not %s: somebody changed it just now.", tried)
	case !all(held):
		return pug.Errorf(pug.Full, "Could not %s: the group has %d partners.", tried, pug.MaxPartners)
	}
	return nil
}

// FreeSeat excuses a member: the seat is free again, and remembers when. A second call fails with pug.Conflict.
func (s *Store) FreeSeat(ctx context.Context, group, member string, at time.Time) error {
	free := pug.Errorf(pug.Conflict, "The seat of %s in %s is free already.", member, group)
	return s.commit(ctx, "free the seat of "+member+" in "+group, free,
		write{key: groupKey(group), change: "SET #partners = #partners - :one", condition: ifExists,
			values: values{":one": 1}},
		write{key: seatKey(group, member), change: "SET #excused = :at",
			condition: "attribute_exists(PK) AND #excused = :never",
			values:    values{":at": at, ":never": time.Time{}}},
		write{key: applicationKey(member), change: "REMOVE #group", condition: ifExists},
	)
}
