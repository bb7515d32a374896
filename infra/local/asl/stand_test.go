package asl_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/clock"
)

var start = time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)

const (
	account  = "123456789012"
	function = "arn:aws:lambda:eu-west-1:" + account + ":function:review"
	far      = 1000 * 24 * time.Hour

	invokeTask = `"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
		"Arguments": {"FunctionName": "` + function + `", "Payload": "{% $states.input %}"}`
	askTask = `"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
		"Arguments": {"FunctionName": "` + function + `", "Payload": "{% $states.context.Task.Token %}"}`
)

// stand is an engine on a jumping clock, with one function whose behaviour the test sets.
type stand struct {
	*asl.Engine
	t      *testing.T
	clock  *clock.Clock
	answer func(payload string) asl.Answer
	calls  []string
}

func newStand(t *testing.T) *stand {
	t.Helper()
	s := &stand{t: t, clock: clock.New(start, clock.Jump)}
	t.Cleanup(s.clock.Close)
	s.answer = func(payload string) asl.Answer { return asl.Answer{Payload: []byte(payload)} }
	s.Engine = asl.NewEngine(asl.Config{
		Clock: s.clock, Rand: rand.New(rand.NewSource(1)), Region: "eu-west-1", Account: account,
		Invoke: func(_ context.Context, caller, arn string, payload []byte) asl.Answer {
			if caller != "machine" || arn != function {
				t.Errorf("%s called %s", caller, arn)
			}
			s.calls = append(s.calls, fmt.Sprintf("%gs %s", s.clock.Now().Sub(start).Seconds(), payload))
			return s.answer(string(payload))
		},
	})
	return s
}

// failing is a function that always fails.
func failing(name, payload string) func(string) asl.Answer {
	return func(string) asl.Answer { return asl.Answer{Error: name, Payload: []byte(payload)} }
}

// machine wraps states into a definition and creates it.
func (s *stand) machine(startAt, states string) string {
	s.t.Helper()
	arn, err := s.Create("machine", wrap(startAt, states))
	if err != nil {
		s.t.Fatal(err)
	}
	return arn
}

func wrap(startAt, states string) string {
	return fmt.Sprintf(`{"QueryLanguage": "JSONata", "StartAt": %q, "States": {%s}}`, startAt, states)
}

func (s *stand) start(machine, name, input string) asl.Execution {
	s.t.Helper()
	x, err := s.StartExecution(machine, name, input)
	if err != nil {
		s.t.Fatal(err)
	}
	return x
}

// at lets virtual time pass until d after the start.
func (s *stand) at(d time.Duration) {
	s.t.Helper()
	if err := s.clock.Advance(s.t.Context(), start.Add(d)); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stand) describe(x asl.Execution) asl.Execution {
	s.t.Helper()
	x, err := s.DescribeExecution(x.ARN)
	if err != nil {
		s.t.Fatal(err)
	}
	return x
}

// run plays one execution to its end.
func (s *stand) run(startAt, states, input string) asl.Execution {
	s.t.Helper()
	x := s.start(s.machine(startAt, states), "x", input)
	s.at(far)
	return s.describe(x)
}

// types are the types of the events in the history.
func (s *stand) types(x asl.Execution) []string {
	s.t.Helper()
	events, err := s.History(x.ARN)
	if err != nil {
		s.t.Fatal(err)
	}
	var types []string
	for _, e := range events {
		types = append(types, e.Type)
	}
	return types
}

func code(err error) string {
	e := new(asl.Error)
	if errors.As(err, &e) {
		return e.Code
	}
	return fmt.Sprint(err)
}

// summary says in one string how an execution ended.
func summary(x asl.Execution) string {
	switch x.Status {
	case asl.Succeeded:
		return x.Output
	case asl.Failed:
		return fmt.Sprintf("FAILED %s: %s", x.Error, x.Cause)
	}
	return x.Status
}
