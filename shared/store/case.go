package store

import (
	"context"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Case is what a decision on an application goes by, all of it as it is at one moment.
type Case struct {
	Application pug.Application
	Cohort      pug.Cohort // empty before it was planned
	Token       string     // of the task that waits for the decision; empty where none does
}

// Published says whether the groups of a member's cohort are published. For Champions nobody asks.
func (c Case) Published() bool {
	return c.Application.Kind == pug.KindMember && c.Cohort.Stage.Published()
}

// DecideBy is by when the application is decided, as the dates of its cohort are now, in whole seconds.
func (c Case) DecideBy() time.Time {
	return c.Application.DecideBy(c.Cohort.Dates).Truncate(time.Second)
}

// Case reads the case of an application.
func (s *Store) Case(ctx context.Context, id string) (Case, error) {
	what := "application " + id
	items, err := s.moment(ctx, what, applicationKey(id), cohortKey(pug.CohortOf(id)), tokenKey(id))
	if err != nil {
		return Case{}, err
	}
	if len(items[0]) == 0 {
		return Case{}, pug.Errorf(pug.NotFound, "There is no %s.", what)
	}
	var c Case
	var t waiting
	for i, record := range []any{&c.Application, &c.Cohort, &t} {
		if err := unmarshal(items[i], record); err != nil {
			return Case{}, err
		}
	}
	c.Token = t.Token
	return c, nil
}

// Conclude records a decision on a pending application so that its workflow has nothing left to do: with it are stored
// the letters that tell of it, and what was promised of the application is kept. It does nothing, and says so, where
// that cannot be: the cohort of a member has come to another stage since the case was read, a letter is there already,
// or there are too many. pug.Conflict: somebody was first, and that decision stands.
func (s *Store) Conclude(ctx context.Context, c Case, d pug.Decision, owed ...Owed) (concluded bool, err error) {
	a := c.Application
	decided := pug.Errorf(pug.Conflict, "The application %s is decided already.", a.ID)
	decision, err := decideApplication(a.ID, d)
	if err != nil {
		return false, err
	}
	if a.Status != pug.StatusPending {
		return false, decided
	}
	writes := []write{decision, {key: promiseKey(ApplicationWorkflow, a.ID), delete: true}}
	if a.Kind == pug.KindMember {
		writes = append(writes, write{key: cohortKey(a.Cohort), condition: "#stage = :stage",
			values: values{":stage": c.Cohort.Stage}})
	}
	status, _ := d.Choice.Status()
	writes = slices.Concat(writes, outbox(owed), s.stale(a.Person()), changed(becomes(a, status)))
	if len(writes) > most {
		return false, nil
	}
	held, err := s.make(ctx, "conclude the application "+a.ID, writes)
	if err == nil && !held[0] {
		err = decided
	}
	return err == nil && all(held), err
}
