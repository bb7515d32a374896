package store

import (
	"context"
	"strings"
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
	// Token is that of the task that waits for the subject, where it is known already. It is not stored.
	Token string `json:"-"`
	// Input is the input of the execution, or the output of the waiting task: JSON.
	Input string `json:"input"`
}

// Owed is what a write makes necessary, and is stored together with it: a Call or a Letter.
type Owed interface{ writes() []write }

func (c Call) writes() []write { return []write{{key: outboxKey(c.ID), record: c}} }

// outbox stores what is owed.
func outbox(owed []Owed) []write {
	var writes []write
	for _, o := range owed {
		writes = append(writes, o.writes()...)
	}
	return writes
}

// Write stores what is owed, all of it or nothing: nothing where one of the letters is there already. What is too much
// for one transaction is stored piece by piece.
func (s *Store) Write(ctx context.Context, owed ...Owed) error {
	groups := [][]write{outbox(owed)}
	if len(groups[0]) > most {
		groups = nil
		for _, o := range owed {
			groups = append(groups, o.writes())
		}
	}
	_, err := s.each(ctx, "store what is owed", groups)
	return err
}

// AddCall stores a call on its own.
func (s *Store) AddCall(ctx context.Context, c Call) error {
	return s.must(ctx, "store the call "+c.ID, c.writes()[0])
}

// Outbox is what is owed and not done yet.
type Outbox struct {
	Calls   []Call    // by id
	Letters []Waiting // those that were written first, first
	// Promises are the records that workflows see through, whether they are due or not.
	Promises []Promise
	Stale    []Stale // by what is stale
	// Unreadable are the sort keys of entries that make no sense: they stand in the way of no other.
	Unreadable []string
}

// Ages are for how long the oldest of each has been owed; 0 where none is.
func (o Outbox) Ages(now time.Time) (letter, call, stale time.Duration) {
	if len(o.Letters) > 0 {
		letter = now.Sub(o.Letters[0].Written)
	}
	for _, c := range o.Calls {
		call = max(call, now.Sub(c.Created))
	}
	for _, entry := range o.Stale {
		stale = max(stale, now.Sub(entry.Since))
	}
	return letter, call, stale
}

// Outbox reads what is owed, all at once.
func (s *Store) Outbox(ctx context.Context) (Outbox, error) {
	var o Outbox
	err := s.sort(ctx, outboxPartition, "what is owed", func(sk string, item attributes) error {
		if err := o.add(sk, item); err != nil {
			o.Unreadable = append(o.Unreadable, sk)
		}
		return nil
	})
	return o, err
}

func (o *Outbox) add(sk string, item attributes) error {
	switch {
	case strings.HasPrefix(sk, waitingPrefix):
		return add(&o.Letters, item)
	case strings.HasPrefix(sk, promisePrefix):
		return add(&o.Promises, item)
	case strings.HasPrefix(sk, stalePrefix):
		return add(&o.Stale, item)
	}
	return add(&o.Calls, item)
}

// RemoveCall forgets a call that was made.
func (s *Store) RemoveCall(ctx context.Context, id string) error {
	return s.must(ctx, "remove the call "+id, write{key: outboxKey(id), delete: true})
}
