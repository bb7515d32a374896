package asl

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"sync"
	"time"
)

// eval fills a template of the state in; a failing query is recorded and comes back as States.QueryEvaluationError.
func (v *visit) eval(t *template) (any, *failure) {
	states := sync.OnceValue(v.states)
	value, err := t.eval(func(name string) any {
		switch name {
		case "states":
			return states()
		case now:
			return float64(v.engine.cfg.Clock.Now().UnixMilli())
		}
		return v.scope.get(name)
	})
	if err != nil {
		return nil, v.queryFailed(err)
	}
	return value, nil
}

func (v *visit) queryFailed(cause error) *failure {
	v.record(Event{Type: "EvaluationFailed", State: v.state.Name, Error: errQueryEvaluation})
	return &failure{errQueryEvaluation, v.blame("The JSONata expression " + cause.Error())}
}

// blame puts AWS's words about the state before a cause.
func (v *visit) blame(cause string) string {
	const words = "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
	return fmt.Sprintf(words, v.state.Name, v.enteredID, cause)
}

// states is $states. The texts in it were checked when they came in, so they parse.
func (v *visit) states() any {
	x := v.execution
	retries := 0
	for _, n := range v.attempts {
		retries += n
	}
	c := map[string]any{
		"Execution": map[string]any{
			"Id": x.ARN, "Name": x.Name, "Input": mustParse(x.Input), "StartTime": timestamp(x.Started),
			"RedriveCount": 0.0,
		},
		"State": map[string]any{
			"Name": v.state.Name, "EnteredTime": timestamp(v.entered), "RetryCount": float64(retries),
		},
		"StateMachine": map[string]any{"Id": x.machine.ARN, "Name": x.machine.Name},
	}
	if v.token != "" {
		c["Task"] = map[string]any{"Token": v.token}
	}
	states := map[string]any{"input": mustParse(v.input), "context": c}
	switch {
	case v.caught != nil:
		states["errorOutput"] = v.caught.output()
	case v.result != "":
		states["result"] = mustParse(v.result)
	}
	return states
}

func mustParse(text string) any {
	v, err := parse(text)
	if err != nil {
		panic(fmt.Sprintf("%q was checked, and is no JSON: %v", text, err))
	}
	return v
}

func timestamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// text renders a value and holds it to the size limit.
func (v *visit) text(value any) (string, *failure) {
	s, err := render(value)
	if err != nil {
		return "", &failure{errRuntime, v.blame(err.Error())}
	}
	return s, v.sized(len(s))
}

func (v *visit) sized(bytes int) *failure {
	if bytes <= maxData {
		return nil
	}
	const cause = "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service " +
		"limit."
	return fail(errDataLimit, cause, v.state.Name)
}

// duration evaluates a field that must be a whole number of seconds.
func (v *visit) duration(t *template, least float64) (time.Duration, *failure) {
	value, f := v.eval(t)
	if f != nil {
		return 0, f
	}
	if !isSeconds(value, least) {
		return 0, v.queryFailed(t.wrongType("number", value))
	}
	return time.Duration(value.(float64)) * time.Second, nil
}

// delay is the wait before the attempt after n failed ones (n counts from zero); with jitter, a random part of it.
func (v *visit) delay(r retrier, n int) time.Duration {
	seconds := min(float64(r.interval)*math.Pow(r.backoff, float64(n)), float64(r.maxDelay))
	if r.jitter {
		seconds *= float64(binary.BigEndian.Uint32(v.engine.random(4))) / (1 << 32)
	}
	return time.Duration(seconds*1000) * time.Millisecond
}

// choose finds the first choice that holds.
func (v *visit) choose() (exit, *failure) {
	s := v.state
	for _, c := range s.choices {
		value, f := v.eval(c.condition)
		if f != nil {
			return exit{}, f
		}
		holds, ok := value.(bool)
		if !ok {
			return exit{}, v.queryFailed(c.condition.wrongType("boolean", value))
		}
		if holds {
			return c.exit, nil
		}
	}
	if s.next == "" {
		const cause = "Failed to transition out of the state. The state does not point to a next state."
		return exit{}, &failure{errNoChoice, v.blame(cause)}
	}
	return s.exit, nil
}

// sleep waits for Seconds or until Timestamp.
func (v *visit) sleep() *failure {
	if v.state.seconds != nil {
		d, f := v.duration(v.state.seconds, 0)
		if f == nil {
			v.sleepUntil(v.entered.Add(d))
		}
		return f
	}
	value, f := v.eval(v.state.timestamp)
	if f != nil {
		return f
	}
	text, _ := value.(string)
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return v.queryFailed(v.state.timestamp.wrongType("timestamp", value))
	}
	v.sleepUntil(t)
	return nil
}

// parallel runs the branches side by side; the result is the list of their outputs. No state here catches the failure
// of a branch, so it ends the execution.
func (v *visit) parallel() string {
	v.record(Event{Type: "ParallelStateStarted", State: v.state.Name})
	e, open := v.engine, len(v.state.branches)
	all, outputs := e.cfg.Clock.NewSignal(), make([]string, open)
	e.mu.Lock()
	for i, b := range v.state.branches {
		name := fmt.Sprintf("%s, branch %d of %s", v.process.Name(), i, v.state.Name)
		e.spawn(v.execution, v.scope, name, b, v.input, func(output string) {
			outputs[i] = output // one process runs at a time
			if open--; open == 0 {
				all.Fire()
			}
		})
	}
	e.mu.Unlock()
	v.wait(all, time.Time{})
	return "[" + strings.Join(outputs, ",") + "]"
}
