package stack_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/blueprint"
)

func TestEventsOfThisStageReachTheirFunctions(t *testing.T) {
	s := drawn(t)
	queue := fmt.Sprint(s.prod.Resources["DeadLettersPolicy"].Properties["PolicyDocument"])
	var callers []string
	for _, p := range s.prod.of("AWS::Lambda::Permission") {
		callers = append(callers, fmt.Sprint(p.Properties["Principal"], p.Properties["SourceArn"], p.Properties["FunctionName"]))
	}
	for _, e := range blueprint.Pugs().Events {
		id, function := "Event"+title(e.Name), "${Function"+title(e.Function)+".Arn}"
		s.prod.has(t, id, "AWS::Events::Rule", map[string]any{
			"Name": "pugs-prod-" + e.Name, "State": "ENABLED",
			"EventPattern": map[string]any{"source": []any{e.Source}, "detail-type": anything(e.Types),
				"detail": map[string]any{"mail": map[string]any{"tags": map[string]any{"ses:configuration-set": []any{"${Mail}"}}}}},
		})
		targets := list(s.prod.Resources[id].Properties["Targets"])
		target := targets[0].(map[string]any)
		if got := fmt.Sprint(target["Arn"], target["RetryPolicy"], target["DeadLetterConfig"]); len(targets) != 1 ||
			got != function+"map[MaximumEventAgeInSeconds:3000 MaximumRetryAttempts:5] map[Arn:${DeadLetters.Arn}]" {
			t.Errorf("%s calls %v", id, targets)
		}
		if !slices.Contains(callers, "events.amazonaws.com${"+id+".Arn}"+function) {
			t.Errorf("%s may not call its function: %v", id, callers)
		}
		if !strings.Contains(queue, "${"+id+".Arn}") || !strings.Contains(queue, "events.amazonaws.com") {
			t.Errorf("%s may send no dead letters: %s", id, queue)
		}
	}
	if got := len(s.prod.of("AWS::Events::Rule")); got != len(blueprint.Pugs().Events) {
		t.Errorf("there are %d rules", got)
	}
}

func anything(texts []string) []any {
	var all []any
	for _, text := range texts {
		all = append(all, text)
	}
	return all
}
