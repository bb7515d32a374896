package cloud

import (
	"errors"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// States runs state machines; *asl.Engine does. Its errors that the API has names for are *asl.Error.
type States interface {
	StartExecution(machineARN, name, input string) (asl.Execution, error)
	SendTaskSuccess(token, output string) error
}

// statesRequest is the body of every operation of Step Functions that is known here.
type statesRequest struct {
	StateMachineARN string `json:"stateMachineArn"`
	Name            string `json:"name"`
	Input           string `json:"input"`
	TaskToken       string `json:"taskToken"`
	Output          string `json:"output"`
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
// IAM cannot tell tasks apart, so SendTaskSuccess needs the right for all.
func (c *Cloud) statesOperation(operation string, in *statesRequest) (resource string, do func() (any, error)) {
	switch operation {
	case "StartExecution":
		return in.StateMachineARN, func() (any, error) { return c.startExecution(in) }
	case "SendTaskSuccess":
		return "*", func() (any, error) { return nothing{}, c.cfg.States.SendTaskSuccess(in.TaskToken, in.Output) }
	}
	return "", nil
}

// nothing is the answer {}.
type nothing struct{}

func (c *Cloud) startExecution(in *statesRequest) (any, error) {
	e, err := c.cfg.States.StartExecution(in.StateMachineARN, in.Name, in.Input)
	return map[string]any{"executionArn": e.ARN, "startDate": epoch(e.Started)}, err
}

// statesError makes an answer of an error that has a name in the API. Any other is a broken connection.
func statesError(err error) error {
	var named *asl.Error
	if errors.As(err, &named) {
		return &Error{Code: named.Code, Text: named.Message}
	}
	return err
}

// epoch is a time as AWS JSON writes it: seconds since 1970, with a fraction.
func epoch(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }
