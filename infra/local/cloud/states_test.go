package cloud_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

const (
	machineARN   = "arn:aws:states:eu-west-1:123456789012:stateMachine:cohort"
	executionARN = "arn:aws:states:eu-west-1:123456789012:execution:cohort:2026-H2"
)

var _ cloud.States = (*asl.Engine)(nil)

// engine is a Step Functions that notes what it is told, and answers with an error where it has one.
type engine struct {
	told []string
	err  error
}

func (e *engine) StartExecution(machine, name, input string) (asl.Execution, error) {
	e.told = append(e.told, fmt.Sprintf("start %s %s of %s", name, input, machine))
	return asl.Execution{ARN: executionARN, Started: noon.Add(500 * time.Millisecond)}, e.err
}

func (e *engine) SendTaskSuccess(token, output string) error {
	e.told = append(e.told, fmt.Sprintf("success %s %s", token, output))
	return e.err
}

// stepFunctions is a client of the engine, as a principal.
func stepFunctions(c *cloud.Cloud, principal string) (start func(machine string) (*sfn.StartExecutionOutput, error), success func() error) {
	client := sfn.NewFromConfig(c.Config(principal))
	start = func(machine string) (*sfn.StartExecutionOutput, error) {
		return client.StartExecution(context.Background(), &sfn.StartExecutionInput{StateMachineArn: &machine,
			Name: aws.String("2026-H2"), Input: aws.String("{}")})
	}
	success = func() error {
		_, err := client.SendTaskSuccess(context.Background(), &sfn.SendTaskSuccessInput{TaskToken: aws.String("t+/="),
			Output: aws.String("{}")})
		return err
	}
	return start, success
}

func TestStepFunctions(t *testing.T) {
	e := &engine{}
	start, success := stepFunctions(open(t, func(cfg *cloud.Config) { cfg.States = e }), "root")
	started, err := start(machineARN)
	if err != nil || *started.ExecutionArn != executionARN || !started.StartDate.Equal(noon.Add(500*time.Millisecond)) {
		t.Errorf("started %+v, %v", started, err)
	}
	if err := success(); err != nil {
		t.Error(err)
	}
	want := []string{"start 2026-H2 {} of " + machineARN, "success t+/= {}"}
	if diff := cmp.Diff(want, e.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

func TestErrorsOfStepFunctionsKeepTheirNames(t *testing.T) {
	e := &engine{err: &asl.Error{Code: "TaskTimedOut", Message: "too late"}}
	start, success := stepFunctions(open(t, func(cfg *cloud.Config) { cfg.States = e }), "root")
	if _, err := start(machineARN); code(t, err) != "TaskTimedOut" {
		t.Errorf("start: %v", err)
	}
	if err := success(); code(t, err) != "TaskTimedOut" {
		t.Errorf("success: %v", err)
	}
	e.err = errors.New("out of order")
	var api smithy.APIError
	if err := success(); err == nil || errors.As(err, &api) {
		t.Errorf("an error without a name is a broken connection, got %v", err)
	}
}

func TestRightsOnStateMachines(t *testing.T) {
	c := open(t, func(cfg *cloud.Config) { cfg.States = &engine{} })
	c.Allow("review", []cloud.Grant{
		{Action: "states:StartExecution", Resource: machineARN},
		{Action: "states:SendTaskSuccess", Resource: machineARN},
	})
	start, success := stepFunctions(c, "review")
	_, this := start(machineARN)
	_, other := start(machineARN + "-2")
	got := []string{code(t, this), code(t, other), code(t, success())}
	const denied = "AccessDeniedException"
	if diff := cmp.Diff([]string{"", denied, denied}, got); diff != "" { // a task has no resource but *
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}
