package asl

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// visit is one stay in a state.
type visit struct {
	*runner
	state     *state
	input     string
	entered   time.Time
	enteredID int64
	retries   int
	token     string
	parsed    map[string]any // $states, made when a query first needs it
}

// outcome is how a state was left.
type outcome struct {
	next           string
	result         *string // JSON; nil: the state has no result, $states.result is undefined
	output, assign *template
}

// visit runs a state with its retries and catchers, and gives the next state's name and input.
func (r *runner) visit(s *state, input string) (next, output string, f *failure) {
	r.enter(s)
	v := &visit{runner: r, state: s, input: input, entered: r.engine.cfg.Clock.Now()}
	v.enteredID = r.record(s.kind+"StateEntered", &Details{Name: s.name, Input: input})
	attempts := make([]int, len(s.retry))
	for {
		out, f := v.attempt()
		if f == nil {
			next, output, f = v.leave(out, nil)
		}
		switch {
		case r.gone():
			return "", "", errAbandoned()
		case r.isFull():
			f = fail(errRuntime, fmt.Sprintf("The execution reached the maximum number of history events (%d).", maxEvents))
			f.final = true
			return "", "", f
		case f == nil:
			return next, output, nil
		case !f.final && v.retry(f, attempts):
			continue
		}
		return v.handle(f)
	}
}

func (r *runner) isFull() bool {
	r.engine.mu.Lock()
	defer r.engine.mu.Unlock()
	return r.execution.full
}

// attempt does what the state is for, once.
func (v *visit) attempt() (outcome, *failure) {
	s := v.state
	plain := outcome{next: s.next, output: s.output, assign: s.assign}
	var f *failure
	switch s.kind {
	case "Choice":
		return v.choose()
	case "Wait":
		f = v.waitState()
	case "Fail":
		f = v.failState()
	case "Task":
		plain.result, f = v.task()
	case "Map":
		plain.result, f = v.mapState()
	case "Parallel":
		plain.result, f = v.parallel()
	}
	return plain, f
}

// leave evaluates Output and Assign (both see the old variables) and records the exit. caught is the error in a catcher.
func (v *visit) leave(out outcome, caught *failure) (next, output string, f *failure) {
	if v.gone() {
		return "", "", errAbandoned()
	}
	output = v.input
	if out.result != nil {
		output = *out.result
	}
	if out.output != nil || out.assign != nil {
		if f := v.offer(out.result, caught); f != nil {
			return "", "", f
		}
	}
	var vars map[string]any
	if out.assign != nil {
		value, f := v.eval(out.assign)
		if f != nil {
			return "", "", f
		}
		vars = value.(map[string]any)
		if f := v.checkSize(vars); f != nil {
			return "", "", f
		}
	}
	if out.output != nil {
		value, f := v.eval(out.output)
		if f != nil {
			return "", "", f
		}
		if output, f = v.text(value); f != nil {
			return "", "", f
		}
	}
	v.scope.set(vars)
	v.record(v.state.kind+"StateExited", &Details{Name: v.state.name, Output: output})
	return out.next, output, nil
}

// retry waits for the next attempt if a retrier allows one.
func (v *visit) retry(f *failure, attempts []int) bool {
	i := slices.IndexFunc(v.state.retry, func(t retrier) bool { return f.matches(t.errors) })
	if i < 0 || attempts[i] >= v.state.retry[i].maxAttempts {
		return false
	}
	v.sleepUntil(v.engine.cfg.Clock.Now().Add(v.state.retry[i].delay(attempts[i])))
	attempts[i]++
	v.retries++
	v.parsed = nil
	if v.gone() {
		return false
	}
	v.enter(v.state) // AWS counts a retry as a transition
	return true
}

// handle gives a failure to the first catcher that matches, or passes it on.
func (v *visit) handle(f *failure) (next, output string, _ *failure) {
	i := slices.IndexFunc(v.state.catch, func(c catcher) bool { return f.matches(c.errors) })
	if f.final || i < 0 {
		if name := v.state.kind + "StateFailed"; name == "MapStateFailed" || name == "ParallelStateFailed" {
			v.record(name, nil)
		}
		return "", "", f
	}
	c := v.state.catch[i]
	result, failed := v.text(f.output())
	if failed != nil {
		return "", "", failed
	}
	next, output, again := v.leave(outcome{next: c.next, result: &result, output: c.output, assign: c.assign}, f)
	if again != nil {
		again.final = true
	}
	return next, output, again
}

// text renders a value and holds it to the size limit.
func (v *visit) text(value any) (string, *failure) {
	s, err := render(value)
	if err != nil {
		return "", fail(errRuntime, err.Error())
	}
	return s, v.sized(s)
}

func (v *visit) sized(s string) *failure {
	if len(s) <= maxData {
		return nil
	}
	return fail(errDataLimit, fmt.Sprintf(
		"The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit.", v.state.name))
}

func (v *visit) checkSize(vars map[string]any) *failure {
	for _, name := range slices.Sorted(maps.Keys(vars)) {
		if _, f := v.text(vars[name]); f != nil {
			return f
		}
	}
	return nil
}
