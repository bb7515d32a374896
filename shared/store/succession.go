package store

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Handover is the question whether a group is led again, as it was read and as whoever leads it then is asked.
type Handover struct{ Was, Is pug.Renewal }

// writes store the question, as long as nobody has answered it since it was read.
func (h Handover) writes() []write {
	w := write{key: renewalKey(h.Is.Group), record: h.Is, condition: ifExists, values: values{}}
	w.unchanged("decision", h.Was.Decision, h.Was.Decision == nil)
	return []write{w}
}

// Lead changes who leads a group (L1), with what follows. The question whether it is led again is handed over with it;
// nil where it is not. HubSpot is told of everybody in the group: their contacts show who leads it. pug.Conflict: the
// group, or how somebody stands whom it concerns, has changed since it was read; pug.Full: there would be too many
// partners (R5).
func (s *Store) Lead(ctx context.Context, l pug.Leading, seats []pug.Seat, h *Handover, owed ...Owed) error {
	if _, err := s.recount(ctx, l.Group.ID); err != nil {
		return err
	}
	writes := slices.Concat([]write{changesLeaders(l)}, leads(l, seats), outbox(owed), s.stale(concerned(l, seats)...))
	if h != nil {
		writes = append(writes, h.writes()...)
	}
	held, err := s.transact(ctx, "change who leads "+l.Group.ID, writes...)
	switch {
	case err != nil:
		return err
	case !held[0] && all(held[1:]) && l.Partners() > l.Group.Partners:
		return pug.Errorf(pug.Full, "%s has no room for one more, or was changed just now.", l.Group.Name())
	case !all(held):
		return changedMeanwhile(l.Group)
	}
	return nil
}

// changesLeaders changes the group, as long as it is led by whom it was when that was decided.
func changesLeaders(l pug.Leading) write {
	g, more := l.Group, l.Partners()-l.Group.Partners
	w := changesOf(g, pug.GroupOpen)
	w.change = "SET #champion = :champion, #partners = #partners + :more, " +
		"#changes = if_not_exists(#changes, :none) + :one"
	w.condition += " AND #partners <= :room AND #rule = :rule"
	w.names = map[string]string{}
	maps.Copy(w.values, values{":champion": l.Champion, ":more": more, ":room": pug.MaxPartners - max(more, 0),
		":none": 0, ":one": 1, ":rule": pug.CompanyRule})
	before := companyCounts(g, l.Rises)
	after := companyCounts(pug.Group{Champion: l.Champion, Co: l.Co}, l.Stays)
	for name := range before {
		after[name] -= before[name]
	}
	for i, name := range slices.Sorted(maps.Keys(after)) {
		placeholder := strings.Repeat("c", i+1) // placeholders of names have letters only
		if after[name] == 0 {
			continue
		}
		w.names["#"+placeholder], w.values[":"+placeholder] = name, after[name]
		w.change += ", #" + placeholder + " = if_not_exists(#" + placeholder + ", :none) + :" + placeholder
	}
	if len(l.Stays) > 0 {
		w.change += reassessed
	}
	if l.Co == nil {
		w.change += " REMOVE #co"
	} else {
		w.change = strings.Replace(w.change, "SET ", "SET #co = :co, ", 1)
		w.values[":co"] = *l.Co
	}
	return w
}

// leads are the writes about everybody who comes to lead the group, or ceases to.
func leads(l pug.Leading, seats []pug.Seat) []write {
	never := time.Time{}
	var writes []write
	for _, seat := range l.Rises {
		writes = append(writes, write{key: seatKey(seat.Group, seat.Member.ID), change: "SET #left = :at",
			condition: "attribute_exists(PK) AND " + taken, values: values{":at": l.At, ":never": never}})
	}
	for _, seat := range l.Stays {
		writes = append(writes, write{key: seatKey(seat.Group, seat.Member.ID), record: seat,
			condition: "attribute_not_exists(PK) OR NOT " + taken, values: values{":never": never}})
	}
	for _, p := range l.Leaves {
		writes = append(writes, leavesGroup(p.ID, l.Group.ID))
		if _, sat := pug.SeatOfMember(seats, p.ID); !sat {
			writes = append(writes, write{key: seatKey(l.Group.ID, p.ID),
				record: pug.LeaderLeft(l.Group.ID, seats, p, l.At), condition: ifNew})
		}
	}
	if l.Comes != nil {
		writes = append(writes, comes(*l.Comes, l.Group)...)
	}
	if seat, was := l.Back(seats); was {
		writes = append(writes, write{key: seatKey(seat.Group, seat.Member.ID), change: "SET #series = :series",
			condition: "attribute_exists(PK) AND NOT " + taken,
			values:    values{":series": seat.Series, ":never": never}})
	}
	return writes
}

// comes has somebody lead a group by an application: a new one, or the one that they have, by which they leave the
// waitlist.
func comes(n pug.Nominee, g pug.Group) []write {
	a := n.Application
	a.Group = g.ID
	if n.New {
		return slices.Concat(sharers(n.Beside).writes(), finds(a), changed(change{after: a}), []write{
			{key: applicationKey(a.ID), record: a, condition: ifNew},
			{key: claimKey(a), record: claim{a.ID}, condition: ifNew}})
	}
	was := n.Before
	leads := write{key: applicationKey(a.ID),
		change: "SET #group = :group, #status = :status, #decision = :decision, #topics = :topics, #role = :role, " +
			"#region = :region REMOVE #place, #unplaced, #excused, #left",
		condition: "attribute_not_exists(#group) AND attribute_not_exists(#instead) AND #status = :was " +
			"AND #role = :roleWas AND #region = :regionWas",
		values: values{":group": a.Group, ":status": a.Status, ":decision": a.Decision, ":topics": a.Topics,
			":role": a.Role, ":region": a.Region, ":was": was.Status, ":roleWas": was.Role, ":regionWas": was.Region}}
	if len(a.Earlier) > len(was.Earlier) {
		leads.change = strings.Replace(leads.change, "SET ", "SET #earlier = :earlier, ", 1)
		leads.values[":earlier"] = a.Earlier
	}
	leads.unchanged("place", a.Place, a.Place == 0)
	writes := append(changed(change{was, a}), leads)
	if a.Place != 0 {
		place := pug.Place{Cohort: a.Cohort, Order: a.Place, Person: a.Person()}
		writes = append(writes, write{key: placeKey(place), delete: true, condition: ifExists})
	}
	return writes
}

// concerned are all whose contact shows something else by the change.
func concerned(l pug.Leading, seats []pug.Seat) []pug.Person {
	all := slices.Concat(l.Leaves, l.Group.Leaders(), pug.Group{Champion: l.Champion, Co: l.Co}.Leaders())
	for _, seat := range slices.Concat(pug.Taken(seats), l.Stays, l.Rises) {
		all = append(all, seat.Member)
	}
	known := map[string]bool{}
	return slices.DeleteFunc(all, func(p pug.Person) bool {
		again := known[p.ID]
		known[p.ID] = true
		return again
	})
}
