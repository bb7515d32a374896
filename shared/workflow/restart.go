package workflow

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Failed describes new starts of the executions of a workflow that failed, timed out or were aborted. The second
// execution of a record is named by its id and "-2", the next by "-3": where that is there already, it was begun again
// before, and is left alone. Step Functions knows of an execution for 90 days after its end.
func (c *Client) Failed(ctx context.Context, workflow string, now time.Time) ([]store.Call, error) {
	machine, ok := c.Machines[workflow]
	if !ok {
		return nil, fmt.Errorf("look for failed executions: the settings name no workflow %s", workflow)
	}
	ended, err := c.ended(ctx, machine)
	if err != nil {
		return nil, err
	}
	var again []store.Call
	for _, record := range slices.Sorted(maps.Keys(ended)) {
		call := restart(workflow, record, ended[record]+1, now)
		exists, err := c.exists(ctx, machine, call.Execution)
		if err != nil {
			return nil, err
		}
		if !exists {
			again = append(again, call)
		}
	}
	return again, nil
}

// restart describes the start of the n-th execution of a record.
func restart(workflow, record string, n int, now time.Time) store.Call {
	call := Start(workflow, record, now)
	call.Execution = fmt.Sprintf("%s-%d", record, n)
	call.ID = "start-" + workflow + "-" + call.Execution
	return call
}

// ended lists the records of which an execution ended otherwise than well, with the number of the last such one.
func (c *Client) ended(ctx context.Context, machine string) (map[string]int, error) {
	last := map[string]int{}
	for _, status := range []types.ExecutionStatus{
		types.ExecutionStatusFailed, types.ExecutionStatusTimedOut, types.ExecutionStatusAborted,
	} {
		pages := sfn.NewListExecutionsPaginator(c.SFN,
			&sfn.ListExecutionsInput{StateMachineArn: &machine, StatusFilter: status})
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				return nil, pug.Wrapf(err, pug.Unavailable, "The executions that ended as %s could not be listed", status)
			}
			for _, x := range page.Executions {
				record, number := numbered(*x.Name)
				last[record] = max(last[record], number)
			}
		}
	}
	return last, nil
}

// numbered reads the name of an execution: its record, and the how-manieth of the record it is. The last part of a
// record's id is never so short a number.
func numbered(name string) (record string, number int) {
	i := strings.LastIndexByte(name, '-')
	if n, err := strconv.Atoi(name[i+1:]); err == nil && i > 0 && n > 1 && n < 1000 {
		return name[:i], n
	}
	return name, 1
}

// exists says whether there is, or was, an execution of the name.
func (c *Client) exists(ctx context.Context, machine, name string) (bool, error) {
	arn := strings.Replace(machine, ":stateMachine:", ":execution:", 1) + ":" + name
	_, err := c.SFN.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: &arn})
	var missing *types.ExecutionDoesNotExist
	switch {
	case errors.As(err, &missing):
		return false, nil
	case err != nil:
		return false, pug.Wrapf(err, pug.Unavailable, "The execution %s could not be looked up", name)
	}
	return true, nil
}
