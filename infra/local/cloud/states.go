package cloud

import "github.com/partnerusergroups/pugs/infra/local/asl"

// States runs state machines; *asl.Engine does. Its errors that the API has names for are *asl.Error.
type States interface {
	StartExecution(machineARN, name, input string) (asl.Execution, error)
	SendTaskSuccess(token, output string) error
}

func (c *Cloud) parseStates(operation string, body []byte) (call, error) {
	if c.cfg.States == nil {
		return call{}, unknownOperation("states", operation)
	}
	switch operation {
	case "StartExecution":
		return c.parseStart(body)
	case "SendTaskSuccess":
		return c.parseSuccess(body)
	}
	return call{}, unknownOperation("states", operation)
}

func (c *Cloud) parseStart(body []byte) (call, error) {
	var in struct{ StateMachineARN, Name, Input string }
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	return call{needs: []Grant{{"states:StartExecution", in.StateMachineARN}}, run: func() ([]byte, error) {
		e, err := c.cfg.States.StartExecution(in.StateMachineARN, in.Name, in.Input)
		if err != nil {
			return nil, statesError(err)
		}
		seconds := float64(e.Started.UnixMilli()) / 1000 // since 1970, as AWS writes times
		return toJSON(map[string]any{"executionArn": e.ARN, "startDate": seconds}), nil
	}}, nil
}

// parseSuccess needs the right for all tasks: IAM cannot tell them apart.
func (c *Cloud) parseSuccess(body []byte) (call, error) {
	var in struct{ TaskToken, Output string }
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	return call{needs: []Grant{{"states:SendTaskSuccess", "*"}}, run: func() ([]byte, error) {
		return []byte("{}"), statesError(c.cfg.States.SendTaskSuccess(in.TaskToken, in.Output))
	}}, nil
}
