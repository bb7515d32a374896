package store

import (
	"cmp"
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// first is the first decision on a record; a later one is in conflict with it.
func first(k key, d pug.Decision) write {
	return write{
		key: k, change: "SET #decision = :d", condition: "attribute_exists(PK) AND attribute_not_exists(#decision)",
		values: values{":d": d},
	}
}

// decide records a decision, with what follows. If somebody was first, it fails with pug.Conflict, and the
// record comes back with the decision that stands.
func decide[T any](ctx context.Context, s *Store, what string, decision write, owed []Owed) (record T, err error) {
	decided := pug.Errorf(pug.Conflict, "The %s is decided already.", what)
	err = s.commit(ctx, "decide on the "+what, decided, append(outbox(owed), decision)...)
	if err != nil && !pug.IsError(err, pug.Conflict) {
		return record, err
	}
	record, missing := get[T](ctx, s, decision.key, what)
	return record, cmp.Or(missing, err)
}

// AddRenewal stores that a Champion was asked to lead again (R12), with what follows. One that is there already stays
// as it is.
func (s *Store) AddRenewal(ctx context.Context, r pug.Renewal, owed ...Owed) error {
	_, err := s.transact(ctx, "ask the Champion of "+r.Group+" to lead again",
		append(outbox(owed), write{key: renewalKey(r.Group), record: r, condition: ifNew})...)
	return err
}

// Renewal reads whether the Champion of a group leads again; pug.NotFound before they were asked.
func (s *Store) Renewal(ctx context.Context, group string) (pug.Renewal, error) {
	return get[pug.Renewal](ctx, s, renewalKey(group), "question to lead "+group+" again")
}

// ReopenRenewal takes back the answer of a Champion, as it was read, so that they can answer anew, with what follows.
// pug.Conflict: it is another one now.
func (s *Store) ReopenRenewal(ctx context.Context, r pug.Renewal, owed ...Owed) error {
	changed := pug.Errorf(pug.Conflict, "The answer was changed just now.")
	return s.commit(ctx, "take back the answer to leading "+r.Group+" again", changed, append(outbox(owed),
		write{key: renewalKey(r.Group), change: "REMOVE #decision", condition: "#decision = :answer",
			values: values{":answer": *r.Decision}})...)
}

// DecideRenewal records a Champion's answer with its line of the log; the first stands (pug.Conflict). A yes is stored
// together with the application that it makes and what follows from that. If the Champion has applied by the form
// meanwhile, that application counts, and the renewal that comes back names none.
func (s *Store) DecideRenewal(
	ctx context.Context, group string, d pug.Decision, said Logged, again *pug.Application, owed ...Owed,
) (pug.Renewal, error) {
	what, answer := "question to lead "+group+" again", first(renewalKey(group), d)
	if again == nil {
		return decide[pug.Renewal](ctx, s, what, answer, []Owed{said})
	}
	yes := answer
	yes.change += ", #application = :id"
	yes.values = values{":d": d, ":id": again.ID}
	apart, others, err := s.beside(ctx, *again)
	if err != nil {
		return pug.Renewal{}, err
	}
	held, err := s.transactNamed(ctx, "decide on the "+what, apart, func(a pug.Application) []write {
		return slices.Concat(s.applies(a), others.writes(), outbox(owed), said.writes(), []write{yes})
	})
	switch {
	case err != nil:
		return pug.Renewal{}, err
	case all(held):
		return s.Renewal(ctx, group)
	}
	return decide[pug.Renewal](ctx, s, what, answer, []Owed{said})
}

// Raised stores a flag (R11), together with its cause, and promises that the workflow whose start is stored as well
// sees it through.
type Raised struct{ pug.Flag }

func (r Raised) writes() []write {
	return append(Arises{r.Matter()}.writes(), write{key: flagKey(r.Group, r.ID), record: r.Flag, condition: ifNew},
		promises(AbsenceWorkflow, r.ID, r.Raised))
}

// AddFlag raises a flag with what follows, such as the call that starts its workflow. One that is there already stays
// as it is.
func (s *Store) AddFlag(ctx context.Context, f pug.Flag, owed ...Owed) error {
	_, err := s.transact(ctx, "raise the flag "+f.ID, outbox(append(owed, Raised{f}))...)
	return err
}

// Moot ends a flag on which nobody has decided, together with what leaves nothing to decide: the decision says what.
type Moot struct {
	pug.Flag
	Because pug.Decision
}

func (m Moot) writes() []write {
	return append(Settled{m.Matter()}.writes(), first(flagKey(m.Group, m.ID), m.Because))
}

// Flag reads a flag.
func (s *Store) Flag(ctx context.Context, id string) (pug.Flag, error) {
	return get[pug.Flag](ctx, s, flagKey(pug.GroupOfFlag(id), id), "flag "+id)
}

// Flags lists the flags of a group, by id.
func (s *Store) Flags(ctx context.Context, group string) ([]pug.Flag, error) {
	return query[pug.Flag](ctx, s, inGroup(group, "").PK, flagPrefix, "flags of "+group)
}

// DecideFlag records whether a member is kept or excused; the first decision stands (pug.Conflict).
func (s *Store) DecideFlag(ctx context.Context, id string, d pug.Decision, owed ...Owed) (pug.Flag, error) {
	group := pug.GroupOfFlag(id)
	settled := Settled{pug.Flag{ID: id, Group: group}.Matter()}
	return decide[pug.Flag](ctx, s, "flag "+id, first(flagKey(group, id), d), append(owed, settled))
}
