package asl_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

func TestRefusedDefinitions(t *testing.T) {
	const end = `"E": {"Type": "Succeed"}`
	task := func(rest string) string { return `"A": {` + invokeTask + `, "End": true` + rest + `}` }
	retry := func(rest string) string { return task(`, "Retry": [{"ErrorEquals": ["X"], ` + rest + `}]`) }
	output := func(query string) string {
		return `"A": {"Type": "Pass", "Output": "{% ` + query + ` %}", "End": true}`
	}
	parallel := func(rest, states string) string {
		return `"A": {"Type": "Parallel", "Branches": [{"StartAt": "B", "States": {` + states + `}}], "End": true` + rest + `}`
	}
	for _, tt := range []struct{ name, states, want string }{
		{"a type that nothing here uses", `"A": {"Type": "Map", "End": true}`, `state 'A': field "Type": "Map" is not supported`},
		{"an unknown field", `"A": {"Type": "Pass", "Color": 1, "End": true}`, `state 'A': field "Color": not supported`},
		{"a field of another type", `"A": {"Type": "Pass", "Seconds": 1, "End": true}`, `field "Seconds": not supported`},
		{"a JSONPath field", `"A": {"Type": "Pass", "ResultPath": "$.a", "End": true}`, `field "ResultPath": not supported`},
		{"a JSONPath state", `"A": {"Type": "Pass", "QueryLanguage": "JSONPath", "End": true}`, `field "QueryLanguage": not supported`},
		{"a field given twice", `"A": {"Type": "Pass", "End": true, "End": true}`, `field "End": given twice`},
		{"a next state that is missing", `"A": {"Type": "Pass", "Next": "B"}`, `state 'A': the state 'B' (next) is missing`},
		{"neither Next nor End", `"A": {"Type": "Pass"}`, `field "Next": missing`},
		{"Next and End", `"A": {"Type": "Pass", "Next": "E", "End": true}, ` + end, `given beside End`},
		{"an End that does not end", `"A": {"Type": "Pass", "End": false}`, `field "End": may only be true`},
		{"a next state of null", `"A": {"Type": "Pass", "Next": null}`, `field "Next": empty`},
		{"a state that is no object", `"A": 1`, `state 'A': not a JSON object`},
		{"a state without a name", `"A": {"Type": "Pass", "Next": ""}`, `field "Next": empty`},
		{"a state that nothing leads to", `"A": {"Type": "Succeed"}, ` + end, `state 'E': no transition leads to it`},
		{"a name that is too long", `"A": {"Type": "Pass", "Next": "` + strings.Repeat("x", 81) + `"}, "` + strings.Repeat("x", 81) + `": {"Type": "Succeed"}`, `1 to 80 characters`},

		{"a query with bad syntax", `"A": {"Type": "Pass", "Output": {"x": "{% 1 + %}"}, "End": true}`, `state 'A': field "Output/x": JSONata "1 +"`},
		{"a query that is not closed", `"A": {"Type": "Pass", "Output": ["{% 1"], "End": true}`, `field "Output[0]": "{% 1" opens JSONata`},
		{"a query that is not opened", `"A": {"Type": "Pass", "Output": "1 %}", "End": true}`, `closes JSONata`},
		{"a string that the library would misread", output(`\"Hi there.\" & $x & \"Bye\"`), `misreads`},
		{"a chained call, which the library changes", output(`[1] ~> $sum()`), `is not supported`},
		{"a wildcard, whose order is random", output(`$states.input.*`), `is not supported`},
		{"a function of the query's own", output(`function($x) { $x }`), `is not supported`},
		{"a binding to an item", output(`$states.input.list@$x.k`), `JSONata "$states.input.list@$x.k"`},
		{"a binding to a place", output(`$states.input.list#$i.k`), `the binding list#$i is not supported`},
		{"the root of the input", output(`$$.list`), `is not supported`},
		{"an object made for each item of a path", output(`$states.input.list.{\"a\": $}`), `is not supported`},
		{"a function that is not known", output(`$eval(\"1\")`), `the function $eval is not supported`},
		{"a variable called states", `"A": {"Type": "Pass", "Assign": {"states": 1}, "End": true}`, `"states" is not a name for a variable`},
		{"a variable called like a function", `"A": {"Type": "Pass", "Assign": {"round": 1}, "End": true}`, `hide the function`},
		{"variables that are no object", `"A": {"Type": "Pass", "Assign": "{% {} %}", "End": true}`, `field "Assign": not an object`},

		{"a timestamp that is no RFC 3339", `"A": {"Type": "Wait", "Timestamp": "2026-10-01", "End": true}`, `field "Timestamp"`},
		{"both ways to wait", `"A": {"Type": "Wait", "Seconds": 1, "Timestamp": "2026-10-01T00:00:00Z", "End": true}`, `either Seconds or Timestamp`},
		{"a negative wait", `"A": {"Type": "Wait", "Seconds": -1, "End": true}`, `field "Seconds"`},
		{"half a second", `"A": {"Type": "Wait", "Seconds": 0.5, "End": true}`, `field "Seconds"`},

		{"a resource that nobody serves", `"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}`, `field "Resource"`},
		{"a function by its own ARN", `"A": {"Type": "Task", "Resource": "` + function + `", "End": true}`, `field "Resource"`},
		{"a function that is no ARN", strings.Replace(task(""), function, "review", 1), `not the ARN of a function`},
		{"an argument that would be ignored", strings.Replace(task(""), `"Payload"`, `"Qualifier": "1", "Payload"`, 1), `"Qualifier": not supported`},
		{"a heartbeat", task(`, "HeartbeatSeconds": 5`), `field "HeartbeatSeconds": not supported`},
		{"no time at all", task(`, "TimeoutSeconds": 0`), `field "TimeoutSeconds"`},

		{"another kind of jitter", retry(`"JitterStrategy": "HALF"`), `"HALF" is neither FULL nor NONE`},
		{"a longest delay of nothing", retry(`"MaxDelaySeconds": 0`), `field "MaxDelaySeconds": 0 is not a number from 1`},
		{"a longest delay of 366 days", retry(`"MaxDelaySeconds": 31622400`), `field "MaxDelaySeconds"`},
		{"delays that shrink", retry(`"BackoffRate": 0.5`), `field "BackoffRate"`},
		{"an interval of nothing", retry(`"IntervalSeconds": 0`), `field "IntervalSeconds"`},
		{"a negative number of attempts", retry(`"MaxAttempts": -1`), `field "MaxAttempts"`},
		{"an interval of half a second", retry(`"IntervalSeconds": 1.5`), `field "IntervalSeconds": 1.5 is not a whole number`},
		{"a number of attempts that is a text", retry(`"MaxAttempts": "3"`), `field "MaxAttempts"`},
		{"retriers that are no list", task(`, "Retry": {"ErrorEquals": ["X"]}`), `field "Retry"`},
		{"a retrier that is no object", task(`, "Retry": ["X"]`), `state 'A': Retry[0]: not a JSON object`},
		{"a field of a retrier that is not known", retry(`"Delay": 1`), `state 'A': Retry[0]: field "Delay": not supported`},
		{"a retrier for no error", task(`, "Retry": [{"MaxAttempts": 1}]`), `field "ErrorEquals": missing`},
		{"a retrier for a list of no errors", task(`, "Retry": [{"ErrorEquals": [ ]}]`), `field "ErrorEquals": empty`},
		{"a retrier for all that is not the last", task(`, "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["X"]}]`), `come last`},
		{"a retrier for all and another", task(`, "Retry": [{"ErrorEquals": ["X", "States.ALL"]}]`), `stand alone`},
		{"an unknown reserved error", task(`, "Catch": [{"ErrorEquals": ["States.Typo"], "Next": "A"}]`), `"States.Typo" is unknown`},
		{"an error that nothing catches", task(`, "Catch": [{"ErrorEquals": ["States.Runtime"], "Next": "A"}]`), `"States.Runtime" is unknown`},
		{"a catcher that leads nowhere", task(`, "Catch": [{"ErrorEquals": ["X"], "Next": "B"}]`), `the state 'B' (catch) is missing`},

		{"a choice without a condition", `"A": {"Type": "Choice", "Choices": [{"Next": "E"}]}, ` + end, `field "Condition": missing`},
		{"a condition that is a text", `"A": {"Type": "Choice", "Choices": [{"Condition": "yes", "Next": "E"}]}, ` + end, `neither a boolean nor JSONata`},
		{"a choice of nothing", `"A": {"Type": "Choice", "Choices": [ ]}`, `field "Choices": empty`},
		{"a choice with a Next of its own", `"A": {"Type": "Choice", "Next": "E", "Choices": [{"Condition": true, "Next": "E"}]}, ` + end, `field "Next": not supported`},
		{"a choice whose default is missing", `"A": {"Type": "Choice", "Default": "B", "Choices": [{"Condition": true, "Next": "E"}]}, ` + end, `the state 'B' (default) is missing`},

		{"no branches", `"A": {"Type": "Parallel", "End": true}`, `field "Branches": missing`},
		{"a name used twice", parallel("", `"B": {"Type": "Pass", "Next": "A"}, "A": {"Type": "Succeed"}`), `used twice`},
		{"a catcher of what branches do", parallel(`, "Catch": [{"ErrorEquals": ["X"], "Next": "A"}]`, `"B": {"Type": "Succeed"}`), `field "Catch": not supported`},
		{"an outer variable assigned inside", parallel(`, "Assign": {"v": 1}`, `"B": {"Type": "Pass", "Assign": {"v": 1}, "End": true}`), `enclosing state`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := newStand(t).Create("machine", wrap("A", tt.states))
			if code(err) != "InvalidDefinition" || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestRefusedMachines(t *testing.T) {
	states := `"StartAt": "S", "States": {"S": {"Type": "Succeed"}}`
	for name, tt := range map[string]struct{ definition, want string }{
		"no JSON":               {`{`, "not valid JSON"},
		"no object":             {`[]`, "not a JSON object"},
		"no language":           {`{` + states + `}`, `must be "JSONata"`},
		"JSONPath":              {`{"QueryLanguage": "JSONPath", ` + states + `}`, `must be "JSONata"`},
		"a timeout for all":     {`{"QueryLanguage": "JSONata", "TimeoutSeconds": 60, ` + states + `}`, `field "TimeoutSeconds": not supported`},
		"a start that is lost":  {`{"QueryLanguage": "JSONata", "StartAt": "T", "States": {"S": {"Type": "Succeed"}}}`, `the state 'T' is missing`},
		"no states":             {`{"QueryLanguage": "JSONata", "StartAt": "T"}`, `field "States": missing`},
		"more than a megabyte":  {`{"Comment": "` + strings.Repeat("x", 1<<20) + `"}`, "larger than 1 MB"},
		"a comment of no words": {`{"QueryLanguage": "JSONata", ` + strings.Replace(states, `{"Type"`, `{"Comment": "", "Type"`, 1) + `}`, `field "Comment": empty`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := newStand(t).Create("machine", tt.definition)
			if code(err) != "InvalidDefinition" || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestCreatingTwice(t *testing.T) {
	s := newStand(t)
	s.machine("S", `"S": {"Type": "Succeed"}`)
	if _, err := s.Create("machine", wrap("T", `"T": {"Type": "Succeed"}`)); code(err) != "StateMachineAlreadyExists" {
		t.Errorf("another definition: %v", err)
	}
}

func TestStatesDescribeThePicture(t *testing.T) {
	s := newStand(t)
	s.machine("Ask", `
		"Ask": {`+askTask+`, "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Each"}], "Next": "Which"},
		"Which": {"Type": "Choice", "Choices": [{"Condition": "{% true %}", "Comment": "yes", "Next": "Each"}], "Default": "No"},
		"Each": {"Type": "Parallel", "Branches": [{"StartAt": "Tell", "States": {"Tell": {"Type": "Succeed"}}}], "End": true},
		"No": {"Type": "Pass", "Comment": "Says no.", "End": true}`)
	want := []asl.StateInfo{
		{Name: "Ask", Type: "Task", Start: true, Waits: true,
			Function: "arn:aws:lambda:eu-west-1:123456789012:function:review",
			Payload:  "{% $states.context.Task.Token %}",
			Edges:    []asl.Edge{{To: "Which", Kind: "next"}, {To: "Each", Kind: "catch", Label: "States.Timeout"}}},
		{Name: "Which", Type: "Choice", Edges: []asl.Edge{
			{To: "Each", Kind: "choice", Label: "yes"}, {To: "No", Kind: "default"},
		}},
		{Name: "Each", Type: "Parallel", End: true, Nested: [][]asl.StateInfo{
			{{Name: "Tell", Type: "Succeed", Start: true, End: true}},
		}},
		{Name: "No", Type: "Pass", Comment: "Says no.", End: true},
	}
	if diff := cmp.Diff(want, s.Machines()[0].States()); diff != "" {
		t.Error(diff)
	}
}
