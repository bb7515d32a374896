package cloud_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
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
	told       []string
	err        error
	executions []asl.Execution // of the one machine, the newest first
}

func (e *engine) StartExecution(machine, name, input string) (asl.Execution, error) {
	e.told = append(e.told, fmt.Sprintf("start %s %s of %s", name, input, machine))
	return asl.Execution{ARN: executionARN, Started: noon.Add(500 * time.Millisecond)}, e.err
}

func (e *engine) SendTaskSuccess(token, output string) error {
	e.told = append(e.told, fmt.Sprintf("success %s %s", token, output))
	return e.err
}

func (e *engine) Machines() []*asl.Machine { return []*asl.Machine{{ARN: machineARN}} }

func (e *engine) ListExecutions(string, string) []asl.Execution { return e.executions }

func (e *engine) DescribeExecution(arn string) (asl.Execution, error) {
	i := slices.IndexFunc(e.executions, func(x asl.Execution) bool { return x.ARN == arn })
	if i < 0 {
		return asl.Execution{}, &asl.Error{Code: "ExecutionDoesNotExist"}
	}
	return e.executions[i], nil
}

// caller calls Step Functions as a principal.
type caller struct{ *sfn.Client }

func as(principal string, c *cloud.Cloud) caller {
	return caller{sfn.NewFromConfig(c.Config(principal))}
}

func (c caller) start(ctx context.Context, machine string) (*sfn.StartExecutionOutput, error) {
	return c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine, Name: aws.String("2026-H2"),
		Input: aws.String("{}")})
}

func (c caller) success(ctx context.Context) error {
	_, err := c.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: aws.String("t+/="), Output: aws.String("{}")})
	return err
}

func TestStepFunctions(t *testing.T) {
	e := &engine{}
	root := as("root", open(t, func(cfg *cloud.Config) { cfg.States = e }))
	started, err := root.start(t.Context(), machineARN)
	if err != nil || *started.ExecutionArn != executionARN || !started.StartDate.Equal(noon.Add(500*time.Millisecond)) {
		t.Errorf("started %+v, %v", started, err)
	}
	if err := root.success(t.Context()); err != nil {
		t.Error(err)
	}
	want := []string{"start 2026-H2 {} of " + machineARN, "success t+/= {}"}
	if diff := cmp.Diff(want, e.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

func TestErrorsOfStepFunctionsKeepTheirNames(t *testing.T) {
	e := &engine{err: &asl.Error{Code: "TaskTimedOut", Message: "too late"}}
	root := as("root", open(t, func(cfg *cloud.Config) { cfg.States = e }))
	if _, err := root.start(t.Context(), machineARN); code(t, err) != "TaskTimedOut" {
		t.Errorf("start: %v", err)
	}
	if err := root.success(t.Context()); code(t, err) != "TaskTimedOut" {
		t.Errorf("success: %v", err)
	}
	e.err = errors.New("out of order")
	var api smithy.APIError
	if err := root.success(t.Context()); err == nil || errors.As(err, &api) {
		t.Errorf("an error without a name is a broken connection, got %v", err)
	}
}

func TestRightsOnStateMachines(t *testing.T) {
	c := open(t, func(cfg *cloud.Config) { cfg.States = &engine{} })
	c.Allow("review", []cloud.Grant{
		{Action: "states:StartExecution", Resource: machineARN},
		{Action: "states:SendTaskSuccess", Resource: machineARN},
	})
	review := as("review", c)
	_, this := review.start(t.Context(), machineARN)
	_, other := review.start(t.Context(), machineARN+"-2")
	got := []string{code(t, this), code(t, other), code(t, review.success(t.Context()))}
	const denied = "AccessDeniedException"
	if diff := cmp.Diff([]string{"", denied, denied}, got); diff != "" { // a task has no resource but *
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}
