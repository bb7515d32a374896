package cloud

import (
	"slices"
	"strconv"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// How many executions a page lists: see
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html.
const (
	defaultPage = 100
	maxPage     = 1000
)

// An execution is one as Step Functions lists it.
type execution struct {
	ARN     string  `json:"executionArn"`
	Machine string  `json:"stateMachineArn"`
	Name    string  `json:"name"`
	Status  string  `json:"status"`
	Started float64 `json:"startDate"`
	Stopped float64 `json:"stopDate,omitempty"`
}

func listed(x asl.Execution) execution {
	machine := strings.Replace(strings.TrimSuffix(x.ARN, ":"+x.Name), ":execution:", ":stateMachine:", 1)
	e := execution{ARN: x.ARN, Machine: machine, Name: x.Name, Status: x.Status, Started: seconds(x.Started)}
	if !x.Stopped.IsZero() {
		e.Stopped = seconds(x.Stopped)
	}
	return e
}

func (c *Cloud) parseDescribe(body []byte) (call, error) {
	var in struct{ ExecutionARN string }
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	needs := []Grant{{Action: "states:DescribeExecution", Resource: in.ExecutionARN}}
	return call{needs, func() (any, error) {
		x, err := c.cfg.States.DescribeExecution(in.ExecutionARN)
		if err != nil {
			return nil, named(err)
		}
		return struct {
			execution
			Input  string `json:"input"`
			Output string `json:"output,omitempty"`
			Error  string `json:"error,omitempty"`
			Cause  string `json:"cause,omitempty"`
		}{listed(x), x.Input, x.Output, x.Error, x.Cause}, nil
	}}, nil
}

type listExecutions struct {
	StateMachineARN string
	StatusFilter    string
	MaxResults      int
	NextToken       string // how many executions were begun before those that are listed already
}

func (c *Cloud) parseList(body []byte) (call, error) {
	var in listExecutions
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	needs := []Grant{{Action: "states:ListExecutions", Resource: in.StateMachineARN}}
	return call{needs, func() (any, error) { return c.listExecutions(in) }}, nil
}

func (c *Cloud) listExecutions(in listExecutions) (any, error) {
	statuses := []string{"", asl.Running, asl.Succeeded, asl.Failed, "TIMED_OUT", "ABORTED"}
	if in.MaxResults < 0 || in.MaxResults > maxPage || !slices.Contains(statuses, in.StatusFilter) {
		return nil, &Error{Code: "ValidationException", Text: "The page's size or the status is not one there is"}
	}
	exists := func(m *asl.Machine) bool { return m.ARN == in.StateMachineARN }
	if !slices.ContainsFunc(c.cfg.States.Machines(), exists) {
		return nil, &Error{Code: "StateMachineDoesNotExist",
			Text: "State Machine Does Not Exist: '" + in.StateMachineARN + "'"}
	}
	rest := c.cfg.States.ListExecutions(in.StateMachineARN, "")
	if in.NextToken != "" {
		older, err := strconv.Atoi(in.NextToken)
		if err != nil || older < 1 || older > len(rest) {
			return nil, &Error{Code: "InvalidToken", Text: "Invalid Token: '" + in.NextToken + "'"}
		}
		rest = rest[len(rest)-older:]
	}
	return page(rest, in), nil
}

type executionPage struct {
	Executions []execution `json:"executions"`
	NextToken  string      `json:"nextToken,omitempty"`
}

func page(rest []asl.Execution, in listExecutions) executionPage {
	size := in.MaxResults
	if size == 0 {
		size = defaultPage
	}
	p := executionPage{Executions: []execution{}}
	for i, x := range rest {
		if in.StatusFilter != "" && x.Status != in.StatusFilter {
			continue
		}
		if len(p.Executions) == size {
			p.NextToken = strconv.Itoa(len(rest) - i)
			break
		}
		p.Executions = append(p.Executions, listed(x))
	}
	return p
}
