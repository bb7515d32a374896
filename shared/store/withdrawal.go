package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Withdrawal is everything that changes when an application is withdrawn, written together or not at all.
type Withdrawal struct {
	Before, After pug.Application // as it was read, and as it is then
	Place         *pug.Place      // on the waitlist, as it was read; nil if there is none
	Offer         *pug.Offer      // of a seat, not answered yet: it is declined; nil if there is none
	Groups        *Revision       // of the proposed groups without the person; nil where they are in none
}

// Revision is the next revision of a cohort's proposal, with its line of the log.
type Revision struct {
	pug.Proposal
	Entry pug.LogEntry
}

func (r Revision) writes() []write {
	return []write{
		{key: cohortKey(r.Cohort), change: "SET #revision = :next", condition: unpublished + " AND #revision = :before",
			values: values{":next": r.Revision, ":before": r.Revision - 1}},
		{key: revisionKey(r.Cohort, r.Revision), record: r.Proposal, condition: ifNew},
		{key: entryKey(r.Cohort, r.Revision), record: r.Entry, condition: ifNew},
	}
}

// Withdraw withdraws an application, with what follows. Nothing is left to be seen through of it. pug.Conflict:
// something came in between, so read again.
func (s *Store) Withdraw(ctx context.Context, w Withdrawal, owed ...Owed) error {
	writes := slices.Concat([]write{restated(w.Before, w.After)}, s.stale(w.After.Person()), outbox(owed),
		changed(change{w.Before, w.After}))
	if w.Before.Status == pug.StatusPending {
		writes = append(writes, write{key: promiseKey(ApplicationWorkflow, w.Before.ID), delete: true})
	}
	if w.Place != nil {
		place := write{key: placeKey(*w.Place), delete: true, condition: "attribute_exists(PK) AND #offer = :offer",
			values: values{":offer": w.Place.Offer}}
		if w.Place.Offer == "" {
			place.condition, place.values = "attribute_exists(PK) AND attribute_not_exists(#offer)", nil
		}
		writes = append(writes, place)
	}
	if w.Offer != nil {
		d := *w.After.Decision
		d.Choice = pug.ChoiceNo
		writes = append(writes, first(offerKey(w.Offer.Group, w.Offer.ID), d))
	}
	if w.Groups != nil {
		writes = append(writes, w.Groups.writes()...)
	}
	changed := pug.Errorf(pug.Conflict, "Something about %s was changed just now. Look again.", w.Before.ID)
	return s.commit(ctx, "withdraw "+w.Before.ID, changed, writes...)
}

// Reinstate takes the withdrawal of an application back, or that another one was kept in its place, with what follows;
// where a place on the waitlist is given, it has that, and where a revision of the proposed groups is, they follow. An
// undecided one is promised to be seen through again. pug.Conflict: something came in between.
func (s *Store) Reinstate(
	ctx context.Context, before, after pug.Application, to *pug.Place, groups *Revision, owed ...Owed,
) error {
	writes := slices.Concat([]write{restated(before, after)}, s.stale(after.Person()), outbox(owed),
		changed(change{before, after}))
	if after.Status == pug.StatusPending {
		p := promises(ApplicationWorkflow, after.ID, after.Due())
		p.record = Promise{ApplicationWorkflow, after.ID, after.Due(), after.Executions()}
		writes = append(writes, p)
	}
	if to != nil {
		writes = append(writes, write{key: placeKey(*to), record: *to, condition: ifNew})
	}
	if groups != nil {
		writes = append(writes, groups.writes()...)
	}
	changed := pug.Errorf(pug.Conflict, "Something about %s was changed just now. Look again.", before.ID)
	return s.commit(ctx, "reinstate "+before.ID, changed, writes...)
}

// restated changes how an application stands, as far as withdrawing it does, if it stands as it was read.
func restated(before, after pug.Application) write {
	w := write{
		key:       applicationKey(before.ID),
		change:    "SET #status = :status, #waited = :waited, #withdrawals = :withdrawals",
		condition: "#status = :read AND attribute_not_exists(#group)",
		values: values{":status": after.Status, ":waited": after.Waited, ":withdrawals": after.Withdrawals,
			":read": before.Status},
	}
	remove := ""
	for _, of := range []struct {
		name string
		set  bool
		to   any
	}{
		{"decision", after.Decision != nil, after.Decision}, {"decided", after.Decided != nil, after.Decided},
		{"place", after.Place != 0, after.Place}, {"unplaced", after.Unplaced != "", after.Unplaced},
		{"instead", after.Instead != "", after.Instead},
	} {
		if !of.set {
			remove += ", #" + of.name
			continue
		}
		w.change += ", #" + of.name + " = :" + of.name
		w.values[":"+of.name] = of.to
	}
	if remove != "" {
		w.change += " REMOVE " + remove[len(", "):]
	}
	w.unchanged("instead", before.Instead, before.Instead == "")
	w.unchanged("place", before.Place, before.Place == 0)
	return w
}
