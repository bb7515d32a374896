package store

import (
	"context"
	"time"
)

// Call is a call to a workflow that must still be made. It is written together with what makes it necessary, and
// removed once it was made; the sweep makes what was left behind.
type Call struct {
	ID      string    `json:"id"`
	Created time.Time `json:"created"`
	// Workflow, Execution and Input start an execution.
	Workflow  string `json:"workflow,omitempty"`
	Execution string `json:"execution,omitempty"`
	// Subject tells the workflow that waits for the subject; see Token.
	Subject string `json:"subject,omitempty"`
	// Input is the input of the execution, or the output of the waiting task: JSON.
	Input string `json:"input"`
}

func (c Call) write() write { return write{key: outboxKey(c.ID), record: c} }

// outbox puts calls into the outbox.
func outbox(calls []Call) []write {
	var writes []write
	for _, c := range calls {
		writes = append(writes, c.write())
	}
	return writes
}

// AddCall stores a call on its own.
func (s *Store) AddCall(ctx context.Context, c Call) error {
	return s.must(ctx, "store the call "+c.ID, c.write())
}

// Calls lists the calls that must still be made, by id.
func (s *Store) Calls(ctx context.Context) ([]Call, error) {
	return query[Call](ctx, s, outboxPartition, "", "calls to workflows")
}

// RemoveCall forgets a call that was made.
func (s *Store) RemoveCall(ctx context.Context, id string) error {
	return s.must(ctx, "remove the call "+id, write{key: outboxKey(id), delete: true})
}
