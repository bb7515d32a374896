package store

import (
	"cmp"
	"context"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Arises stores something that waits for staff together with its cause. The same again changes nothing.
type Arises struct{ pug.Matter }

func (a Arises) writes() []write { return []write{{key: matterKey(a.Matter), record: a.Matter}} }

// Settled deletes a matter together with what settles it. One that is not there is settled.
type Settled struct{ pug.Matter }

func (s Settled) writes() []write { return []write{{key: matterKey(s.Matter), delete: true}} }

// Matters reads what waits for staff in a cohort, of one kind, the oldest first, but lasting ones by their ids; of no
// kind, all of it, by kind. It reads at most so many, those after a place that it gave before. Next is the place to go
// on from, empty at the end. No cohort is for what belongs to none.
func (s *Store) Matters(
	ctx context.Context, cohort pug.CohortID, kind pug.MatterKind, after string, most int,
) (matters []pug.Matter, next string, err error) {
	partition, prefix := matterKey(pug.Matter{Cohort: cohort}).PK, ""
	if kind != "" {
		prefix = string(kind) + "#"
	}
	return page[pug.Matter](ctx, s, part{partition: partition, prefix: prefix, after: after, most: most},
		"what waits in "+cmp.Or(string(cohort), noCohort))
}

// Matter reads what waits, as it was named (see pug.ParseMatterRef); pug.NotFound where it does not any more.
func (s *Store) Matter(ctx context.Context, named pug.Matter) (pug.Matter, error) {
	return get[pug.Matter](ctx, s, matterKey(named), "such matter")
}

// Settle deletes a matter that staff have seen and of which nothing is to become, with what follows.
func (s *Store) Settle(ctx context.Context, m pug.Matter, owed ...Owed) error {
	gone := pug.Errorf(pug.Already, "%s is settled already.", m.Name)
	return s.commit(ctx, "settle "+m.ID, gone,
		append(outbox(owed), write{key: matterKey(m), delete: true, condition: ifExists})...)
}

// matters are the writes that bring up to date what waits for staff because of a change of an application.
func (c change) matters() []write {
	was, waited := c.before.Matter()
	is, waits := c.after.Matter()
	var writes []write
	if waited && (!waits || matterKey(was) != matterKey(is)) {
		writes = append(writes, Settled{was}.writes()...)
	}
	if waits && (!waited || was != is) {
		writes = append(writes, Arises{is}.writes()...)
	}
	if c.before.Counts() && !c.after.Counts() { // nobody has to look who else it may be
		for _, twin := range c.before.Twins {
			writes = append(writes, settledTwins(c.before, twin)...)
		}
	}
	return writes
}

// settledTwins settle whether an application and its twin are of the same person.
func settledTwins(a pug.Application, twin string) []write {
	return Settled{pug.Matter{Kind: pug.MatterTwins, Cohort: a.Cohort, ID: pug.TwinsID(a.ID, twin)}}.writes()
}
