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
)

// Execution is one run of a state machine, as it stood when it was asked for.
type Execution struct {
	ARN     string
	Name    string
	Status  string
	Started time.Time
	Stopped time.Time // zero while it runs
	Input   string
	Output  string // when it succeeded
	Error   string // when it failed
	Cause   string
	Current []string // the states it is in, outermost first
}

// Event is an entry of an execution's history.
type Event struct {
	Type  string // AWS's HistoryEventType, such as TaskStateEntered
	Time  time.Time
	State string // empty for the execution's own events
	Error string
	Data  string // what came in or went out, as JSON
}

// maxEvents is AWS's limit for a history; the last event says how the execution ended.
const maxEvents = 25_000

// execution is the engine's own record; the engine's lock guards it.
type execution struct {
	Execution
	machine *Machine
	history []Event
	runners []*runner
}

// snapshot copies what others may see.
func (x *execution) snapshot() Execution {
	s := x.Execution
	for _, r := range x.runners {
		if r.current != nil {
			s.Current = append(s.Current, r.current.Name)
		}
	}
	return s
}

// record appends an event; it reports false where there is room left for the event alone that ends the execution.
func (x *execution) record(event Event) bool {
	if len(x.history) >= maxEvents-1 {
		return false
	}
	x.history = append(x.history, event)
	return true
}

// finish ends an execution once, with its output or with a failure that no state caught. Whatever still waits in it is
// woken, and finds that it has ended.
func (e *Engine) finish(x *execution, output string, f *failure) {
	e.mu.Lock()
	if x.Status != Running {
		e.mu.Unlock()
		return
	}
	x.Stopped = e.cfg.Clock.Now()
	e.running--
	end := Event{Type: "ExecutionSucceeded", Time: x.Stopped, Data: output}
	if f == nil {
		e.succeeded++
		x.Status, x.Output = Succeeded, output
	} else {
		e.failed++
		x.Status, x.Error, x.Cause = Failed, f.name, f.cause
		end = Event{Type: "ExecutionFailed", Time: x.Stopped, Error: f.name}
	}
	x.history = slices.Clip(append(x.history, end))
	for _, r := range x.runners {
		if r.waiting != nil {
			r.waiting.Fire()
		}
	}
	x.runners = nil
	s := x.snapshot()
	e.mu.Unlock()
	if f != nil && e.cfg.OnFailure != nil {
		e.cfg.OnFailure(s)
	}
}
