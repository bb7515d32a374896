package asl_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

func TestStates(t *testing.T) {
	const blame = `An error occurred while executing the state 'S' (entered at the event id #2). `
	for _, tt := range []struct{ name, states, input, want string }{
		{"Pass hands its input on", `"S": {"Type": "Pass", "End": true}`, `{"a": 1}`, `{"a": 1}`},
		{"Output and Assign see the old variables", `
			"S": {"Type": "Pass", "Assign": {"n": 1}, "Next": "T"},
			"T": {"Type": "Pass", "Assign": {"n": 2}, "Output": "{% $n %}", "Next": "U"},
			"U": {"Type": "Succeed", "Output": "{% [$states.input, $n] %}"}`, `{}`, `[1,2]`},
		{"Output is filled in at every depth", `
			"S": {"Type": "Pass", "Output": {"a": [{"b": "{% 1 + 1 %}"}, "plain", null]}, "End": true}`, `{}`, `{"a":[{"b":2},"plain",null]}`},
		{"Choice takes the first rule that holds", `
			"S": {"Type": "Choice", "Default": "No", "Choices": [
				{"Condition": "{% $states.input.n > 5 %}", "Next": "No"},
				{"Condition": "{% $states.input.n > 1 %}", "Next": "Yes", "Assign": {"v": "rule"}},
				{"Condition": true, "Next": "No"}]},
			"Yes": {"Type": "Pass", "Output": "{% $v %}", "End": true}, "No": {"Type": "Succeed"}`, `{"n": 2}`, `"rule"`},
		{"Choice takes its default with its own Output", `
			"S": {"Type": "Choice", "Default": "E", "Output": "none", "Choices": [{"Condition": false, "Next": "E", "Output": "one"}]},
			"E": {"Type": "Succeed"}`, `{}`, `"none"`},
		{"Choice without a match and a default fails", `
			"S": {"Type": "Choice", "Choices": [{"Condition": false, "Next": "E"}]}, "E": {"Type": "Succeed"}`, `{}`,
			`FAILED States.NoChoiceMatched: ` + blame + `Failed to transition out of the state. The state does not point to a next state.`},
		{"a condition must be a boolean", `
			"S": {"Type": "Choice", "Default": "E", "Choices": [{"Condition": "{% 'yes' %}", "Next": "E"}]}, "E": {"Type": "Succeed"}`, `{}`,
			`FAILED States.QueryEvaluationError: ` + blame +
				`The JSONata expression ''yes'' specified for the field 'Choices[0]/Condition' returned an unexpected result type. ` +
				`Expected 'boolean', but was 'string' for value: "yes"`},
		{"a wait must be a number of seconds", `"S": {"Type": "Wait", "Seconds": "{% $states.input.n %}", "End": true}`, `{"n": "5"}`,
			`FAILED States.QueryEvaluationError: ` + blame +
				`The JSONata expression '$states.input.n' specified for the field 'Seconds' returned an unexpected result type. ` +
				`Expected 'number', but was 'string' for value: "5"`},
		{"nor is a list a number of seconds", `"S": {"Type": "Wait", "Seconds": "{% $states.input.n %}", "End": true}`, `{"n": [5, 6]}`,
			`FAILED States.QueryEvaluationError: ` + blame +
				`The JSONata expression '$states.input.n' specified for the field 'Seconds' returned an unexpected result type. ` +
				`Expected 'number', but was 'array' for value: [5,6]`},
		{"nor are minus five seconds", `"S": {"Type": "Wait", "Seconds": "{% $states.input.n %}", "End": true}`, `{"n": -5}`,
			`FAILED States.QueryEvaluationError: ` + blame +
				`The JSONata expression '$states.input.n' specified for the field 'Seconds' returned an unexpected result type. ` +
				`Expected 'number', but was 'number' for value: -5`},
		{"a timeout of nothing", `"S": {` + invokeTask + `, "TimeoutSeconds": "{% $states.input.n %}", "End": true}`, `{"n": null}`,
			`FAILED States.QueryEvaluationError: ` + blame +
				`The JSONata expression '$states.input.n' specified for the field 'TimeoutSeconds' returned an unexpected result type. ` +
				`Expected 'number', but was 'null' for value: null`},
		{"a moment that is not there", `"S": {"Type": "Wait", "Timestamp": "{% $states.input.at %}", "End": true}`, `{}`,
			`FAILED States.QueryEvaluationError: ` + blame +
				`The JSONata expression '$states.input.at' specified for the field 'Timestamp' returned nothing (undefined).`},
		{"a condition about what is not there", `
			"S": {"Type": "Choice", "Default": "E", "Choices": [{"Condition": "{% $states.input.n %}", "Next": "E"}]}, "E": {"Type": "Succeed"}`, `{}`,
			`FAILED States.QueryEvaluationError: ` + blame +
				`The JSONata expression '$states.input.n' specified for the field 'Choices[0]/Condition' returned nothing (undefined).`},
		{"a moment must be a timestamp", `"S": {"Type": "Wait", "Timestamp": "{% $states.input.at %}", "End": true}`, `{"at": "soon"}`,
			`FAILED States.QueryEvaluationError: ` + blame +
				`The JSONata expression '$states.input.at' specified for the field 'Timestamp' returned an unexpected result type. ` +
				`Expected 'timestamp', but was 'string' for value: "soon"`},
		{"an undefined value in a payload", strings.Replace(`"S": {`+invokeTask+`, "End": true}`, "input", "input.id", 1), `{}`,
			`FAILED States.QueryEvaluationError: ` + blame +
				`The JSONata expression '$states.input.id' specified for the field 'Arguments/Payload' returned nothing (undefined).`},
		{"an output that is too long", `"S": {"Type": "Pass", "Output": ["{% $states.input %}", "{% $states.input %}"], "End": true}`,
			`"` + strings.Repeat("x", 150_000) + `"`,
			`FAILED States.DataLimitExceeded: The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.`},
		{"a variable that is too long", `"S": {"Type": "Pass", "Assign": {"v": ["{% $states.input %}", "{% $states.input %}"]}, "End": true}`,
			`"` + strings.Repeat("x", 150_000) + `"`,
			`FAILED States.DataLimitExceeded: The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.`},
		{"Parallel gives the branches' outputs in order, and branches read outer variables", `
			"S": {"Type": "Pass", "Assign": {"v": "outer"}, "Next": "P"},
			"P": {"Type": "Parallel", "Branches": [
				{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 5, "Output": "slow", "End": true}}},
				{"StartAt": "Q", "States": {"Q": {"Type": "Pass", "Output": "{% $v %}", "End": true}}}], "End": true}`, `{}`, `["slow","outer"]`},
		{"a branch's variables are its own", `
			"S": {"Type": "Parallel", "Branches": [
				{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"v": 1}, "Next": "B"}, "B": {"Type": "Pass", "Output": "{% $v %}", "End": true}}},
				{"StartAt": "C", "States": {"C": {"Type": "Wait", "Seconds": 1, "Output": "{% $exists($v) %}", "End": true}}}], "End": true}`, `{}`, `[1,false]`},
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
		{"seconds", `"Seconds": 60`, time.Minute},
		{"seconds that are worked out", `"Seconds": "{% 60 * 60 %}"`, time.Hour},
		{"a timestamp in another zone", `"Timestamp": "2026-10-01T12:00:00.000000001+02:00"`, time.Hour + 1},
		{"a timestamp that is read", `"Timestamp": "{% $states.input.until %}"`, 30 * time.Minute},
		{"a timestamp that has passed", `"Timestamp": "2020-01-01T00:00:00Z"`, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := newStand(t).run("S", `"S": {"Type": "Wait", `+tt.wait+`, "End": true}`, `{"until": "2026-10-01T09:30:00Z"}`)
			if got := x.Stopped.Sub(start); x.Status != asl.Succeeded || got != tt.want {
				t.Errorf("%s after %v, want %v", x.Status, got, tt.want)
			}
		})
	}
}

func TestAFailingBranchEndsTheExecutionAtOnce(t *testing.T) {
	s := newStand(t)
	s.answer = failing("Full", `{"errorMessage": "20 seats"}`)
	x := s.start(s.machine("S", `"S": {"Type": "Parallel", "Branches": [
			{"StartAt": "Long", "States": {"Long": {"Type": "Wait", "Seconds": 99, "Next": "Late"}, "Late": {`+invokeTask+`, "End": true}}},
			{"StartAt": "Short", "States": {"Short": {"Type": "Wait", "Seconds": 1, "Next": "F"}, "F": {`+invokeTask+`, "End": true}}}], "End": true}`), "x", `{}`)
	s.at(0)
	if diff := cmp.Diff([]string{"S", "Long", "Short"}, s.describe(x).Current); diff != "" {
		t.Errorf("while it runs: %s", diff)
	}
	s.at(far)
	x = s.describe(x)
	if got := summary(x); got != `FAILED Full: {"errorMessage":"20 seats"}` || x.Stopped.Sub(start) != time.Second || x.Current != nil {
		t.Errorf("%s after %v, in %q", got, x.Stopped.Sub(start), x.Current)
	}
	if diff := cmp.Diff([]string{"1s {}"}, s.calls); diff != "" {
		t.Errorf("the other branch went on: %s", diff)
	}
}

func TestAnEndlessLoopEndsAtTheHistoryLimit(t *testing.T) {
	s := newStand(t)
	x := s.run("S", `"S": {"Type": "Choice", "Choices": [{"Condition": true, "Next": "P"}], "Default": "E"},
		"P": {"Type": "Pass", "Next": "S"}, "E": {"Type": "Succeed"}`, `{}`)
	if n := len(s.types(x)); n != 25_000 || x.Error != "States.Runtime" || !strings.Contains(x.Cause, "25000") {
		t.Errorf("%d events, %s", n, summary(x))
	}
}

func TestThousandsOfWaitingExecutions(t *testing.T) {
	s := newStand(t)
	m := s.machine("S", `"S": {"Type": "Pass", "Assign": {"day": 86400}, "Next": "W"},
		"W": {"Type": "Wait", "Seconds": "{% $day %}", "End": true}`)
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
