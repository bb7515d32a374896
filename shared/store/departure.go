package store

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Leaving is everything that changes when a member leaves a group, written together or not at all.
type Leaving struct {
	Seat pug.Seat // as it is then: Excused or Left is set
	// Flag is the flag by which they are excused; empty where they leave in another way. Then the seat is promised to
	// be offered.
	Flag string
	// To is the seat of another group to which they move (L14); nil where they go.
	To *pug.Seat
	// Unoffered says that the seat is offered to nobody: the group is about to be closed (L1), or the seat was given by
	// mistake. Place is the member's on the waitlist then; nil where they have none.
	Unoffered bool
	Place     *pug.Place
	// Meetings are those that are ahead, and Letters what the member was written about them, as both were read.
	Meetings []pug.Meeting
	Letters  []Posted
}

// Leave frees a seat, and takes back what is still to be sent about the group's meetings. pug.Already: it is free;
// pug.Full: the group to which the member moves has no room; pug.Conflict: something has come in between, so read
// again.
func (s *Store) Leave(ctx context.Context, l Leaving, owed ...Owed) error {
	if _, err := s.recount(ctx, l.Seat.Group); err != nil {
		return err
	}
	tried := "free the seat of " + l.Seat.Member.ID + " in " + l.Seat.Group
	writes := []write{frees(l.Seat), empties(l.Seat), l.application()}
	if l.To != nil {
		if _, err := s.recount(ctx, l.To.Group); err != nil {
			return err
		}
		writes = append(writes, fills(*l.To), sits(*l.To))
	}
	if l.Place != nil {
		writes = append(writes, write{key: placeKey(*l.Place), record: *l.Place, condition: ifNew})
	}
	writes = append(writes, l.follows()...)
	held, err := s.transact(ctx, tried, slices.Concat(writes, s.stale(l.Seat.Member), outbox(owed))...)
	switch {
	case err != nil:
		return err
	case !held[0]:
		return pug.Errorf(pug.Already, "The seat of %s in %s is free already.", l.Seat.Member.ID, l.Seat.Group)
	case l.To != nil && !held[3] && all(append(held[:3:3], held[4:]...)):
		return pug.Errorf(pug.Full, "%s has no room: it has %d partners, or %d members of the company.",
			pug.GroupName(l.To.Group), pug.MaxPartners, pug.CompanyCap)
	case !all(held):
		return pug.Errorf(pug.Conflict, "Could not %s: something came in between.", tried)
	}
	return nil
}

// taken holds of a seat that is taken. In those that an earlier release stored there is no word of leaving.
const taken = "(#excused = :never AND (attribute_not_exists(#left) OR #left = :never))"

// frees notes on a seat that is taken when its member left.
func frees(seat pug.Seat) write {
	return write{
		key: seatKey(seat.Group, seat.Member.ID), change: "SET #excused = :excused, #left = :left, #own = :own",
		condition: "attribute_exists(PK) AND #joined = :joined AND " + taken,
		values: values{":excused": seat.Excused, ":left": seat.Left, ":own": seat.Own, ":joined": seat.Joined,
			":never": time.Time{}},
	}
}

// application changes where the member's application says that they sit.
func (l Leaving) application() write {
	w := write{key: applicationKey(l.Seat.Member.ID), condition: "#group = :group",
		values: values{":group": l.Seat.Group}}
	switch {
	case l.To != nil:
		w.change, w.values[":to"] = "SET #group = :to", l.To.Group
	case l.Place != nil:
		w.change = "SET #left = :group, #place = :order, #unplaced = :why REMOVE #group"
		w.values[":order"], w.values[":why"] = l.Place.Order, l.Place.Why
	case l.Seat.Excused.IsZero():
		w.change = "SET #left = :group REMOVE #group"
	default:
		w.change = "SET #excused = :group REMOVE #group"
	}
	return w
}

// follows is what goes with leaving: meetings and letters are as they were read, and what is still to be sent is not.
func (l Leaving) follows() []write {
	var writes []write
	for _, m := range l.Meetings {
		writes = append(writes, write{key: meetingKey(m.Group, m.Month), condition: "#revision = :revision",
			values: values{":revision": m.Revision}})
	}
	for _, p := range l.Letters {
		writes = append(writes, p.withdrawn("Its reader has left the group.")...)
	}
	switch {
	case l.Flag != "":
		return append(writes, write{key: flagKey(l.Seat.Group, l.Flag), condition: "attribute_not_exists(#reversed)"})
	case !l.Seat.Excused.IsZero() || l.Unoffered:
		return writes
	}
	return append(writes, promises(AbsenceWorkflow, l.Seat.Freed(), l.Seat.Left))
}

// Reversal is that an excusal is taken back (L10), as something stored with what follows from it.
type Reversal struct {
	Flag     string
	Decision pug.Decision
}

func (r Reversal) writes() []write {
	return []write{{key: flagKey(pug.GroupOfFlag(r.Flag), r.Flag), change: "SET #reversed = :d",
		condition: "attribute_exists(#decision) AND attribute_not_exists(#reversed)", values: values{":d": r.Decision}}}
}
