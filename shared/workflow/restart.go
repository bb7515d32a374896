package workflow

import (
	"context"
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

// Failed describes new starts of the executions of a workflow that failed. One that somebody aborted is left to them,
// and none times out. The second execution of a record is named by its id and "-2", the next by "-3": where that is
// there already, it was begun again before, and is left alone. Step Functions knows of an execution for 90 days after
// its end.
func (c *Client) Failed(ctx context.Context, workflow string, now time.Time) ([]store.Call, error) {
	machine, ok := c.Machines[workflow]
	if !ok {
		return nil, fmt.Errorf("look for failed executions: the settings name no workflow %s", workflow)
	}
	last := map[string]int{} // execution of each record that ended so
	failed, err := c.executions(ctx, machine, types.ExecutionStatusFailed)
	if err != nil {
		return nil, err
	}
	for _, name := range failed {
		record, n := numbered(name)
		last[record] = max(last[record], n)
	}
	if len(last) == 0 {
		return nil, nil
	}
	all, err := c.executions(ctx, machine, "")
	if err != nil {
		return nil, err
	}
	var again []store.Call
	for _, record := range slices.Sorted(maps.Keys(last)) {
		call := Again(workflow, record, last[record]+1, now)
		if !slices.Contains(all, call.Execution) {
			again = append(again, call)
		}
	}
	return again, nil
}

// Again describes the start of the n-th execution of a record.
func Again(workflow, record string, n int, now time.Time) store.Call {
	call := Start(workflow, record, now)
	call.Execution = fmt.Sprintf("%s-%d", record, n)
	call.ID = "start-" + workflow + "-" + call.Execution
	return call
}

// executions lists the names of the executions that are in a status, or of all.
func (c *Client) executions(ctx context.Context, machine string, status types.ExecutionStatus) ([]string, error) {
	const most = 1000 // that Step Functions lists in one answer
	var names []string
	pages := sfn.NewListExecutionsPaginator(c.SFN,
		&sfn.ListExecutionsInput{StateMachineArn: &machine, StatusFilter: status, MaxResults: most})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, pug.Wrapf(err, pug.Unavailable, "The executions of %s could not be listed", machine)
		}
		for _, x := range page.Executions {
			names = append(names, *x.Name)
		}
	}
	return names, nil
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
