package stack_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/config"
)

func TestEachFunctionIsTheOneProgramUnderItsName(t *testing.T) {
	s := drawn(t)
	programs := map[any]bool{}
	for _, f := range blueprint.Pugs().Functions {
		s.prod.has(t, "Function"+title(f.Name), "AWS::Lambda::Function", map[string]any{
			"FunctionName": "pugs-prod-" + f.Name, "Handler": f.Name, "Description": f.Purpose, "Runtime": "provided.al2023", "Architectures": []any{"arm64"},
			"Timeout": f.Timeout.Seconds(), "MemorySize": float64(f.Memory), "Role": "${Role" + title(f.Name) + ".Arn}",
			"LoggingConfig": map[string]any{"LogGroup": "${Logs" + title(f.Name) + "}"}, "TracingConfig": map[string]any{"Mode": "Active"},
		})
		s.prod.has(t, "Logs"+title(f.Name), "AWS::Logs::LogGroup", map[string]any{"LogGroupName": "/aws/lambda/pugs-prod-" + f.Name, "RetentionInDays": 90.0})
		s.test.has(t, "Function"+title(f.Name), "AWS::Lambda::Function", map[string]any{"Architectures": []any{"x86_64"}})
		programs[s.prod.Resources["Function"+title(f.Name)].Properties["Code"].(map[string]any)["S3Key"]] = true
	}
	if len(programs) != 1 || len(s.prod.of("AWS::Lambda::Function")) != len(blueprint.Pugs().Functions) {
		t.Errorf("%d programs for %d functions", len(programs), len(s.prod.of("AWS::Lambda::Function")))
	}
}

func TestFunctionsStartWithTheirEnvironment(t *testing.T) {
	s := drawn(t)
	for name, c := range map[string]struct {
		template   template
		url, table string
		cohorts    bool // only one is run
	}{
		"with what is required": {s.prod, "https://Api.ApiEndpoint", "${Table}", false},
		"with what is optional": {s.test, "https://groups.pugs.example", "pugs-restored", true},
	} {
		t.Run(name, func(t *testing.T) {
			for id, f := range c.template.of("AWS::Lambda::Function") {
				var environ []string
				for name, value := range f.Properties["Environment"].(map[string]any)["Variables"].(map[string]any) {
					if value == "${Api.ApiEndpoint}" {
						value = "https://Api.ApiEndpoint"
					}
					environ = append(environ, name+"="+value.(string))
				}
				read, err := config.FromEnv(environ)
				if err != nil {
					t.Fatalf("%s does not start: %v", id, err)
				}
				if read.PublicURL != c.url || read.Table != c.table || read.Secret != "${HubSpotSecret}" || read.OwnKey != "${OwnKey}" || read.ConfigurationSet != "${Mail}" ||
					(len(read.Cohorts) == 1) != c.cohorts || (read.Leads.ChampionsOpen == 80) != c.cohorts {
					t.Errorf("%s: %+v", id, read)
				}
				if diff := cmp.Diff([]string{"absence", "application", "cohort"}, slices.Sorted(maps.Keys(read.Workflows))); diff != "" ||
					!strings.HasPrefix(read.Workflows["cohort"], arn("states")+"stateMachine:pugs-") {
					t.Errorf("%s: %s %v", id, diff, read.Workflows)
				}
			}
		})
	}
}

func TestWhatIsCalledForGoodInVainBecomesADeadLetter(t *testing.T) {
	s := drawn(t)
	called := map[string]bool{}
	for _, e := range blueprint.Pugs().Events {
		called["Function"+title(e.Function)+"EventInvokeConfig"] = true
	}
	for _, schedule := range blueprint.Pugs().Schedules {
		called["Function"+title(schedule.Function)+"EventInvokeConfig"] = true
		s.prod.has(t, "Schedule"+title(schedule.Name), "AWS::Scheduler::Schedule", map[string]any{
			"Name": "pugs-prod-" + schedule.Name, "GroupName": "${Schedules}", "ScheduleExpression": schedule.Expression,
			"ScheduleExpressionTimezone": "America/New_York", "FlexibleTimeWindow": map[string]any{"Mode": "OFF"},
			"Target": map[string]any{
				"Arn": "${Function" + title(schedule.Function) + ".Arn}", "RoleArn": "${ScheduleRole" + title(schedule.Name) + ".Arn}",
				"Input":       `{"task": "` + schedule.Task + `", "input": {}, "schedule": "` + schedule.Name + `"}`,
				"RetryPolicy": map[string]any{"MaximumRetryAttempts": 5.0, "MaximumEventAgeInSeconds": 3000.0}, "DeadLetterConfig": map[string]any{"Arn": "${DeadLetters.Arn}"},
			},
		})
		s.test.has(t, "Schedule"+title(schedule.Name), "AWS::Scheduler::Schedule", map[string]any{"ScheduleExpressionTimezone": "Europe/Berlin"})
	}
	for id := range called {
		s.prod.has(t, id, "AWS::Lambda::EventInvokeConfig", map[string]any{
			"FunctionName": "${" + strings.TrimSuffix(id, "EventInvokeConfig") + "}", "MaximumRetryAttempts": 2.0, "MaximumEventAgeInSeconds": 3000.0,
			"DestinationConfig": map[string]any{"OnFailure": map[string]any{"Destination": "${DeadLetters.Arn}"}},
		})
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(called)), slices.Sorted(maps.Keys(s.prod.of("AWS::Lambda::EventInvokeConfig")))); diff != "" {
		t.Error(diff)
	}
	if got := len(s.prod.of("AWS::Scheduler::Schedule")); got != len(blueprint.Pugs().Schedules) {
		t.Errorf("there are %d schedules", got)
	}
	s.prod.has(t, "DeadLetters", "AWS::SQS::Queue", map[string]any{"SqsManagedSseEnabled": true, "MessageRetentionPeriod": 14 * 24 * 3600.0})
}
