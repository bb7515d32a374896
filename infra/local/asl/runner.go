package asl

import (
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// runner goes through one flow, an execution's own or a branch's. It is one process of the clock.
type runner struct {
	engine    *Engine
	execution *execution
	process   *clock.Process
	scope     *scope

	// Guarded by the engine's lock.
	current *state
	waiting *clock.Signal
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

// spawn starts a runner for a flow, and hands the flow's output to done. A failure that no state catches ends the
// execution. The engine's lock is held.
func (e *Engine) spawn(x *execution, outer *scope, name string, f *flow, input string, done func(output string)) {
	r := &runner{engine: e, execution: x, scope: &scope{outer: outer, vars: map[string]any{}}}
	x.runners = append(x.runners, r)
	e.cfg.Clock.Go(name, func(p *clock.Process) {
		r.process = p
		output, failed := r.run(f, input)
		r.leave()
		if failed != nil {
			e.finish(x, "", failed)
			return
		}
		done(output)
	})
}

// run goes from state to state, and gives the output of the last one, or the failure that no state caught.
func (r *runner) run(f *flow, input string) (string, *failure) {
	for name := f.startAt; name != ""; {
		next, output, failed := r.visit(f.states[name], input)
		if failed != nil {
			return "", failed
		}
		name, input = next, output
	}
	return input, nil
}

// leave takes the runner out of its execution.
func (r *runner) leave() {
	r.engine.mu.Lock()
	defer r.engine.mu.Unlock()
	r.execution.runners = slices.DeleteFunc(r.execution.runners, func(other *runner) bool { return other == r })
}

// errEnded makes a runner stop whose execution has ended without it.
func errEnded() *failure { return fail(errRuntime, "The execution has ended.") }

// ended says that there is nothing left to do.
func (r *runner) ended() bool {
	r.engine.mu.Lock()
	defer r.engine.mu.Unlock()
	return r.execution.Status != Running
}

// record appends an event to the history. An execution whose history is full fails.
func (r *runner) record(event Event) {
	e := r.engine
	event.Time = e.cfg.Clock.Now()
	e.mu.Lock()
	full := r.execution.Status == Running && !r.execution.record(event)
	e.mu.Unlock()
	if full {
		const cause = "The execution reached the maximum number of history events (%d)."
		e.finish(r.execution, "", fail(errRuntime, cause, maxEvents))
	}
}

// wait lets virtual time pass until the signal fires or the deadline comes; the zero deadline is none. It ends early
// where the execution ends: the caller asks ended.
func (r *runner) wait(s *clock.Signal, deadline time.Time) {
	e := r.engine
	e.mu.Lock()
	if r.execution.Status != Running {
		e.mu.Unlock()
		return
	}
	r.waiting = s
	e.mu.Unlock()
	r.process.Await(s, deadline)
	e.mu.Lock()
	r.waiting = nil
	e.mu.Unlock()
}

func (r *runner) sleepUntil(t time.Time) { r.wait(r.engine.cfg.Clock.NewSignal(), t) }
