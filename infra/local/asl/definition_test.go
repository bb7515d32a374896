package asl_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

func contains(s, part string) bool { return s != "" && part != "" && strings.Contains(s, part) }

func TestRefusedDefinitions(t *testing.T) {
	const end = `"E": {"Type": "Succeed"}`
	task := func(rest string) string {
		return `"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f"}, "End": true` + rest + `}`
	}
	for _, tt := range []struct{ name, states, want string }{
		{"an unknown type", `"A": {"Type": "Loop", "End": true}`, `state 'A': field "Type": "Loop" is unknown`},
		{"an unknown field", `"A": {"Type": "Pass", "Color": 1, "End": true}`, `state 'A': field "Color": not supported`},
		{"a field of another type", `"A": {"Type": "Pass", "Seconds": 1, "End": true}`, `field "Seconds": not supported`},
		{"a JSONPath field", `"A": {"Type": "Pass", "ResultPath": "$.a", "End": true}`, `field "ResultPath": not supported`},
		{"a JSONPath state", `"A": {"Type": "Pass", "QueryLanguage": "JSONPath", "End": true}`, `JSONPath is not supported`},
		{"a field given twice", `"A": {"Type": "Pass", "End": true, "End": true}`, `field "End": given twice`},
		{"a next state that is missing", `"A": {"Type": "Pass", "Next": "B"}`, `state 'A': field "Next": the state 'B' is missing`},
		{"neither Next nor End", `"A": {"Type": "Pass"}`, `field "Next": missing`},
		{"Next and End", `"A": {"Type": "Pass", "Next": "E", "End": true}, ` + end, `given beside End`},
		{"a state that nothing leads to", `"A": {"Type": "Succeed"}, ` + end, `state 'E': no transition leads to it`},
		{"a query with bad syntax", `"A": {"Type": "Pass", "Output": {"x": "{% 1 + %}"}, "End": true}`, `state 'A': field "Output/x": JSONata "1 +"`},
		{"a query that is not closed", `"A": {"Type": "Pass", "Output": "{% 1", "End": true}`, `field "Output": "{% 1" opens JSONata`},
		{"a query that is not opened", `"A": {"Type": "Pass", "Output": "1 %}", "End": true}`, `closes JSONata`},
		{"a string that the library would misread", `"A": {"Type": "Pass", "Output": "{% \"Hi there.\" & $x & \"Bye\" %}", "End": true}`, `misreads`},
		{"a chained call, which the library changes", `"A": {"Type": "Pass", "Output": "{% [1] ~> $sum() %}", "End": true}`, `after ~>`},
		{"a wildcard, whose order is random", `"A": {"Type": "Pass", "Output": "{% $states.input.* %}", "End": true}`, `wildcards`},
		{"a function that is missing", `"A": {"Type": "Pass", "Output": "{% $eval(\"1\") %}", "End": true}`, `$eval is not supported`},
		{"a variable called states", `"A": {"Type": "Pass", "Assign": {"states": 1}, "End": true}`, `$states is reserved`},
		{"a timestamp that is no RFC 3339", `"A": {"Type": "Wait", "Timestamp": "2026-10-01", "End": true}`, `field "Timestamp"`},
		{"both ways to wait", `"A": {"Type": "Wait", "Seconds": 1, "Timestamp": "2026-10-01T00:00:00Z", "End": true}`, `either Seconds or Timestamp`},
		{"a negative wait", `"A": {"Type": "Wait", "Seconds": -1, "End": true}`, `field "Seconds"`},
		{"a resource that nobody serves", `"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}`, `field "Resource"`},
		{"an argument that would be ignored", strings.Replace(task(""), `"f"`, `"f", "Qualifier": "1"`, 1), `"Qualifier" is not supported`},
		{"a heartbeat as long as the timeout", task(`, "TimeoutSeconds": 5, "HeartbeatSeconds": 5`), `not smaller`},
		{"jitter", task(`, "Retry": [{"ErrorEquals": ["X"], "JitterStrategy": "FULL"}]`), `only NONE`},
		{"a retrier for all that is not the last", task(`, "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["X"]}]`), `come last`},
		{"an unknown reserved error", task(`, "Catch": [{"ErrorEquals": ["States.Typo"], "Next": "A"}]`), `"States.Typo" is unknown`},
		{"a catcher that leads nowhere", task(`, "Catch": [{"ErrorEquals": ["X"], "Next": "B"}]`), `field "Catch": the state 'B' is missing`},
		{"a choice without a condition", `"A": {"Type": "Choice", "Choices": [{"Next": "E"}]}, ` + end, `field "Condition": missing`},
		{"a distributed map", `"A": {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}, "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}, "End": true}`, `INLINE`},
		{"a name used twice", `"A": {"Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}], "End": true}`, `used twice`},
		{"an outer variable assigned inside", `"A": {"Type": "Parallel", "Assign": {"v": 1}, "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", "Assign": {"v": 1}, "End": true}}}], "End": true}`, `enclosing state`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := newStand(t).Create("machine", wrap("A", tt.states))
			if code(err) != "InvalidDefinition" || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestStatesDescribeThePicture(t *testing.T) {
	s := newStand(t)
	s.machine("Ask", `
		"Ask": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Arguments": {"FunctionName": "f"},
			"Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Each"}], "Next": "Which"},
		"Which": {"Type": "Choice", "Choices": [{"Condition": "{% true %}", "Comment": "approved", "Next": "Each"}], "Default": "No"},
		"Each": {"Type": "Map", "ItemProcessor": {"StartAt": "Tell", "States": {"Tell": {"Type": "Succeed"}}}, "End": true},
		"No": {"Type": "Fail"}`)
	want := []asl.StateInfo{
		{Name: "Ask", Type: "Task", Start: true, Waits: true, Edges: []asl.Edge{
			{To: "Which", Kind: "next"}, {To: "Each", Kind: "catch", Label: "States.Timeout"},
		}},
		{Name: "Which", Type: "Choice", Edges: []asl.Edge{
			{To: "Each", Kind: "choice", Label: "approved"}, {To: "No", Kind: "default", Label: "default"},
		}},
		{Name: "Each", Type: "Map", End: true, Nested: [][]asl.StateInfo{{{Name: "Tell", Type: "Succeed", Start: true, End: true}}}},
		{Name: "No", Type: "Fail", End: true},
	}
	if diff := cmp.Diff(want, s.Machines()[0].States()); diff != "" {
		t.Error(diff)
	}
}
