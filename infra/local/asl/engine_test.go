package asl_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/clock"
)

func TestExecutionNames(t *testing.T) {
	const day = 24 * time.Hour
	for _, tt := range []struct {
		name, execution, input string
		after                  time.Duration
		want                   string
	}{
		{"the same name and input while it runs is the same execution", "x", `{"a": 1}`, 0, ""},
		{"another input", "x", `{"a": 2}`, 0, "ExecutionAlreadyExists"},
		{"the same input after the end", "x", `{"a": 1}`, 2 * day, "ExecutionAlreadyExists"},
		{"a name with a colon", "2026-10-01T09:00", `{}`, 0, "InvalidName"},
		{"a name that is too long", strings.Repeat("x", 81), `{}`, 0, "InvalidName"},
		{"no name at all", "", `{}`, 0, "InvalidName"},
		{"input that is not JSON", "y", `{`, 0, "InvalidExecutionInput"},
		{"input that is two", "y", `{} {}`, 0, "InvalidExecutionInput"},
		{"input that is too long", "y", `"` + strings.Repeat("x", 262_143) + `"`, 0, "InvalidExecutionInput"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStand(t)
			m := s.machine("S", `"S": {"Type": "Wait", "Seconds": 86400, "End": true}`)
			first := s.start(m, "x", `{"a": 1}`)
			s.at(tt.after)
			x, err := s.StartExecution(m, tt.execution, tt.input)
			if tt.want != "" {
				if code(err) != tt.want {
					t.Errorf("error %v, want %s", err, tt.want)
				}
				return
			}
			if err != nil || x.ARN != first.ARN {
				t.Errorf("ARN %s, the first was %s: %v", x.ARN, first.ARN, err)
			}
		})
	}
}

func TestUnknownARNs(t *testing.T) {
	s := newStand(t)
	_, describe := s.DescribeExecution("arn:none")
	_, history := s.History("arn:none")
	_, begin := s.StartExecution("arn:none", "x", "{}")
	want := []string{"ExecutionDoesNotExist", "ExecutionDoesNotExist", "StateMachineDoesNotExist"}
	if diff := cmp.Diff(want, []string{code(describe), code(history), code(begin)}); diff != "" {
		t.Error(diff)
	}
	if list := s.ListExecutions("arn:none", ""); len(list) != 0 {
		t.Errorf("executions %v", list)
	}
}

func TestExecutionsAreListedTheNewestFirst(t *testing.T) {
	s := newStand(t)
	m := s.machine("S", `"S": {"Type": "Wait", "Seconds": "{% $states.input %}", "End": true}`)
	s.start(m, "short", "1")
	s.start(m, "long", "60")
	s.at(time.Second)
	for status, want := range map[string][]string{"": {"long", "short"}, asl.Running: {"long"}, asl.Succeeded: {"short"}, asl.Failed: nil} {
		var names []string
		for _, x := range s.ListExecutions(m, status) {
			names = append(names, x.Name)
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("%q: %s", status, diff)
		}
	}
}

func TestMachinesAreListedByName(t *testing.T) {
	s := newStand(t)
	for _, name := range []string{"cohort", "absence", "application"} {
		if _, err := s.Create(name, wrap("S", `"S": {"Type": "Succeed"}`)); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for _, m := range s.Machines() {
		names = append(names, m.Name)
	}
	if diff := cmp.Diff([]string{"absence", "application", "cohort"}, names); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Create("a/b", wrap("S", `"S": {"Type": "Succeed"}`)); code(err) != "InvalidName" {
		t.Errorf("a name with a slash: %v", err)
	}
}

func TestHistoryTellsWhatHappened(t *testing.T) {
	s := newStand(t)
	x := s.run("S", `"S": {"Type": "Wait", "Seconds": 5, "Output": {"done": true}, "End": true}`, `{"a":1}`)
	events, err := s.History(x.ARN)
	if err != nil {
		t.Fatal(err)
	}
	later := start.Add(5 * time.Second)
	want := []asl.Event{
		{Type: "ExecutionStarted", Time: start, Data: `{"a":1}`},
		{Type: "WaitStateEntered", Time: start, State: "S", Data: `{"a":1}`},
		{Type: "WaitStateExited", Time: later, State: "S", Data: `{"done":true}`},
		{Type: "ExecutionSucceeded", Time: later, Data: `{"done":true}`},
	}
	if diff := cmp.Diff(want, events); diff != "" {
		t.Error(diff)
	}
}

func TestAFailureIsToldOnce(t *testing.T) {
	c := clock.New(start, clock.Jump)
	t.Cleanup(c.Close)
	var told []string
	e := asl.NewEngine(asl.Config{
		Clock: c, OnFailure: func(x asl.Execution) { told = append(told, x.Name+" "+summary(x)) },
	})
	m, err := e.Create("machine", wrap("S", `"S": {"Type": "Pass", "Output": "{% $states.input.a = 1 ? $nothing : 1 %}", "End": true}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, input := range map[string]string{"bad": `{"a": 1}`, "good": `{"a": 2}`} {
		if _, err := e.StartExecution(m, name, input); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Advance(t.Context(), start.Add(far)); err != nil {
		t.Fatal(err)
	}
	if len(told) != 1 || !strings.HasPrefix(told[0], "bad FAILED States.QueryEvaluationError") {
		t.Errorf("told %q", told)
	}
}

// TestAnswersFromOutside has browsers answer while the clock runs; the race detector watches.
func TestAnswersFromOutside(t *testing.T) {
	s := newStand(t)
	const many = 50
	tokens := make(chan string, many)
	s.answer = func(payload string) asl.Answer {
		tokens <- strings.Trim(payload, `"`)
		return asl.Answer{Payload: []byte("{}")}
	}
	m := s.machine("Ask", `"Ask": {`+askTask+`, "End": true}`)
	var browsers sync.WaitGroup
	for i := range many {
		s.start(m, fmt.Sprint("x", i), "{}")
		browsers.Go(func() {
			if err := s.SendTaskSuccess(<-tokens, `1`); err != nil {
				t.Error(err)
			}
			s.ListExecutions(m, "")
		})
	}
	keepGoing(s.clock)
	err := s.clock.RunUntil(t.Context(), func() bool { _, done, _ := s.Counts(); return done == many })
	if err != nil {
		t.Fatal(err)
	}
	browsers.Wait()
}

// keepGoing gives the clock an event a second, so that it does not run out of work while it waits for the outside.
func keepGoing(c *clock.Clock) {
	c.Go("idle", func(p *clock.Process) {
		for {
			p.SleepUntil(c.Now().Add(time.Second))
		}
	})
}
