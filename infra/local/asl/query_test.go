package asl_test

import (
	"fmt"
	"testing"
)

func TestQueries(t *testing.T) {
	const input = `{"none": null, "list": [1, 2, 3], "one": [{"k": 5}], "empty": [], "person": {"name": "Ada", "role": "sales"}}`
	const undefined = "returned nothing (undefined)."
	for _, tt := range []struct{ name, query, want string }{
		{"null is a value", `[$states.input.none, $exists($states.input.none), $states.input.none = null]`, `[null,true,true]`},
		{"a missing field is undefined", `$states.input.missing`, undefined},
		{"a sequence of one is its item", `$filter($states.input.list, function($x) { $x > 2 })`, `3`},
		{"an empty sequence is undefined", `$filter($states.input.list, function($x) { $x > 3 })`, undefined},
		{"brackets keep a list of one", `[$map($states.input.one, function($x) { $x.k })]`, `[5]`},
		{"a range of one number is the number", `$range(1, 9, 9)`, `1`},
		{"a range goes down", `$range(3, 1, -1)`, `[3,2,1]`},
		{"one part is still a list of parts", `$partition($states.input.list, 4)`, `[[1,2,3]]`},
		{"the last part may be short", `$partition($states.input.list, 2)`, `[[1,2],[3]]`},
		{"keys are sorted", `$keys($merge([{"z": 1}, {"a": 2}, {"m": 3}]))`, `["a","m","z"]`},
		{"a hash", `$hash("abc", "SHA-1")`, `"a9993e364706816aba3e25717850c26c9cd0d89d"`},
		{"an unknown hash", `$hash("abc", "CRC")`, "threw an error"},
		{"parsed JSON", `$parse("{\"a\": [null]}")`, `{"a":[null]}`},
		{"now is the clock's", `$now() & " " & $string($millis())`, `"2026-10-01T09:00:00.000Z 1790845200000"`},
		{"now takes a picture", `$now("[Y0001]/[M01]")`, `"2026/10"`},
		{"a seed gives the same number", `$random(7) = $random(7)`, `true`},
		{"a UUID has its length", `$length($uuid())`, `36`},
		{"what AWS lacks is no function", `$hashmd5("abc")`, "T1006: Attempted to invoke a non-function"},
		{"a sum with text", `"a" + 1`, `T2001: The left side of the "+" operator must evaluate to a number`},
		{"a function is no result", `$uppercase`, "threw an error"},
		{"a function that does not fit its argument fails", `$length(5)`, "threw an error"},
		{"text keeps < and &", `"<" & "&"`, `"<&"`},
		{"the context tells of the execution", `$states.context.Execution.Name & $states.context.State.Name & $states.context.StateMachine.Name`, `"xSmachine"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := newStand(t).run("S", fmt.Sprintf(`"S": {"Type": "Pass", "Output": %q, "End": true}`, "{% "+tt.query+" %}"), input)
			if got := summary(x); got != tt.want && !contains(x.Cause, tt.want) {
				t.Errorf("%s = %s, want %s", tt.query, got, tt.want)
			}
		})
	}
}

func TestAQueryGivesTheSameAnswerEachTime(t *testing.T) {
	s := newStand(t)
	m := s.machine("A", `"A": {"Type": "Pass", "Assign": {"seen": "{% $states.input %}"}, "Next": "B"},
		"B": {"Type": "Pass", "Output": "{% [$seen, $never] %}", "End": true}`)
	first, second := s.start(m, "first", `1`), s.start(m, "second", `2`)
	s.at(0)
	if got := s.describe(first).Output + s.describe(second).Output; got != "[1][2]" {
		t.Errorf("outputs %s: variables leak between executions", got)
	}
}
