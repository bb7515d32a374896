package asl

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// group is the runners that a Map or Parallel state waits for. The engine's lock guards it.
type group struct {
	open    int
	failure *failure
	done    *clock.Signal
	outputs []string
}

// parallel runs the branches side by side; the result is the list of their outputs.
func (v *visit) parallel() (*string, *failure) {
	input, f := v.branchInput()
	if f != nil {
		return nil, f
	}
	started := v.record("ParallelStateStarted", nil)
	branches := v.state.branches
	g := &group{open: len(branches), done: v.engine.cfg.Clock.NewSignal(), outputs: make([]string, len(branches))}
	for i, b := range branches {
		v.spawn(fmt.Sprintf("branch %d of %s", i, v.state.name), started, func(r *runner) {
			output, f := r.runFlow(b, input)
			if f != nil {
				r.abort()
			}
			v.finishBranch(g, r, i, output, f)
		})
	}
	if f := v.await(g); f != nil {
		return nil, f
	}
	return v.joined(g)
}

func (v *visit) branchInput() (string, *failure) {
	if v.state.args == nil {
		return v.input, nil
	}
	value, f := v.eval(v.state.args)
	if f != nil {
		return "", f
	}
	return v.text(value)
}

// spawn starts a runner of its own process below this one.
func (v *visit) spawn(name string, after int64, run func(*runner)) {
	r := &runner{engine: v.engine, execution: v.execution, parent: v.runner, scope: &scope{outer: v.scope}, item: v.item, last: after}
	v.engine.mu.Lock()
	defer v.engine.mu.Unlock()
	if v.abandoned {
		return
	}
	v.execution.runners = append(v.execution.runners, r)
	v.engine.cfg.Clock.Go(v.process.Name()+", "+name, func(p *clock.Process) {
		r.process = p
		run(r)
	})
}

// finishBranch counts a runner out; the first failure ends the wait for all.
func (v *visit) finishBranch(g *group, r *runner, i int, output string, f *failure) {
	e := v.engine
	e.mu.Lock()
	defer e.mu.Unlock()
	if r.abandoned {
		return
	}
	e.abandon(r)
	g.open--
	switch {
	case f != nil:
		g.failure = f
		v.last = r.last
		g.done.Fire()
		return
	case i >= 0:
		g.outputs[i] = output
		v.last = r.last
	}
	if g.open == 0 {
		g.done.Fire()
	}
}

// await waits for the group; after a failure the runners that are left are aborted.
func (v *visit) await(g *group) *failure {
	v.wait(g.done, time.Time{})
	if v.gone() {
		return errAbandoned()
	}
	e := v.engine
	e.mu.Lock()
	f := g.failure
	var left []*runner
	for _, r := range v.execution.runners {
		if r.isBelow(v.runner) {
			left = append(left, r)
		}
	}
	e.mu.Unlock()
	for _, r := range left {
		r.abort()
		if r.iteration != nil {
			v.last = r.record("MapIterationAborted", r.iteration)
		}
		e.mu.Lock()
		e.abandon(r)
		e.mu.Unlock()
	}
	return f
}

func (r *runner) isBelow(other *runner) bool {
	for p := r.parent; p != nil; p = p.parent {
		if p == other {
			return true
		}
	}
	return false
}

// abort records that the state which the runner is in was broken off; AWS has such events for these types only, and not inside a Map.
func (r *runner) abort() {
	r.engine.mu.Lock()
	s := r.current
	r.engine.mu.Unlock()
	if s != nil && slices.Contains([]string{"Task", "Wait", "Map", "Parallel"}, s.kind) {
		r.record(s.kind+"StateAborted", nil)
	}
}

func (v *visit) joined(g *group) (*string, *failure) {
	text := "[" + strings.Join(g.outputs, ",") + "]"
	return &text, v.sized(text)
}
