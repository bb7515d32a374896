package asl

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// task is a Task state's call of its function. It ends when the function answers or, where the state waits for it, when
// its token comes back.
type task struct {
	token     string // empty where the state does not wait for it
	execution *execution
	done      *clock.Signal
	output    string
	answered  bool    // the token has come back
	returned  *Answer // of the function; nil before
}

// task runs a Task state once and gives its result as JSON.
func (v *visit) task() (string, *failure) {
	t := v.engine.openTask(v.execution, v.state.Waits)
	defer v.engine.closeTask(t)
	v.token = t.token
	payload, f := v.payload()
	if f != nil {
		return "", f
	}
	timeout := maxSeconds * time.Second
	if v.state.timeout != nil {
		if timeout, f = v.duration(v.state.timeout, 1); f != nil {
			return "", f
		}
	}
	v.record(Event{Type: "TaskScheduled", State: v.state.Name})
	v.record(Event{Type: "TaskStarted", State: v.state.Name})
	deadline := v.engine.cfg.Clock.Now().Add(timeout)
	v.call(t, payload)
	result, f := v.await(t, deadline)
	switch {
	case f == nil:
		v.record(Event{Type: "TaskSucceeded", State: v.state.Name, Data: result})
	case f.name == errTimeout:
		v.record(Event{Type: "TaskTimedOut", State: v.state.Name, Error: f.name})
	default:
		v.record(Event{Type: "TaskFailed", State: v.state.Name, Error: f.name})
	}
	return result, f
}

// payload is what the function is called with; null reaches it as an empty object.
func (v *visit) payload() (string, *failure) {
	value, f := v.eval(v.state.payload)
	if f != nil {
		return "", f
	}
	text, f := v.text(value)
	if text == "null" {
		text = "{}"
	}
	return text, f
}

// call has the function called in a process of its own: it goes on beside the workflow, which may give it up.
func (v *visit) call(t *task, payload string) {
	e, caller, function := v.engine, v.execution.machine.Name, v.state.Function
	e.cfg.Clock.Go("call "+function, func(p *clock.Process) {
		a := e.cfg.Invoke(clock.With(context.Background(), p), caller, function, []byte(payload))
		if a.Took > 0 {
			p.SleepUntil(p.Now().Add(a.Took))
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		t.returned = &a
		t.done.Fire()
	})
}

// await lets virtual time pass until the task ends: the function answers and, where it is waited for, the token comes
// back. Where the token is back first, the function's own answer counts no more.
func (v *visit) await(t *task, deadline time.Time) (string, *failure) {
	timedOut := &failure{name: errTimeout}
	v.wait(t.done, deadline)
	answer, back := v.heard(t)
	switch {
	case back:
		v.record(Event{Type: "TaskSubmitted", State: v.state.Name})
		return t.output, nil
	case answer == nil:
		return "", timedOut
	}
	result, f := v.invoked(*answer)
	if f != nil || !v.state.Waits {
		return result, f
	}
	v.record(Event{Type: "TaskSubmitted", State: v.state.Name, Data: result})
	v.wait(t.done, deadline)
	if _, back := v.heard(t); back {
		return t.output, nil
	}
	return "", timedOut
}

// heard is what the function has answered, nil for nothing yet, and whether the token is back; until it is, the task
// can be waited for again. What comes at the very instant of the deadline still counts.
func (v *visit) heard(t *task) (answer *Answer, back bool) {
	v.process.SleepUntil(v.engine.cfg.Clock.Now())
	v.engine.mu.Lock()
	defer v.engine.mu.Unlock()
	if !t.answered {
		t.done = v.engine.cfg.Clock.NewSignal()
	}
	return t.returned, t.answered
}

// invoked is the result of lambda:invoke, or the function's error, whose cause is what the function said, compactly.
func (v *visit) invoked(a Answer) (string, *failure) {
	const metadata = 1024 // bytes that AWS adds at most, of which nothing is to be had here
	var payload bytes.Buffer
	err := json.Compact(&payload, a.Payload)
	if a.Error != "" {
		return "", &failure{a.Error, payload.String()}
	}
	if err != nil {
		return "", &failure{errRuntime, v.blame("The function's answer is not JSON: " + err.Error())}
	}
	if f := v.sized(payload.Len() + metadata); f != nil {
		return "", f
	}
	return fmt.Sprintf(`{"ExecutedVersion":"$LATEST","Payload":%s,"StatusCode":200}`, payload.String()), nil
}

const tokenBytes = 48

// openTask begins a call. Where it is waited for, it hands out a new token, which can be answered at once, even before
// the function that gets it has returned.
func (e *Engine) openTask(x *execution, waits bool) *task {
	t := &task{execution: x, done: e.cfg.Clock.NewSignal()}
	if !waits {
		return t
	}
	t.token = base64.StdEncoding.EncodeToString(e.random(tokenBytes))
	e.mu.Lock()
	defer e.mu.Unlock()
	e.tasks[t.token] = t
	return t
}

// closeTask gives the token up; it stays known, so that a late answer hears TaskTimedOut.
func (e *Engine) closeTask(t *task) {
	if t.token == "" {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.tasks[t.token] = nil
}

// SendTaskSuccess answers a token with JSON. Errors: InvalidToken, InvalidOutput, TaskDoesNotExist, and TaskTimedOut
// for a token that was answered before or whose state no longer waits.
func (e *Engine) SendTaskSuccess(token, output string) error {
	if err := checkData("Output", "Output", output); err != nil {
		return err
	}
	if b, err := base64.StdEncoding.DecodeString(token); err != nil || len(b) != tokenBytes {
		return apiError("InvalidToken", "Invalid Token: 'Invalid token'")
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	t, known := e.tasks[token]
	switch {
	case !known:
		return apiError("TaskDoesNotExist", "Task does not exist")
	case t == nil || t.answered || t.execution.Status != Running:
		return apiError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
	}
	t.output, t.answered = output, true
	t.done.Fire()
	return nil
}
