package store

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Seats lists the seats of a group, those of excused members included, by the member's name: people read the list.
func (s *Store) Seats(ctx context.Context, group string) ([]pug.Seat, error) {
	seats, err := query[pug.Seat](ctx, s, inGroup(group, "").PK, seatPrefix, "seats of "+group)
	slices.SortStableFunc(seats, byName)
	return seats, err
}

// Seat reads a member's seat in a group.
func (s *Store) Seat(ctx context.Context, group, member string) (pug.Seat, error) {
	return get[pug.Seat](ctx, s, seatKey(group, member), "seat of "+member+" in "+group)
}

// reassessed has the next daily round look at a group: attendance was reported, or somebody came back to it about whom
// a question may be open (R11).
const reassessed = ", #reports = if_not_exists(#reports, :none) + :one"

// fills counts one more partner in the group of a seat, if there is room: for a partner (R5), and for one more of the
// company. Whom staff seated by exception is counted among the company's, however many it has.
func fills(seat pug.Seat) write {
	w := write{
		key:       groupKey(seat.Group),
		change:    "SET #partners = #partners + :one, #changes = if_not_exists(#changes, :none) + :one",
		condition: "attribute_exists(PK) AND #partners < :max AND NOT (#state = :closing OR #state = :closed)",
		values: values{":none": 0, ":one": 1, ":max": pug.MaxPartners, ":closing": pug.GroupClosing,
			":closed": pug.GroupClosed},
	}
	if seat.Series > 0 {
		w.change += reassessed
	}
	if company := companyCount(seat.Member); company != "" {
		w.change += ", #company = if_not_exists(#company, :none) + :one"
		w.condition += " AND #rule = :rule"
		w.values[":rule"] = pug.CompanyRule
		if seat.Exception == nil {
			w.condition += " AND (attribute_not_exists(#company) OR #company < :cap)"
			w.values[":cap"] = pug.CompanyCap
		}
		w.names = map[string]string{"#company": company}
	}
	return w
}

// empties counts one partner less.
func empties(seat pug.Seat) write {
	w := write{
		key: groupKey(seat.Group), condition: ifExists,
		change: "SET #partners = #partners - :one, #changes = if_not_exists(#changes, :none) + :one",
		values: values{":none": 0, ":one": 1},
	}
	if company := companyCount(seat.Member); company != "" {
		w.change += ", #company = if_not_exists(#company, :one) - :one"
		w.condition += " AND #rule = :rule"
		w.values[":rule"] = pug.CompanyRule
		w.names = map[string]string{"#company": company}
	}
	return w
}

// sits stores a seat: the first that the member has in the group, or the one that they come back to.
func sits(seat pug.Seat) write {
	w := write{key: seatKey(seat.Group, seat.Member.ID), record: seat, condition: ifNew}
	if seat.Series > 0 {
		w.condition = "NOT " + taken + " AND #series = :before"
		w.values = values{":never": time.Time{}, ":before": seat.Series - 1}
		if seat.Series == 1 {
			w.condition = "NOT " + taken + " AND (attribute_not_exists(#series) OR #series = :before)"
		}
	}
	return w
}

// TakeSeat gives a member a seat, if the group has room for them (R5, and the company cap) and they have no other in
// the cohort, with what follows. They leave the waitlist in the same write if a place on it is given; without one they
// must not be on it. Who sat there before comes back by a seat of the next series, see pug.NewSeat. pug.Already: they
// were given this seat before, and may have left since; pug.Full: the group has no room; pug.Conflict: they have
// another seat, came to the waitlist or left it, withdrew, or another application was kept instead.
func (s *Store) TakeSeat(ctx context.Context, seat pug.Seat, from *pug.Place, owed ...Owed) error {
	sitter := write{key: applicationKey(seat.Member.ID),
		change: "SET #group = :group REMOVE #unplaced, #place, #excused, #left",
		condition: "attribute_exists(PK) AND attribute_not_exists(#group) AND attribute_not_exists(#instead) " +
			"AND NOT (#status = :withdrawn)",
		values: values{":group": seat.Group, ":withdrawn": pug.StatusWithdrawn}}
	if from != nil {
		seat.Waited, seat.Unplaced = from.Order, from.Why
	}
	writes := []write{fills(seat), sits(seat)}
	if from != nil {
		writes = append(writes, write{key: placeKey(*from), delete: true, condition: ifExists})
	} else {
		sitter.condition += " AND attribute_not_exists(#place)"
	}
	tried := "seat " + seat.Member.ID + " in " + seat.Group
	writes = slices.Concat(writes, []write{sitter}, s.stale(seat.Member), outbox(owed))
	held, err := s.transact(ctx, tried, writes...)
	if err == nil && !held[0] && all(held[1:]) {
		recounted, err := s.recount(ctx, seat.Group)
		if err != nil {
			return err
		}
		if recounted {
			return s.TakeSeat(ctx, seat, from, owed...)
		}
	}
	switch {
	case err != nil:
		return err
	case !held[1]:
		return pug.Errorf(pug.Already, "%s was given a seat in %s before.", seat.Member.ID, seat.Group)
	case !all(held[1:]):
		return pug.Errorf(pug.Conflict, "Could not %s: somebody changed it just now.", tried)
	case !held[0]:
		return pug.Errorf(pug.Full, "Could not %s: it has %d partners, or %d members of the company.", tried,
			pug.MaxPartners, pug.CompanyCap)
	}
	return nil
}

// FreeSeat excuses a member: the seat is free again, and remembers when. pug.Already: it is free.
func (s *Store) FreeSeat(ctx context.Context, group, member string, at time.Time) error {
	seat, err := s.Seat(ctx, group, member)
	if err != nil {
		return err
	}
	free := pug.Errorf(pug.Already, "The seat of %s in %s is free already.", member, group)
	if !seat.Taken() {
		return free
	}
	seat.Excused = at
	return s.Leave(ctx, Leaving{Seat: seat})
}
