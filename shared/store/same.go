package store

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// named has an application found by the name of its person.
func named(a pug.Application) write { return write{key: nameKey(a), record: claim{a.ID}} }

// Namesakes reads the other applications of a cohort by people of the same name.
func (s *Store) Namesakes(ctx context.Context, a pug.Application) ([]pug.Application, error) {
	found, err := query[claim](ctx, s, nameKey(a).PK, "", "the namesakes of "+a.ID)
	if err != nil {
		return nil, err
	}
	var all []pug.Application
	for _, c := range found {
		if c.Application == a.ID {
			continue
		}
		other, err := s.Application(ctx, c.Application)
		if err != nil {
			return nil, err
		}
		all = append(all, other)
	}
	return all, nil
}

// KeepOne has one application of a person take the place of another one, by the decision, with what follows.
// pug.Conflict: the other has a seat or a place on the waitlist, or one of the two does not count any more.
func (s *Store) KeepOne(ctx context.Context, kept, other string, d pug.Decision, owed ...Owed) error {
	const counts = "(#status = :pending OR #status = :approved OR #status = :waitlisted)"
	with := func(v values) values {
		v[":pending"], v[":approved"], v[":waitlisted"] = pug.StatusPending, pug.StatusApproved, pug.StatusWaitlisted
		return v
	}
	d.Choice = pug.ChoiceReplace
	late := pug.Errorf(pug.Conflict, "%s cannot take the place of %s any more.", kept, other)
	return s.commit(ctx, "keep "+kept+" for "+other, late, append(outbox(owed),
		write{key: applicationKey(kept), change: "SET #also = :other", condition: counts,
			values: with(values{":other": other})},
		write{key: applicationKey(other), change: "SET #status = :replaced, #decision = :d, #instead = :kept",
			condition: counts + " AND attribute_not_exists(#group) AND attribute_not_exists(#place)",
			values:    with(values{":replaced": pug.StatusReplaced, ":d": d, ":kept": kept})},
	)...)
}

// TellApart notes that two applications are not of the same person. pug.Conflict: somebody noted something else about
// the first of them just now.
func (s *Store) TellApart(ctx context.Context, a pug.Application, n pug.Apart) error {
	w := write{key: applicationKey(a.ID), change: "SET #apart = :next",
		condition: "attribute_exists(PK) AND attribute_not_exists(#apart)",
		values:    values{":next": append(slices.Clone(a.Apart), n)}}
	if len(a.Apart) > 0 {
		w.condition, w.values[":before"] = "#apart = :before", a.Apart
	}
	other := pug.Errorf(pug.Conflict, "Something else was noted about %s just now.", a.ID)
	return s.commit(ctx, "tell "+a.ID+" and "+n.Other+" apart", other, w)
}
