package asl

import (
	"maps"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// runner goes through one flow: an execution's own, a branch's or a map iteration's. It is one process of the clock.
type runner struct {
	engine    *Engine
	execution *execution
	process   *clock.Process
	parent    *runner
	scope     *scope
	item      map[string]any // $states.context.Map, inside a map
	iteration *Details       // the map iteration that it runs
	last      int64          // the event that the next one follows

	// Guarded by the engine's lock.
	current   *state
	waiting   *clock.Signal
	abandoned bool // the execution or the enclosing state has ended without it
}

// scope holds the variables of a flow; those of the enclosing flows can be read.
type scope struct {
	outer *scope
	vars  map[string]any
}

func (s *scope) get(name string) any {
	for ; s != nil; s = s.outer {
		if v, ok := s.vars[name]; ok {
			return v
		}
	}
	return nil
}

func (s *scope) set(vars map[string]any) {
	if s.vars == nil {
		s.vars = make(map[string]any, len(vars))
	}
	maps.Copy(s.vars, vars)
}

// record appends an event after the runner's last one.
func (r *runner) record(eventType string, d *Details) int64 {
	e := r.engine
	e.mu.Lock()
	defer e.mu.Unlock()
	if !r.abandoned {
		r.last = r.execution.record(e.cfg.Clock.Now(), r.last, eventType, d)
	}
	return r.last
}

func (r *runner) gone() bool {
	r.engine.mu.Lock()
	defer r.engine.mu.Unlock()
	return r.abandoned
}

// wait lets virtual time pass until the signal fires (true) or the deadline comes (false); the zero deadline is none.
// An abandoned runner is woken, too: the caller asks gone.
func (r *runner) wait(s *clock.Signal, deadline time.Time) bool {
	e := r.engine
	e.mu.Lock()
	if r.abandoned {
		e.mu.Unlock()
		return false
	}
	r.waiting = s
	e.mu.Unlock()
	fired := r.process.Await(s, deadline)
	e.mu.Lock()
	r.waiting = nil
	e.mu.Unlock()
	return fired
}

func (r *runner) sleepUntil(t time.Time) { r.wait(r.engine.cfg.Clock.NewSignal(), t) }

// abandon makes a runner stop as soon as it can; the engine's lock is held.
func (e *Engine) abandon(r *runner) {
	r.abandoned = true
	r.current = nil
	r.execution.runners = slices.DeleteFunc(r.execution.runners, func(other *runner) bool { return other == r })
	if r.waiting != nil {
		r.waiting.Fire()
	}
}

// runExecution is an execution from its first state to its end.
func (r *runner) runExecution() {
	x := r.execution
	output, f := r.runFlow(x.machine.flow, x.Input)
	e := r.engine
	e.mu.Lock()
	var ended bool
	switch {
	case r.abandoned:
	case f == nil:
		ended = e.finish(x, Succeeded, r.last, Details{Output: output})
	default:
		name, cause := f.text()
		ended = e.finish(x, Failed, r.last, Details{Error: name, Cause: cause})
	}
	e.mu.Unlock()
	if ended {
		e.ended(x)
	}
}

// errAbandoned ends the flow of an abandoned runner; nobody looks at it.
func errAbandoned() *failure { return &failure{final: true} }

// runFlow goes from state to state, and gives the output of the last one, or the failure that no state caught.
func (r *runner) runFlow(f *flow, input string) (string, *failure) {
	for name := f.startAt; name != ""; {
		s := f.states[name]
		next, output, failed := r.visit(s, input)
		if failed != nil {
			return "", failed
		}
		name, input = next, output
	}
	return input, nil
}

func (r *runner) enter(s *state) {
	r.engine.mu.Lock()
	defer r.engine.mu.Unlock()
	if !r.abandoned {
		r.current = s
		r.engine.transitions++
	}
}
