package cloud_test

import (
	"context"
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

const executions = "arn:aws:states:eu-west-1:123456789012:execution:cohort:"

// run is an execution that began on a day of October.
func run(name string, day int, status string) asl.Execution {
	x := asl.Execution{ARN: executions + name, Name: name, Status: status, Started: noon.AddDate(0, 0, day-1), Input: "{}"}
	if status != asl.Running {
		x.Stopped = x.Started.Add(time.Hour)
	}
	return x
}

// list lists what there is of a status, page by page of a size, as "name status | name status".
func (c caller) list(ctx context.Context, in sfn.ListExecutionsInput) (listed string, err error) {
	in.StateMachineArn = aws.String(machineARN)
	pages := sfn.NewListExecutionsPaginator(c.Client, &in)
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return "", err
		}
		for _, x := range page.Executions {
			listed += fmt.Sprintf("%s %s, ", *x.Name, x.Status)
		}
		listed += "| "
	}
	return listed, nil
}

func TestExecutionsAreListedTheNewestFirst(t *testing.T) {
	e := &engine{executions: []asl.Execution{
		run("e", 5, asl.Running), run("d", 4, asl.Failed), run("c", 3, asl.Running), run("b", 2, asl.Succeeded), run("a", 1, asl.Running),
	}}
	root := as("root", open(t, func(cfg *cloud.Config) { cfg.States = e }))
	for name, row := range map[string]struct {
		in   sfn.ListExecutionsInput
		want string
	}{
		"all":                      {sfn.ListExecutionsInput{}, "e RUNNING, d FAILED, c RUNNING, b SUCCEEDED, a RUNNING, | "},
		"in pages":                 {sfn.ListExecutionsInput{MaxResults: 2}, "e RUNNING, d FAILED, | c RUNNING, b SUCCEEDED, | a RUNNING, | "},
		"those that run, in pages": {sfn.ListExecutionsInput{MaxResults: 2, StatusFilter: "RUNNING"}, "e RUNNING, c RUNNING, | a RUNNING, | "},
		"a page that holds all":    {sfn.ListExecutionsInput{MaxResults: 3, StatusFilter: "RUNNING"}, "e RUNNING, c RUNNING, a RUNNING, | "},
		"none of a status":         {sfn.ListExecutionsInput{StatusFilter: "ABORTED"}, "| "},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := root.list(t.Context(), row.in)
			if err != nil || got != row.want {
				t.Errorf("listed %q, %v; want %q", got, err, row.want)
			}
		})
	}
}

func TestAPageGoesOnWhereTheLastOneEndedThoughMoreHaveBegun(t *testing.T) {
	e := &engine{executions: []asl.Execution{run("b", 2, asl.Running), run("a", 1, asl.Running)}}
	root := as("root", open(t, func(cfg *cloud.Config) { cfg.States = e }))
	in := &sfn.ListExecutionsInput{StateMachineArn: aws.String(machineARN), MaxResults: 1}
	first, err := root.ListExecutions(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	e.executions = append([]asl.Execution{run("c", 3, asl.Running)}, e.executions...)
	in.NextToken = first.NextToken
	second, err := root.ListExecutions(t.Context(), in)
	if err != nil || len(second.Executions) != 1 || *second.Executions[0].Name != "a" || second.NextToken != nil {
		t.Errorf("listed %+v, %v", second, err)
	}
}

func TestAnExecutionIsDescribed(t *testing.T) {
	failed := run("d", 4, asl.Failed)
	failed.Error, failed.Cause = "Pugs.Invalid", "it is so"
	succeeded := run("b", 2, asl.Succeeded)
	succeeded.Output = `{"seats":20}`
	e := &engine{executions: []asl.Execution{run("e", 5, asl.Running), failed, succeeded}}
	root := as("root", open(t, func(cfg *cloud.Config) { cfg.States = e }))
	for name, want := range map[string]*sfn.DescribeExecutionOutput{
		"e": {Status: types.ExecutionStatusRunning},
		"d": {Status: types.ExecutionStatusFailed, Error: &failed.Error, Cause: &failed.Cause, StopDate: &failed.Stopped},
		"b": {Status: types.ExecutionStatusSucceeded, Output: &succeeded.Output, StopDate: &succeeded.Stopped},
	} {
		x, err := e.DescribeExecution(executions + name)
		if err != nil {
			t.Fatal(err)
		}
		want.ExecutionArn, want.Name, want.StateMachineArn = &x.ARN, &x.Name, aws.String(machineARN)
		want.Input, want.StartDate = &x.Input, &x.Started
		got, err := root.DescribeExecution(t.Context(), &sfn.DescribeExecutionInput{ExecutionArn: &x.ARN})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(fields(want), fields(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// fields are what is told of an execution.
func fields(x *sfn.DescribeExecutionOutput) map[string]string {
	told := map[string]string{"status": string(x.Status)}
	for name, text := range map[string]*string{"arn": x.ExecutionArn, "name": x.Name, "machine": x.StateMachineArn,
		"input": x.Input, "output": x.Output, "error": x.Error, "cause": x.Cause} {
		told[name] = aws.ToString(text)
	}
	told["started"], told["stopped"] = aws.ToTime(x.StartDate).String(), aws.ToTime(x.StopDate).String()
	return told
}

func TestWhatStepFunctionsDoesNotListOrDescribe(t *testing.T) {
	e := &engine{executions: []asl.Execution{run("a", 1, asl.Running)}}
	c := open(t, func(cfg *cloud.Config) { cfg.States = e })
	c.Allow("cohort", []cloud.Grant{
		{Action: "states:ListExecutions", Resource: machineARN}, {Action: "states:DescribeExecution", Resource: executions + "*"},
	})
	list := func(principal, machine string, change func(*sfn.ListExecutionsInput)) error {
		in := &sfn.ListExecutionsInput{StateMachineArn: &machine}
		change(in)
		_, err := as(principal, c).ListExecutions(t.Context(), in)
		return err
	}
	describe := func(principal, arn string) error {
		_, err := as(principal, c).DescribeExecution(t.Context(), &sfn.DescribeExecutionInput{ExecutionArn: &arn})
		return err
	}
	plain := func(*sfn.ListExecutionsInput) {}
	for name, row := range map[string]struct {
		err  error
		want string
	}{
		"a list with the right to it":    {list("cohort", machineARN, plain), ""},
		"one without":                    {list("cohort", machineARN+"-2", plain), "AccessDeniedException"},
		"a machine that is not there":    {list("root", machineARN+"-2", plain), "StateMachineDoesNotExist"},
		"a page of more than 1,000":      {list("root", machineARN, func(in *sfn.ListExecutionsInput) { in.MaxResults = 1001 }), "ValidationException"},
		"a status that is none":          {list("root", machineARN, func(in *sfn.ListExecutionsInput) { in.StatusFilter = "DEAD" }), "ValidationException"},
		"a token that is none":           {list("root", machineARN, func(in *sfn.ListExecutionsInput) { in.NextToken = aws.String("a") }), "InvalidToken"},
		"an execution with the right":    {describe("cohort", executions+"a"), ""},
		"one of another machine":         {describe("cohort", machineARN), "AccessDeniedException"},
		"an execution that is not there": {describe("root", executions+"b"), "ExecutionDoesNotExist"},
	} {
		if got := code(t, row.err); got != row.want {
			t.Errorf("%s: code %q, want %q: %v", name, got, row.want, row.err)
		}
	}
}
