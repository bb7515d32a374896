package stack_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/workflows"
)

func TestWorkflowsAreDefinedByTheirFiles(t *testing.T) {
	s := drawn(t)
	for _, w := range blueprint.Pugs().Workflows {
		definition, err := workflows.Definition(w.Name)
		if err != nil {
			t.Fatal(err)
		}
		functions := map[string]any{}
		for _, name := range workflows.Placeholders(definition) {
			functions[name] = "${Function" + title(name) + ".Arn}"
		}
		s.prod.has(t, "Workflow"+title(w.Name), "AWS::StepFunctions::StateMachine", map[string]any{
			"StateMachineName": "pugs-prod-" + w.Name, "DefinitionString": definition, "RoleArn": "${WorkflowRole" + title(w.Name) + ".Arn}",
			"TracingConfiguration": map[string]any{"Enabled": true},
			"LoggingConfiguration": map[string]any{"Level": "ALL", "IncludeExecutionData": false, "Destinations": []any{
				map[string]any{"CloudWatchLogsLogGroup": map[string]any{"LogGroupArn": "${WorkflowLogs" + title(w.Name) + ".Arn}"}}}},
		})
		if diff := cmp.Diff(functions, s.prod.Resources["Workflow"+title(w.Name)].Properties["DefinitionSubstitutions"]); diff != "" {
			t.Errorf("%s: %s", w.Name, diff)
		}
	}
}
