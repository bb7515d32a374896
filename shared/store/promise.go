package store

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// The workflows that see a record through.
const (
	CohortWorkflow      = "cohort"
	ApplicationWorkflow = "application"
	AbsenceWorkflow     = "absence"
)

// Promise is that a workflow sees a record through: a cohort until it is closed, an application until its applicant
// knows what was decided, a flag until it is decided and its seat is filled. It is stored with the record, and deleted
// with what keeps it, so that what is left of it when it is due is not seen to by anybody: the sweep begins it again.
type Promise struct {
	Workflow string    `json:"workflow"`
	ID       string    `json:"id"`    // of the record
	Due      time.Time `json:"due"`   // by when something is to become of it
	Begun    int       `json:"begun"` // executions so far
}

// promises stores that a workflow, whose start is stored as well, sees a record through.
func promises(workflow, id string, due time.Time) write {
	return write{key: promiseKey(workflow, id), record: Promise{workflow, id, due, 1}}
}

// Keep stores what keeps a promise, letters that are there already aside, and forgets the promise.
func (s *Store) Keep(ctx context.Context, workflow, id string, owed ...Owed) error {
	groups := [][]write{{{key: promiseKey(workflow, id), delete: true}}}
	for _, o := range owed {
		groups = append(groups, o.writes())
	}
	_, err := s.each(ctx, "keep what was promised of "+id, groups)
	return err
}

// Postpone notes that nothing is to become of a record before another time.
func (s *Store) Postpone(ctx context.Context, p Promise, due time.Time) error {
	return s.once(ctx, "postpone what was promised of "+p.ID, write{key: promiseKey(p.Workflow, p.ID),
		change: "SET #due = :due", condition: ifExists, values: values{":due": due}})
}

// BeginAgain notes, with the call that does so, that a record's workflow is begun again, and by when something is to
// become of it now. pug.Conflict: it was begun again just now, or what was promised is kept.
func (s *Store) BeginAgain(ctx context.Context, p Promise, due time.Time, call Call) error {
	other := pug.Errorf(pug.Conflict, "What was promised of %s is seen to already.", p.ID)
	return s.commit(ctx, "begin "+call.Execution, other, append(call.writes(),
		write{key: promiseKey(p.Workflow, p.ID), change: "SET #due = :due, #begun = :next",
			condition: "#begun = :begun",
			values:    values{":due": due, ":begun": p.Begun, ":next": p.Begun + 1}})...)
}
