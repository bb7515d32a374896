package asl_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

const invokeTask = `"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "` + function + `", "Payload": "{% $states.input %}"}`

func TestStates(t *testing.T) {
	for _, tt := range []struct{ name, states, input, want string }{
		{"Pass hands its input on", `"S": {"Type": "Pass", "End": true}`, `{"a": 1}`, `{"a": 1}`},
		{"Output and Assign see the old variables", `
			"S": {"Type": "Pass", "Assign": {"n": 1}, "Next": "T"},
			"T": {"Type": "Pass", "Assign": {"n": 2}, "Output": "{% $n %}", "Next": "U"},
			"U": {"Type": "Succeed", "Output": "{% [$states.input, $n] %}"}`, `{}`, `[1,2]`},
		{"Choice takes the first rule that holds", `
			"S": {"Type": "Choice", "Default": "No", "Choices": [
				{"Condition": "{% $states.input.n > 5 %}", "Next": "No"},
				{"Condition": "{% $states.input.n > 1 %}", "Next": "Yes", "Assign": {"v": "rule"}},
				{"Condition": true, "Next": "No"}]},
			"Yes": {"Type": "Pass", "Output": "{% $v %}", "End": true}, "No": {"Type": "Fail"}`, `{"n": 2}`, `"rule"`},
		{"Choice without a match and a default fails", `
			"S": {"Type": "Choice", "Choices": [{"Condition": false, "Next": "E"}]}, "E": {"Type": "Succeed"}`, `{}`,
			`FAILED States.NoChoiceMatched: An error occurred while executing the state 'S' (entered at the event id #2). ` +
				`Failed to transition out of the state. The state does not point to a next state.`},
		{"a condition must be a boolean", `
			"S": {"Type": "Choice", "Default": "E", "Choices": [{"Condition": "{% 'yes' %}", "Next": "E"}]}, "E": {"Type": "Succeed"}`, `{}`,
			`FAILED States.QueryEvaluationError: An error occurred while executing the state 'S' (entered at the event id #2). ` +
				`The JSONata expression ''yes'' specified for the field 'Choices[0]/Condition' returned an unexpected result type. ` +
				`Expected 'boolean', but was 'string' for value: "yes"`},
		{"Fail without an error and a cause", `"S": {"Type": "Fail"}`, `{}`, `FAILED : `},
		{"Fail with both", `"S": {"Type": "Fail", "Error": "Late", "Cause": "{% 'on ' & $states.input.day %}"}`, `{"day": "Monday"}`, `FAILED Late: on Monday`},
		{"an undefined value in a task's arguments", `
			"S": {"Type": "Task", "Resource": "` + function + `", "Arguments": {"id": "{% $states.input.id %}"}, "End": true}`, `{}`,
			`FAILED States.QueryEvaluationError: An error occurred while executing the state 'S' (entered at the event id #2). ` +
				`The JSONata expression '$states.input.id' specified for the field 'Arguments/id' returned nothing (undefined).`},
		{"an output that is too long", `"S": {"Type": "Pass", "Output": "{% $pad('', 262145) %}", "End": true}`, `{}`,
			`FAILED States.DataLimitExceeded: The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.`},
		{"Map keeps the order and gives each item its place", `
			"S": {"Type": "Map", "Items": "{% $states.input %}", "ItemSelector": {"i": "{% $states.context.Map.Item.Index %}", "v": "{% $states.context.Map.Item.Value %}"},
				"ItemProcessor": {"StartAt": "W", "States": {
					"W": {"Type": "Wait", "Seconds": "{% 10 - $states.input.i %}", "Next": "P"},
					"P": {"Type": "Pass", "Output": "{% $states.input.v & $string($states.input.i) %}", "End": true}}}, "End": true}`,
			`["a", "b", "c"]`, `["a0","b1","c2"]`},
		{"Map needs a list", `"S": {"Type": "Map", "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Succeed"}}}, "End": true}`, `1`,
			`FAILED States.QueryEvaluationError: An error occurred while executing the state 'S' (entered at the event id #2). Map state input must be an array but was: 1`},
		{"Parallel gives the branches' outputs in order, and branches read outer variables", `
			"S": {"Type": "Pass", "Assign": {"v": "outer"}, "Next": "P"},
			"P": {"Type": "Parallel", "Branches": [
				{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 5, "Output": "slow", "End": true}}},
				{"StartAt": "Q", "States": {"Q": {"Type": "Pass", "Output": "{% $v %}", "End": true}}}], "End": true}`, `{}`, `["slow","outer"]`},
		{"a catcher sees the error of a branch", `
			"S": {"Type": "Parallel", "Branches": [{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "Full", "Cause": "20 seats"}}}],
				"Catch": [{"ErrorEquals": ["Full"], "Next": "E", "Assign": {"why": "{% $states.errorOutput.Cause %}"}}], "End": true},
			"E": {"Type": "Pass", "Output": "{% [$why, $states.input] %}", "End": true}`, `{}`, `["20 seats",{"Cause":"20 seats","Error":"Full"}]`},
		{"States.Runtime does not catch a failing query, States.ALL does", `
			"S": {"Type": "Task", "Resource": "` + function + `", "Output": "{% $nothing %}",
				"Catch": [{"ErrorEquals": ["States.Runtime"], "Next": "S"}, {"ErrorEquals": ["States.ALL"], "Next": "E", "Output": "{% $states.errorOutput.Error %}"}], "End": true},
			"E": {"Type": "Succeed"}`, `{}`, `"States.QueryEvaluationError"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, summary(newStand(t).run("S", tt.states, tt.input))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWaitingTakesVirtualTime(t *testing.T) {
	for _, tt := range []struct {
		name, wait string
		want       time.Duration
	}{
		{"seconds", `"Seconds": "{% 60 * 60 %}"`, time.Hour},
		{"a timestamp in another zone", `"Timestamp": "2026-10-01T12:00:00.000000001+02:00"`, time.Hour + 1},
		{"a timestamp that has passed", `"Timestamp": "2020-01-01T00:00:00Z"`, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := newStand(t).run("S", `"S": {"Type": "Wait", `+tt.wait+`, "End": true}`, `{}`)
			if got := x.Stopped.Sub(start); x.Status != asl.Succeeded || got != tt.want {
				t.Errorf("%s after %v, want %v", x.Status, got, tt.want)
			}
		})
	}
}

func TestRetriesWaitLongerEachTimeUpToTheirLimit(t *testing.T) {
	s := newStand(t)
	s.answer = func(string) (string, *asl.FunctionError) {
		return "", &asl.FunctionError{Type: "Busy", Payload: []byte(`{ "errorType": "Busy" }`)}
	}
	x := s.run("S", `"S": {`+invokeTask+`, "Retry": [
			{"ErrorEquals": ["Other"]},
			{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "BackoffRate": 3, "MaxAttempts": 4, "MaxDelaySeconds": 20}], "End": true}`, `1`)
	if diff := cmp.Diff([]string{"0s 1", "2s 1", "8s 1", "26s 1", "46s 1"}, s.calls); diff != "" {
		t.Error(diff)
	}
	if got := summary(x); got != `FAILED Busy: {"errorType":"Busy"}` {
		t.Error(got)
	}
	if got := s.Engine.Transitions(); got != 6 {
		t.Errorf("a start, a state and four retries are %d transitions, want 6", got)
	}
}

func TestAFunctionByItsOwnARNKeepsItsRawErrorAsTheCause(t *testing.T) {
	s := newStand(t)
	s.answer = func(string) (string, *asl.FunctionError) {
		return "", &asl.FunctionError{Payload: []byte(`{ "errorMessage": "no", "errorType": "Full" }`)}
	}
	x := s.run("S", `"S": {"Type": "Task", "Resource": "`+function+`", "End": true}`, `1`)
	if got := summary(x); got != `FAILED Full: { "errorMessage": "no", "errorType": "Full" }` {
		t.Error(got)
	}
	want := []string{"ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionFailed", "ExecutionFailed"}
	if diff := cmp.Diff(want, s.types(x)); diff != "" {
		t.Error(diff)
	}
}

func TestANullPayloadReachesTheFunctionAsAnEmptyObject(t *testing.T) {
	s := newStand(t)
	s.run("S", `"S": {`+invokeTask+`, "End": true}`, `null`)
	if diff := cmp.Diff([]string{"0s {}"}, s.calls); diff != "" {
		t.Error(diff)
	}
}

func TestAFailingBranchBreaksOffTheOthers(t *testing.T) {
	s := newStand(t)
	x := s.run("S", `"S": {"Type": "Parallel", "Branches": [
			{"StartAt": "Long", "States": {"Long": {"Type": "Wait", "Seconds": 99, "End": true}}},
			{"StartAt": "Short", "States": {"Short": {"Type": "Wait", "Seconds": 1, "Next": "F"}, "F": {"Type": "Fail", "Error": "Stop"}}}], "End": true}`, `{}`)
	want := []string{
		"ExecutionStarted", "ParallelStateEntered", "ParallelStateStarted", "WaitStateEntered", "WaitStateEntered",
		"WaitStateExited", "FailStateEntered", "WaitStateAborted", "ParallelStateFailed", "ExecutionFailed",
	}
	if diff := cmp.Diff(want, s.types(x)); diff != "" {
		t.Error(diff)
	}
	if got := x.Stopped.Sub(start); got != time.Second {
		t.Errorf("ended after %v", got)
	}
}

func TestMapHonoursItsConcurrencyAndEndsAtTheFirstFailure(t *testing.T) {
	s := newStand(t)
	s.answer = func(payload string) (string, *asl.FunctionError) {
		if payload == "3" {
			return "", &asl.FunctionError{Type: "Third"}
		}
		return payload, nil
	}
	x := s.run("S", `"S": {"Type": "Map", "MaxConcurrency": 2, "ItemProcessor": {"StartAt": "W", "States": {
			"W": {"Type": "Wait", "Seconds": 10, "Next": "T"}, "T": {`+invokeTask+`, "End": true}}}, "End": true}`, `[1, 2, 3, 4, 5]`)
	// The fourth item was under way at the instant at which the third failed; the fifth never begins.
	if diff := cmp.Diff([]string{"10s 1", "10s 2", "20s 3", "20s 4"}, s.calls); diff != "" {
		t.Error(diff)
	}
	if x.Error != "Third" {
		t.Error(summary(x))
	}
}

func TestAMachineTimeoutEndsTheExecutionWithoutAnError(t *testing.T) {
	s := newStand(t)
	m, err := s.Create("machine", `{"QueryLanguage": "JSONata", "TimeoutSeconds": 60, "StartAt": "S", "States": {"S": {"Type": "Wait", "Seconds": 100, "End": true}}}`)
	if err != nil {
		t.Fatal(err)
	}
	x := s.start(m, "x", "")
	s.at(far)
	x = s.describe(x)
	if x.Status != asl.TimedOut || x.Error != "" || x.Stopped.Sub(start) != time.Minute {
		t.Errorf("%s %q after %v", x.Status, x.Error, x.Stopped.Sub(start))
	}
}

func TestAnEndlessLoopEndsAtTheHistoryLimit(t *testing.T) {
	s := newStand(t)
	x := s.run("S", `"S": {"Type": "Choice", "Choices": [{"Condition": true, "Next": "P"}], "Default": "E"}, "P": {"Type": "Pass", "Next": "S"}, "E": {"Type": "Succeed"}`, `{}`)
	if n := len(s.types(x)); n != 25_000 || x.Error != "States.Runtime" || !strings.Contains(x.Cause, "25000") {
		t.Errorf("%d events, %s", n, summary(x))
	}
}

func TestThousandsOfWaitingExecutions(t *testing.T) {
	s := newStand(t)
	m := s.machine("S", `"S": {"Type": "Pass", "Assign": {"day": 86400}, "Next": "W"}, "W": {"Type": "Wait", "Seconds": "{% $day %}", "End": true}`)
	const many = 5000
	for i := range many {
		s.start(m, fmt.Sprint("x", i), `{"id": "someone"}`)
	}
	s.at(time.Hour)
	if running, _, _ := s.Counts(); running != many {
		t.Errorf("%d run, want %d", running, many)
	}
	s.at(48 * time.Hour)
	if running, succeeded, failed := s.Counts(); running != 0 || succeeded != many || failed != 0 {
		t.Errorf("%d run, %d succeeded, %d failed", running, succeeded, failed)
	}
}
