package asl

import (
	"fmt"
	"math"
	"time"
)

// eval fills a template of the state in; a failing query is recorded and comes back as States.QueryEvaluationError.
func (v *visit) eval(t *template) (any, *failure) {
	value, q := v.engine.queries.evalTemplate(t, v.lookup)
	if q != nil {
		return nil, v.queryFailed(q)
	}
	return value, nil
}

func (v *visit) queryFailed(q *queryFailure) *failure {
	cause := v.blame(q.cause)
	v.record("EvaluationFailed", &Details{Error: errQueryEvaluation, Cause: cause, Location: q.field, State: v.state.name})
	return fail(errQueryEvaluation, cause)
}

// blame puts AWS's words about the state before a cause.
func (v *visit) blame(cause string) string {
	return fmt.Sprintf("An error occurred while executing the state '%s' (entered at the event id #%d). %s", v.state.name, v.enteredID, cause)
}

func (v *visit) lookup(name string) any {
	if name != "states" {
		return v.scope.get(name)
	}
	return v.states()
}

// states is $states, built when it is first needed.
func (v *visit) states() map[string]any {
	if v.parsed == nil {
		v.parsed = v.makeStates()
	}
	return v.parsed
}

// makeStates builds $states. The texts in it were checked when they came in, so they parse.
func (v *visit) makeStates() map[string]any {
	input, _ := parse(v.input)
	x := v.execution
	executionInput, _ := parse(x.Input)
	c := map[string]any{
		"Execution": map[string]any{
			"Id": x.ARN, "Name": x.Name, "Input": executionInput, "StartTime": timestamp(x.Started), "RedriveCount": 0.0,
		},
		"State":        map[string]any{"Name": v.state.name, "EnteredTime": timestamp(v.entered), "RetryCount": float64(v.retries)},
		"StateMachine": map[string]any{"Id": x.machine.ARN, "Name": x.machine.Name},
	}
	if v.token != "" {
		c["Task"] = map[string]any{"Token": v.token}
	}
	if v.item != nil {
		c["Map"] = v.item
	}
	return map[string]any{"input": input, "context": c}
}

func timestamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// offer puts $states.result or $states.errorOutput in place.
func (v *visit) offer(result *string, caught *failure) *failure {
	switch {
	case caught != nil:
		v.states()["errorOutput"] = caught.output()
	case result != nil:
		value, err := parse(*result)
		if err != nil {
			return fail(errRuntime, v.blame("The result is not JSON: "+err.Error()))
		}
		v.states()["result"] = value
	}
	return nil
}

// number evaluates a field that must be a number of at least least; absent gives the default.
func (v *visit) number(t *template, absent, least float64) (float64, *failure) {
	if t == nil {
		return absent, nil
	}
	value, f := v.eval(t)
	if f != nil {
		return 0, f
	}
	n, ok := value.(float64)
	if !ok || n < least || n > maxSeconds || n != math.Trunc(n) {
		return 0, v.queryFailed(t.wrongType("number", value))
	}
	return n, nil
}

// str evaluates a field that must be a string; an absent one is nil.
func (v *visit) str(t *template) (*string, *failure) {
	if t == nil {
		return nil, nil
	}
	value, f := v.eval(t)
	if f != nil {
		return nil, f
	}
	s, ok := value.(string)
	if !ok {
		return nil, v.queryFailed(t.wrongType("string", value))
	}
	return &s, nil
}

// choose finds the first choice that holds.
func (v *visit) choose() (outcome, *failure) {
	s := v.state
	for _, c := range s.choices {
		value, f := v.eval(c.condition)
		if f != nil {
			return outcome{}, f
		}
		holds, ok := value.(bool)
		if !ok {
			return outcome{}, v.queryFailed(c.condition.wrongType("boolean", value))
		}
		if holds {
			return outcome{next: c.next, output: c.output, assign: c.assign}, nil
		}
	}
	if s.defaultNext == "" {
		return outcome{}, fail(errNoChoice, v.blame("Failed to transition out of the state. The state does not point to a next state."))
	}
	return outcome{next: s.defaultNext, output: s.output, assign: s.assign}, nil
}

// waitState sleeps for Seconds or until Timestamp.
func (v *visit) waitState() *failure {
	if v.state.seconds != nil {
		n, f := v.number(v.state.seconds, 0, 0)
		if f == nil {
			v.sleepUntil(v.entered.Add(time.Duration(n) * time.Second))
		}
		return f
	}
	text, f := v.str(v.state.timestamp)
	if f != nil {
		return f
	}
	t, err := time.Parse(time.RFC3339, *text)
	if err != nil {
		return v.queryFailed(v.state.timestamp.wrongType("timestamp", *text))
	}
	v.sleepUntil(t)
	return nil
}

func (v *visit) failState() *failure {
	name, f := v.str(v.state.errorName)
	if f != nil {
		return f
	}
	cause, f := v.str(v.state.cause)
	if f != nil {
		return f
	}
	return &failure{name: name, cause: cause}
}
