package cloud

import (
	"time"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// States runs state machines; *asl.Engine does. Its errors that the API has names for are *asl.Error.
type States interface {
	StartExecution(machineARN, name, input string) (asl.Execution, error)
	SendTaskSuccess(token, output string) error
	DescribeExecution(arn string) (asl.Execution, error)
	ListExecutions(machineARN, status string) []asl.Execution // the newest first; an empty status means all
	Machines() []*asl.Machine
}

func (c *Cloud) parseStart(body []byte) (call, error) {
	var in struct{ StateMachineARN, Name, Input string }
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	needs := []Grant{{Action: "states:StartExecution", Resource: in.StateMachineARN}}
	return call{needs, func() (any, error) {
		e, err := c.cfg.States.StartExecution(in.StateMachineARN, in.Name, in.Input)
		if err != nil {
			return nil, named(err)
		}
		return map[string]any{"executionArn": e.ARN, "startDate": seconds(e.Started)}, nil
	}}, nil
}

// seconds are a time as AWS writes it, since 1970.
func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

// parseSuccess needs the right for all tasks: IAM cannot tell them apart.
func (c *Cloud) parseSuccess(body []byte) (call, error) {
	var in struct{ TaskToken, Output string }
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	needs := []Grant{{Action: "states:SendTaskSuccess", Resource: "*"}}
	return call{needs, func() (any, error) {
		return struct{}{}, named(c.cfg.States.SendTaskSuccess(in.TaskToken, in.Output))
	}}, nil
}
