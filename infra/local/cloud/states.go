package cloud

import (
	"slices"
	"strconv"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// States runs state machines; *asl.Engine does. Its errors that the API has names for are *asl.Error.
type States interface {
	StartExecution(machineARN, name, input string) (asl.Execution, error)
	SendTaskSuccess(token, output string) error
	SendTaskFailure(token, errorName, cause string) error
	DescribeExecution(arn string) (asl.Execution, error)
	ListExecutions(machineARN, status string) []asl.Execution // status "" means all
	History(arn string) ([]asl.Event, error)
	StopExecution(arn, errorName, cause string) error
}

// Pages of Step Functions, when maxResults does not say otherwise.
const (
	pageOfExecutions = 100
	pageOfHistory    = 1000
)

// statesRequest is the body of every operation of Step Functions that is known here.
type statesRequest struct {
	StateMachineARN string `json:"stateMachineArn"`
	ExecutionARN    string `json:"executionArn"`
	Name            string `json:"name"`
	Input           string `json:"input"`
	TaskToken       string `json:"taskToken"`
	Output          string `json:"output"`
	Error           string `json:"error"`
	Cause           string `json:"cause"`
	StatusFilter    string `json:"statusFilter"`
	MaxResults      int    `json:"maxResults"`
	NextToken       string `json:"nextToken"`
	ReverseOrder    bool   `json:"reverseOrder"`
}

func (c *Cloud) parseStates(operation string, body []byte) (call, error) {
	var in statesRequest
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	resource, do := c.statesOperation(operation, &in)
	if do == nil || c.cfg.States == nil {
		return call{}, unknownOperation("states", operation)
	}
	return call{
		needs: []Grant{{"states:" + operation, resource}},
		run: func() ([]byte, error) {
			out, err := do()
			if err != nil {
				return nil, statesError(err)
			}
			return toJSON(out), nil
		},
	}, nil
}

// statesOperation tells what an operation needs a right for and what it does; nil if it is not known.
// IAM cannot tell tasks apart, so SendTask* needs the right for all.
func (c *Cloud) statesOperation(operation string, in *statesRequest) (resource string, do func() (any, error)) {
	switch operation {
	case "StartExecution":
		return in.StateMachineARN, func() (any, error) { return c.startExecution(in) }
	case "ListExecutions":
		return in.StateMachineARN, func() (any, error) { return c.listExecutions(in) }
	case "DescribeExecution":
		return in.ExecutionARN, func() (any, error) { return c.describeExecution(in) }
	case "GetExecutionHistory":
		return in.ExecutionARN, func() (any, error) { return c.history(in) }
	case "StopExecution":
		return in.ExecutionARN, func() (any, error) { return c.stopExecution(in) }
	case "SendTaskSuccess":
		return "*", func() (any, error) { return nothing{}, c.cfg.States.SendTaskSuccess(in.TaskToken, in.Output) }
	case "SendTaskFailure":
		return "*", func() (any, error) {
			return nothing{}, c.cfg.States.SendTaskFailure(in.TaskToken, in.Error, in.Cause)
		}
	}
	return "", nil
}

// nothing is the answer {}.
type nothing struct{}

func (c *Cloud) startExecution(in *statesRequest) (any, error) {
	e, err := c.cfg.States.StartExecution(in.StateMachineARN, in.Name, in.Input)
	return map[string]any{"executionArn": e.ARN, "startDate": epoch(e.Started)}, err
}

func (c *Cloud) stopExecution(in *statesRequest) (any, error) {
	err := c.cfg.States.StopExecution(in.ExecutionARN, in.Error, in.Cause)
	return map[string]any{"stopDate": epoch(c.cfg.Now())}, err
}

func (c *Cloud) describeExecution(in *statesRequest) (any, error) {
	e, err := c.cfg.States.DescribeExecution(in.ExecutionARN)
	if err != nil {
		return nil, err
	}
	return description(e), nil
}

func (c *Cloud) listExecutions(in *statesRequest) (any, error) {
	all := c.cfg.States.ListExecutions(in.StateMachineARN, in.StatusFilter)
	from, to, next, err := in.page(len(all), pageOfExecutions)
	if err != nil {
		return nil, err
	}
	list := []map[string]any{}
	for _, e := range all[from:to] {
		list = append(list, summary(e))
	}
	return withNext(map[string]any{"executions": list}, next), nil
}

func (c *Cloud) history(in *statesRequest) (any, error) {
	all, err := c.cfg.States.History(in.ExecutionARN)
	if err != nil {
		return nil, err
	}
	if in.ReverseOrder {
		all = slices.Clone(all)
		slices.Reverse(all)
	}
	from, to, next, err := in.page(len(all), pageOfHistory)
	if err != nil {
		return nil, err
	}
	events := []map[string]any{}
	for _, e := range all[from:to] {
		events = append(events, event(e))
	}
	return withNext(map[string]any{"events": events}, next), nil
}

// page cuts a list of n into pages. A page's token is where the next one starts.
func (in *statesRequest) page(n, usual int) (from, to int, next string, err error) {
	if in.NextToken != "" {
		from, err = strconv.Atoi(in.NextToken)
		if err != nil || from < 0 || from > n {
			return 0, 0, "", &Error{Code: "InvalidToken", Text: "Invalid Token: '" + in.NextToken + "'"}
		}
	}
	if in.MaxResults > 0 {
		usual = min(in.MaxResults, pageOfHistory)
	}
	to = min(n, from+usual)
	if to < n {
		next = strconv.Itoa(to)
	}
	return from, to, next, nil
}

func withNext(out map[string]any, next string) map[string]any {
	if next != "" {
		out["nextToken"] = next
	}
	return out
}
