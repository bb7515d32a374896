package asl_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestQueries(t *testing.T) {
	const input = `{"none": null, "list": [1, 2, 3], "one": [{"k": 5}], "empty": [], "person": {"name": "Ada", "role": "sales"}}`
	const undefined = "returned nothing (undefined)."
	for _, tt := range []struct{ name, query, want string }{
		{"null is a value", `[$states.input.none, $exists($states.input.none), $states.input.none = null]`, `[null,true,true]`},
		{"a missing field is undefined", `$states.input.missing`, undefined},
		{"a variable that nobody assigned is undefined", `$nobody`, undefined},
		{"a field of each item, of which there is one, is the field", `$states.input.one.k`, `5`},
		{"brackets keep a list of one", `[$states.input.one.k]`, `[5]`},
		{"an item by its place", `$states.input.list[1]`, `2`},
		{"an item by a condition", `$states.input.list[$ > 2]`, `3`},
		{"an item that is not there", `$states.input.list[7]`, undefined},
		{"an empty list is a list", `$states.input.empty`, `[]`},
		{"a choice between two values", `$exists($states.input.dates) ? $states.input.dates : {}`, `{}`},
		{"whole seconds until a deadline", `$max([1, $ceil(($toMillis("2026-10-01T09:00:01.200Z") - $toMillis("2026-10-01T09:00:00Z")) / 1000)])`, `2`},
		{"at least a second until a deadline", `$max([1, $ceil(($toMillis("2026-09-01T09:00:00Z") - $toMillis("2026-10-01T09:00:00Z")) / 1000)])`, `1`},
		{"the time is the clock's", `$millis() - $toMillis("2026-10-01T09:00:00Z")`, `0`},
		{"a moment of so many milliseconds", `$fromMillis($toMillis("2026-10-01T09:00:00Z") + 3600000)`, `"2026-10-01T10:00:00.000Z"`},
		{"text joined", `$states.input.person.name & " of " & $states.input.person.role`, `"Ada of sales"`},
		{"conditions joined", `$not($states.input.list[0] = 2) and ($count($states.input.list) < 2 or true)`, `true`},
		{"a sum with text", `"a" + 1`, "threw an error"},
		{"a function is no result", `$uppercase`, "threw an error"},
		{"a function that does not fit its argument fails", `$length(5)`, "threw an error"},
		{"a date that is none", `$toMillis("soon")`, "threw an error"},
		{"text keeps < and &", `"<" & "&"`, `"<&"`},
		{"the context tells of the execution", `$states.context.Execution.Name & $states.context.State.Name & $states.context.StateMachine.Name`, `"xSmachine"`},
		{"and of its beginning", `$states.context.Execution.StartTime`, `"2026-10-01T09:00:00.000Z"`},
		{"and of its input", `$states.context.Execution.Input.list[0]`, `1`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			state := fmt.Sprintf(`"S": {"Type": "Pass", "Output": %q, "End": true}`, "{% "+tt.query+" %}")
			x := newStand(t).run("S", state, input)
			if got := summary(x); got != tt.want && (x.Cause == "" || !strings.Contains(x.Cause, tt.want)) {
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
