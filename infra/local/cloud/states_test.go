package cloud_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/google/go-cmp/cmp"
	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

const (
	machineARN   = "arn:aws:states:eu-west-1:123456789012:stateMachine:cohort"
	executionARN = "arn:aws:states:eu-west-1:123456789012:execution:cohort:2026-H2"
)

var _ cloud.States = (*asl.Engine)(nil)

// engine is a Step Functions that knows one execution and notes what it is told.
type engine struct {
	told []string
}

func (e *engine) tell(format string, args ...any) {
	e.told = append(e.told, fmt.Sprintf(format, args...))
}

func (e *engine) execution() asl.Execution {
	return asl.Execution{ARN: executionARN, Name: "2026-H2", Started: time.Date(2026, 7, 1, 0, 0, 0, 500e6, time.UTC)}
}

func (e *engine) StartExecution(machine, name, input string) (asl.Execution, error) {
	if name == "taken" {
		return asl.Execution{}, &asl.Error{Code: "ExecutionAlreadyExists", Message: "Execution Already Exists: 'taken'"}
	}
	e.tell("start %s %s", name, input)
	return e.execution(), nil
}

func (e *engine) SendTaskSuccess(token, output string) error {
	e.tell("success %s %s", token, output)
	return nil
}

func TestStepFunctions(t *testing.T) {
	e := &engine{}
	client := sfn.NewFromConfig(open(t, func(cfg *cloud.Config) { cfg.States = e }).Config("root"))
	ctx := t.Context()
	started, err := client.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: aws.String(machineARN), Name: aws.String("2026-H2"), Input: aws.String("{}")})
	if err != nil || *started.ExecutionArn != executionARN || !started.StartDate.Equal(e.execution().Started) {
		t.Errorf("started %+v, %v", started, err)
	}
	_, err = client.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: aws.String(machineARN), Name: aws.String("taken")})
	if got := code(t, err); got != "ExecutionAlreadyExists" {
		t.Errorf("a name that is taken: %q", got)
	}
	_, success := client.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: aws.String("t+/="), Output: aws.String("{}")})
	if success != nil {
		t.Error(success)
	}
	want := []string{"start 2026-H2 {}", "success t+/= {}"}
	if diff := cmp.Diff(want, e.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

func TestRightsOnStateMachines(t *testing.T) {
	c := open(t, func(cfg *cloud.Config) { cfg.States = &engine{} })
	c.Allow("review", []cloud.Grant{
		{Action: "states:StartExecution", Resource: machineARN},
		{Action: "states:SendTaskSuccess", Resource: "*"},
	})
	client := sfn.NewFromConfig(c.Config("review"))
	ctx := t.Context()
	_, start := client.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: aws.String(machineARN)})
	_, other := client.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: aws.String(machineARN + "-2")})
	_, success := client.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: aws.String("t"), Output: aws.String("{}")})
	got := []string{code(t, start), code(t, other), code(t, success)}
	if diff := cmp.Diff([]string{"", "AccessDeniedException", ""}, got); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}
