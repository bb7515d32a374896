package asl

import (
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
	enteredID int   // of the event of entering, which AWS names in causes
	attempts  []int // by each retrier
	token     string
	result    string // JSON; empty: there is none, and $states.result is undefined
	caught    *failure
}

// visit runs a state with its retries and catchers, and gives the next state's name and input.
func (r *runner) visit(s *state, input string) (next, output string, _ *failure) {
	v := r.enter(s, input)
	for {
		way, f := v.attempt()
		if f == nil {
			next, output, f = v.leave(way)
		}
		if f == nil {
			return next, output, nil
		}
		if !v.retry(f) {
			return v.catch(f)
		}
	}
}

func (r *runner) enter(s *state, input string) *visit {
	e := r.engine
	e.mu.Lock()
	r.current = s
	e.transitions++
	e.mu.Unlock()
	r.record(Event{Type: s.Type + "StateEntered", State: s.Name, Data: input})
	e.mu.Lock()
	defer e.mu.Unlock()
	return &visit{
		runner: r, state: s, input: input, entered: e.cfg.Clock.Now(), enteredID: len(r.execution.history),
		attempts: make([]int, len(s.retry)),
	}
}

// attempt does what the state is for, once.
func (v *visit) attempt() (exit, *failure) {
	if v.ended() {
		return exit{}, errEnded()
	}
	var f *failure
	switch v.state.Type {
	case "Choice":
		return v.choose()
	case "Wait":
		f = v.sleep()
	case "Task":
		v.result, f = v.task()
	case "Parallel":
		v.result = v.parallel()
		f = v.sized(len(v.result))
	}
	return v.state.exit, f
}

// leave evaluates Output and Assign (both see the old variables) and records the exit.
func (v *visit) leave(way exit) (next, output string, _ *failure) {
	if v.ended() {
		return "", "", errEnded()
	}
	vars, f := v.variables(way.assign)
	if f != nil {
		return "", "", f
	}
	if output, f = v.output(way.output); f != nil {
		return "", "", f
	}
	maps.Copy(v.scope.vars, vars)
	v.record(Event{Type: v.state.Type + "StateExited", State: v.state.Name, Data: output})
	return way.next, output, nil
}

// variables evaluates Assign, if there is one. The size limit holds for each variable.
func (v *visit) variables(assign *template) (map[string]any, *failure) {
	if assign == nil {
		return nil, nil
	}
	value, f := v.eval(assign)
	if f != nil {
		return nil, f
	}
	vars := value.(map[string]any)
	for _, name := range assign.keys {
		if _, f := v.text(vars[name]); f != nil {
			return nil, f
		}
	}
	return vars, nil
}

// output evaluates Output; without one, the result goes on, and where there is none, the input.
func (v *visit) output(output *template) (string, *failure) {
	switch {
	case output != nil:
		value, f := v.eval(output)
		if f != nil {
			return "", f
		}
		return v.text(value)
	case v.result != "":
		return v.result, nil
	}
	return v.input, nil
}

// retry waits for the next attempt, if a retrier allows one. AWS counts it as a transition.
func (v *visit) retry(f *failure) bool {
	i := slices.IndexFunc(v.state.retry, func(r retrier) bool { return f.matches(r.errors) })
	if i < 0 || v.attempts[i] >= v.state.retry[i].maxAttempts {
		return false
	}
	v.sleepUntil(v.engine.cfg.Clock.Now().Add(v.delay(v.state.retry[i], v.attempts[i])))
	v.attempts[i]++
	v.result = ""
	v.engine.mu.Lock()
	defer v.engine.mu.Unlock()
	v.engine.transitions++
	return true
}

// catch gives a failure to the first catcher that matches, or passes it on.
func (v *visit) catch(f *failure) (next, output string, _ *failure) {
	i := slices.IndexFunc(v.state.catch, func(c catcher) bool { return f.matches(c.errors) })
	if i < 0 {
		return "", "", f
	}
	v.caught = f
	var failed *failure
	if v.result, failed = v.text(f.output()); failed != nil {
		return "", "", failed
	}
	return v.leave(v.state.catch[i].exit)
}
