package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Redecision is a changed decision with all that changes with it.
type Redecision struct {
	pug.Redecision
	Cohort pug.Cohort // as it was read; empty before it was planned
	// Place is the place on the waitlist that the member joins or leaves at; nil where they do neither.
	Place *pug.Place
	// Proposal is the next revision of the proposed groups, and Entry its line, where these follow.
	Proposal *pug.Proposal
	Entry    pug.LogEntry
	// Unsent is the letter that tells of the decision before, where it still waits: it does not go out any more.
	Unsent *Posted
}

// Redecide changes the decision on an application, with what follows (L4). pug.Conflict: the application, its cohort,
// its place or the letter has changed since it was read.
func (s *Store) Redecide(ctx context.Context, r Redecision, owed ...Owed) error {
	a := r.After
	writes := slices.Concat([]write{r.decides()}, r.cohort(), outbox(owed),
		changed(change{r.Before, a}), s.stale(a.Person()))
	switch {
	case r.Joins:
		writes = append(writes, write{key: placeKey(*r.Place), record: *r.Place, condition: ifNew})
	case r.Leaves:
		writes = append(writes, write{key: placeKey(*r.Place), delete: true,
			condition: "attribute_exists(PK) AND attribute_not_exists(#offer)"})
	}
	if r.Unsent != nil {
		writes = append(writes, r.Unsent.withdrawn("The decision was changed.")...)
	}
	meanwhile := pug.Errorf(pug.Conflict,
		"The application of %s, or its cohort, has changed just now. Look at it again.", a.Name())
	return s.commit(ctx, "change the decision on "+a.ID, meanwhile, writes...)
}

// decides changes the application.
func (r Redecision) decides() write {
	before, after := r.Before, r.After
	w := write{key: applicationKey(after.ID),
		change: "SET #status = :status, #decision = :decision, #earlier = :earlier",
		condition: "#status = :was AND #decision = :before AND attribute_not_exists(#group) AND " +
			"attribute_not_exists(#instead)",
		values: values{":status": after.Status, ":decision": after.Decision, ":earlier": after.Earlier,
			":was": before.Status, ":before": before.Decision}}
	w.unchanged("place", before.Place, before.Place == 0)
	switch {
	case r.Joins:
		w.change += ", #place = :order, #unplaced = :why"
		w.values[":order"], w.values[":why"] = r.Place.Order, r.Place.Why
	case r.Leaves:
		w.change += " REMOVE #place, #unplaced"
	}
	return w
}

// cohort holds the cohort to how it was read, and revises its proposed groups where they follow.
func (r Redecision) cohort() []write {
	c := r.Cohort
	switch {
	case c.ID == "":
		return []write{{key: cohortKey(r.After.Cohort), condition: ifNew}}
	case r.Proposal != nil:
		return Revision{*r.Proposal, r.Entry}.writes()
	}
	w := write{key: cohortKey(c.ID), condition: "#stage = :stage AND #revision = :revision AND ",
		values: values{":stage": c.Stage, ":revision": c.Revision}}
	if c.Published == nil {
		w.condition += "attribute_not_exists(#published)"
	} else {
		w.condition += "attribute_exists(#published)"
	}
	return []write{w}
}

// PlaceOf reads the place of an application on its cohort's waitlist; an empty one where it has none.
func (s *Store) PlaceOf(ctx context.Context, a pug.Application) (pug.Place, error) {
	if a.Place == 0 {
		return pug.Place{}, nil
	}
	p := pug.Place{Cohort: a.Cohort, Order: a.Place, Person: a.Person()}
	return get[pug.Place](ctx, s, placeKey(p), "place of "+a.ID)
}
