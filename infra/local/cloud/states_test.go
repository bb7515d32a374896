package cloud_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
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
	return asl.Execution{ARN: executionARN, MachineARN: machineARN, Name: "2026-H2", Status: "FAILED", Input: `{"a":1}`, Error: "Late", Cause: "too late",
		Started: time.Date(2026, 7, 1, 0, 0, 0, 500e6, time.UTC), Stopped: time.Date(2026, 7, 2, 0, 0, 0, 0, time.UTC)}
}

func (e *engine) StartExecution(machine, name, input string) (asl.Execution, error) {
	e.tell("start %s %s", name, input)
	return e.execution(), nil
}

func (e *engine) DescribeExecution(arn string) (asl.Execution, error) {
	if arn != executionARN {
		return asl.Execution{}, &asl.Error{Code: "ExecutionDoesNotExist", Message: "Execution Does Not Exist: '" + arn + "'"}
	}
	return e.execution(), nil
}

func (e *engine) ListExecutions(_, status string) []asl.Execution {
	e.tell("list %s", status)
	return []asl.Execution{e.execution(), e.execution(), e.execution()}
}

func (e *engine) History(string) ([]asl.Event, error) {
	return []asl.Event{
		{ID: 1, Type: "ExecutionStarted", Details: &asl.Details{Input: "{}"}},
		{ID: 2, PreviousID: 1, Type: "TaskStateEntered", Details: &asl.Details{Name: "Ask"}},
	}, nil
}

func (e *engine) SendTaskSuccess(token, output string) error {
	e.tell("success %s %s", token, output)
	return nil
}

func (e *engine) SendTaskFailure(token, name, cause string) error {
	e.tell("failure %s %s %s", token, name, cause)
	return nil
}

func (e *engine) StopExecution(arn, name, cause string) error {
	e.tell("stop %s %s", name, cause)
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
	described, err := client.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: aws.String(executionARN)})
	if err != nil || described.Status != types.ExecutionStatusFailed || *described.Cause != "too late" || described.Output != nil || !described.StopDate.Equal(e.execution().Stopped) {
		t.Errorf("described %+v, %v", described, err)
	}
	_, err = client.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: aws.String(executionARN + "x")})
	if got := code(t, err); got != "ExecutionDoesNotExist" {
		t.Errorf("an unknown execution: %q", got)
	}
	var pages []int
	for p := sfn.NewListExecutionsPaginator(client, &sfn.ListExecutionsInput{StateMachineArn: aws.String(machineARN), StatusFilter: types.ExecutionStatusFailed, MaxResults: 2}); p.HasMorePages(); {
		out, err := p.NextPage(ctx)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, len(out.Executions))
	}
	if diff := cmp.Diff([]int{2, 1}, pages); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
	history, err := client.GetExecutionHistory(ctx, &sfn.GetExecutionHistoryInput{ExecutionArn: aws.String(executionARN), ReverseOrder: true})
	if err != nil || *history.Events[0].StateEnteredEventDetails.Name != "Ask" || *history.Events[1].ExecutionStartedEventDetails.Input != "{}" {
		t.Errorf("history %+v, %v", history, err)
	}
	_, success := client.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: aws.String("t+/="), Output: aws.String("{}")})
	_, failure := client.SendTaskFailure(ctx, &sfn.SendTaskFailureInput{TaskToken: aws.String("t"), Error: aws.String("No"), Cause: aws.String("because")})
	_, stop := client.StopExecution(ctx, &sfn.StopExecutionInput{ExecutionArn: aws.String(executionARN), Error: aws.String("Off"), Cause: aws.String("enough")})
	if success != nil || failure != nil || stop != nil {
		t.Errorf("success %v, failure %v, stop %v", success, failure, stop)
	}
	want := []string{"start 2026-H2 {}", "list FAILED", "list FAILED", "success t+/= {}", "failure t No because", "stop Off enough"}
	if diff := cmp.Diff(want, e.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

func TestRightsOnStateMachinesAndExecutions(t *testing.T) {
	c := open(t, func(cfg *cloud.Config) { cfg.States = &engine{} })
	c.Allow("review", []cloud.Grant{
		{Action: "states:StartExecution", Resource: machineARN},
		{Action: "states:DescribeExecution", Resource: "arn:aws:states:eu-west-1:123456789012:execution:cohort:*"},
		{Action: "states:SendTaskSuccess", Resource: "*"},
	})
	client := sfn.NewFromConfig(c.Config("review"))
	ctx := t.Context()
	_, start := client.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: aws.String(machineARN)})
	_, other := client.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: aws.String(machineARN + "-2")})
	_, describe := client.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: aws.String(executionARN)})
	_, success := client.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: aws.String("t"), Output: aws.String("{}")})
	got := []string{code(t, start), code(t, other), code(t, describe), code(t, success)}
	if diff := cmp.Diff([]string{"", "AccessDeniedException", "", ""}, got); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}
