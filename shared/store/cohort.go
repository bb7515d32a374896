package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// AddCohort stores a new cohort, and promises that its workflow sees it through. One that is there already stays as it
// is, and no error is given.
func (s *Store) AddCohort(ctx context.Context, c pug.Cohort, owed ...Owed) error {
	due, _ := c.Due()
	_, err := s.transact(ctx, "store the cohort "+string(c.ID), append(outbox(owed),
		write{key: cohortKey(c.ID), record: c, condition: ifNew}, promises(CohortWorkflow, string(c.ID), due))...)
	return err
}

// Cohort reads a cohort; pug.NotFound before it was planned.
func (s *Store) Cohort(ctx context.Context, id pug.CohortID) (pug.Cohort, error) {
	return get[pug.Cohort](ctx, s, cohortKey(id), "cohort "+string(id))
}

// Cohorts reads those of the cohorts that are planned, in this order.
func (s *Store) Cohorts(ctx context.Context, ids ...pug.CohortID) ([]pug.Cohort, error) {
	var keys []key
	for _, id := range ids {
		keys = append(keys, cohortKey(id))
	}
	return these[pug.Cohort](ctx, s, keys)
}

// SetStage notes that a cohort has come to a stage, with what follows. Stages only advance: one that is there or
// further already stays as it is, and no error is given.
func (s *Store) SetStage(ctx context.Context, id pug.CohortID, stage pug.Stage, owed ...Owed) error {
	w := write{key: cohortKey(id), change: "SET #stage = :stage", values: values{":stage": stage}}
	var before []string
	for i, earlier := range append([]pug.Stage{""}, stage.Before()...) { // nothing comes into the first one
		placeholder := fmt.Sprintf(":stage%d", i)
		w.values[placeholder] = earlier
		before = append(before, "#stage = "+placeholder)
	}
	w.condition = strings.Join(before, " OR ")
	writes := append(outbox(owed), w)
	if stage == pug.StageMembers {
		writes = append(writes, s.staleOf(string(id), "")...) // the topics are on offer from now on
	}
	held, err := s.transact(ctx, "set the stage of the cohort "+string(id), writes...)
	if err == nil && !all(held) {
		_, err = s.Cohort(ctx, id)
	}
	return err
}

// SetLaunched notes that a cohort was launched, once, with what follows: a later call changes nothing. Healed: it
// launched by itself. The cohort comes back as it stands.
func (s *Store) SetLaunched(
	ctx context.Context, id pug.CohortID, at time.Time, healed bool, owed ...Owed,
) (pug.Cohort, error) {
	_, err := s.transact(ctx, "launch the cohort "+string(id), append(outbox(owed),
		write{key: cohortKey(id), change: "SET #stage = :running, #launched = :at, #healed = :healed",
			condition: "attribute_exists(PK) AND #launched = :never",
			values: values{":running": pug.StageRunning, ":at": at, ":healed": healed,
				":never": time.Time{}}})...)
	if err != nil {
		return pug.Cohort{}, err
	}
	return s.Cohort(ctx, id)
}

// Watch notes that the launch schedule has seen to a cohort that is not launched yet.
func (s *Store) Watch(ctx context.Context, id pug.CohortID, at time.Time) error {
	return s.once(ctx, "watch the launch of "+string(id),
		write{key: cohortKey(id), change: "SET #watched = :at", condition: "#stage = :published",
			values: values{":at": at, ":published": pug.StagePublished}})
}

// MoveDates gives a cohort other dates, with what follows: the workflows that wait are told. Before is the cohort as it
// was read, and after as it is with them, see pug.Cohort.MoveDates. pug.Conflict: it has changed since it was read.
func (s *Store) MoveDates(ctx context.Context, before, after pug.Cohort, owed ...Owed) error {
	groups, err := s.Groups(ctx, before.ID)
	if err != nil {
		return err
	}
	move := write{key: cohortKey(before.ID), change: "SET #dates = :dates, #moved = :next, #shifted = :shifted",
		condition: "#stage = :stage AND #revision = :revision AND #moved = :moved",
		values: values{":dates": after.Dates, ":shifted": after.Shifted, ":next": after.Moved, ":stage": before.Stage,
			":revision": before.Revision, ":moved": before.Moved}}
	if before.Moved == 0 {
		move.condition = "#stage = :stage AND #revision = :revision AND attribute_not_exists(#moved)"
		delete(move.values, ":moved")
	}
	if after.Known != nil {
		move.change += ", #known = :known"
		move.values[":known"] = after.Known
	}
	writes := append(outbox(owed), move)
	for _, g := range groups { // what is due for their meetings hangs on the dates
		writes = append(writes, touches(g.ID))
	}
	meanwhile := pug.Errorf(pug.Conflict, "The %s cohort has gone on, or its dates were moved, just now. "+
		"Look at its dates again.", before.ID.Name())
	return s.commit(ctx, "move the dates of the cohort "+string(before.ID), meanwhile, writes...)
}

// KnowDates notes that people know the dates of a cohort as they are.
func (s *Store) KnowDates(ctx context.Context, c pug.Cohort) error {
	return s.once(ctx, "note that the dates of "+string(c.ID)+" are known", write{key: cohortKey(c.ID),
		change: "REMOVE #known", condition: "#moved = :moved", values: values{":moved": c.Moved}})
}

// ToldUpto notes that those who wait were told of the end of a cohort up to a place, as WaitlistAfter gives it, and how
// many these are.
func (s *Store) ToldUpto(ctx context.Context, id pug.CohortID, place string, waited int) error {
	return s.must(ctx, "note who was told of the end of "+string(id), write{key: cohortKey(id),
		change: "SET #told = :told, #waited = :waited", condition: ifExists,
		values: values{":told": place, ":waited": waited}})
}

// unpublished holds while staff may still change the groups of a cohort.
const unpublished = "attribute_exists(PK) AND attribute_not_exists(#published)"

// Publish records that the groups of a cohort are published, by whom. The first decision stands: a second one fails
// with pug.Conflict. It also fails if the groups were changed after the revision.
func (s *Store) Publish(
	ctx context.Context, id pug.CohortID, d pug.Decision, revision int, owed ...Owed,
) (pug.Cohort, error) {
	c, err := decide[pug.Cohort](ctx, s, "cohort "+string(id), write{
		key: cohortKey(id), change: "SET #published = :d", condition: unpublished + " AND #revision = :revision",
		values: values{":d": d, ":revision": revision},
	}, owed)
	if pug.IsError(err, pug.Conflict) {
		return c, overtaken(id)
	}
	return c, err
}

func overtaken(id pug.CohortID) *pug.Error {
	return pug.Errorf(pug.Conflict, "The groups of %s were changed or published just now.", id)
}
