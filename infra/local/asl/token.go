package asl

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// task is a Task state that waits for its token to come back.
type task struct {
	token   string
	runner  *runner
	done    *clock.Signal
	output  string
	failure *failure
	closed  bool // an answer came, or the state gave up
}

const tokenBytes = 48

// openTask hands out a new token; it can be answered at once, even before the function that gets it has returned.
func (e *Engine) openTask(r *runner) (*task, error) {
	b := make([]byte, tokenBytes)
	if _, err := io.ReadFull(e.cfg.Rand, b); err != nil {
		return nil, fmt.Errorf("read randomness for a task token: %w", err)
	}
	t := &task{runner: r, token: base64.StdEncoding.EncodeToString(b), done: e.cfg.Clock.NewSignal()}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.tasks[t.token] = t
	return t, nil
}

// closeTask gives the token up; it stays known, so that a late answer hears TaskTimedOut.
func (e *Engine) closeTask(t *task) {
	e.mu.Lock()
	defer e.mu.Unlock()
	t.closed = true
	e.tasks[t.token] = nil
}

// SendTaskSuccess answers a token with JSON. Errors: InvalidToken, InvalidOutput, TaskDoesNotExist, and TaskTimedOut for a token that
// was answered before or whose state no longer waits.
func (e *Engine) SendTaskSuccess(token, output string) error {
	if !json.Valid([]byte(output)) {
		return apiError("InvalidOutput", "Invalid Output: the output is not valid JSON")
	}
	if len(output) > maxData {
		return apiError("InvalidOutput", "Invalid Output: the output is longer than %d bytes", maxData)
	}
	return e.answer(token, func(t *task) { t.output = output })
}

// SendTaskFailure answers a token with an error. An empty name or cause counts as left out. Errors: as SendTaskSuccess.
func (e *Engine) SendTaskFailure(token, errorName, cause string) error {
	return e.answer(token, func(t *task) {
		t.failure = &failure{name: orMissing(errorName), cause: orMissing(cause)}
	})
}

func orMissing(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (e *Engine) answer(token string, set func(*task)) error {
	if b, err := base64.StdEncoding.DecodeString(token); err != nil || len(b) != tokenBytes {
		return apiError("InvalidToken", "Invalid Token: 'Invalid token'")
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	t, known := e.tasks[token]
	switch {
	case !known:
		return apiError("TaskDoesNotExist", "Task does not exist")
	case t == nil || t.closed || t.runner.abandoned:
		return apiError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
	}
	set(t)
	t.closed = true
	t.done.Fire()
	return nil
}
