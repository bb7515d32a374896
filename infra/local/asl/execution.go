package asl

import (
	"slices"
	"time"
)

// The statuses of an execution.
const (
	Running   = "RUNNING"
	Succeeded = "SUCCEEDED"
	Failed    = "FAILED"
	TimedOut  = "TIMED_OUT"
	Aborted   = "ABORTED"
)

// Execution is one run of a state machine, as it stood when it was asked for.
type Execution struct {
	ARN        string
	MachineARN string
	Name       string
	Status     string
	Started    time.Time
	Stopped    time.Time // zero while it runs
	Input      string
	Output     string // when it succeeded
	Error      string // when it failed
	Cause      string
	Current    []string // the states it is in, outermost first
}

// execution is the engine's own record; the engine's lock guards it.
type execution struct {
	Execution
	machine *Machine
	history []Event
	full    bool // the history has room only for the event that ends it
	runners []*runner
	limit   timer
}

type timer interface{ Stop() bool }

// snapshot copies what others may see.
func (x *execution) snapshot() Execution {
	s := x.Execution
	for _, r := range x.runners {
		if r.current != nil {
			s.Current = append(s.Current, r.current.name)
		}
	}
	return s
}

// record appends an event and gives its id; on an execution that has ended it does nothing.
func (x *execution) record(at time.Time, previous int64, eventType string, d *Details) int64 {
	if x.Status != Running {
		return previous
	}
	if len(x.history) >= maxEvents-1 {
		x.full = true
		return previous
	}
	id := int64(len(x.history) + 1)
	x.history = append(x.history, Event{ID: id, PreviousID: previous, Type: eventType, Timestamp: at, Details: d})
	return id
}

// finish ends the execution once, with the event that says how; what still runs in it is stopped. It reports whether this was the end.
func (e *Engine) finish(x *execution, status string, previous int64, d Details) bool {
	if x.Status != Running {
		return false
	}
	now := e.cfg.Clock.Now()
	eventType := map[string]string{
		Succeeded: "ExecutionSucceeded", Failed: "ExecutionFailed", TimedOut: "ExecutionTimedOut", Aborted: "ExecutionAborted",
	}[status]
	x.history = append(x.history, Event{
		ID: int64(len(x.history) + 1), PreviousID: previous, Type: eventType, Timestamp: now, Details: &d,
	})
	x.history = slices.Clip(x.history)
	x.Status, x.Stopped = status, now
	x.Output, x.Error, x.Cause = d.Output, d.Error, d.Cause
	e.running--
	if status == Succeeded {
		e.succeeded++
	} else {
		e.failed++
	}
	if x.limit != nil {
		x.limit.Stop()
	}
	for _, r := range slices.Clone(x.runners) {
		e.abandon(r)
	}
	return true
}

// ended tells OnFailure; the engine's lock must not be held.
func (e *Engine) ended(x *execution) {
	if e.cfg.OnFailure == nil {
		return
	}
	e.mu.Lock()
	s := x.snapshot()
	e.mu.Unlock()
	if s.Status != Succeeded {
		e.cfg.OnFailure(s)
	}
}
