package stand

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-lambda-go/lambda/messages"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/workflows"
)

// buildWorkflows loads each definition; whatever the interpreter does not know is refused here.
func (s *Stand) buildWorkflows() error {
	for _, w := range s.blueprint.Workflows {
		definition, err := workflows.Definition(w.Name)
		if err != nil {
			return err
		}
		if _, err := s.Engine.Create(machineName(w.Name), workflows.Fill(definition, functionARN)); err != nil {
			return fmt.Errorf("load the workflow %s: %w", w.Name, err)
		}
	}
	return nil
}

// invokeTask calls a function for a workflow, if the blueprint lets the workflow call it.
func (s *Stand) invokeTask(ctx context.Context, caller, arn string, payload []byte) asl.Answer {
	name := strings.TrimPrefix(arn, functionARN(""))
	for _, w := range s.blueprint.Workflows {
		if machineName(w.Name) == caller && !slices.Contains(w.Invokes, name) {
			return functionError("Lambda.AccessDeniedException", fmt.Sprintf("%s may not invoke %s", caller, arn))
		}
	}
	f, ok := s.functions[name]
	if !ok {
		return functionError("Lambda.ResourceNotFoundException", "Function not found: "+arn)
	}
	broken, done := s.broken(name, payload)
	if broken != "" && !done {
		return functionError(broken, "the task was not done")
	}
	out, err := s.invoke(ctx, "workflow "+strings.TrimPrefix(caller, prefix), f, payload)
	if broken != "" {
		return functionError(broken, "the task was done")
	}
	var named messages.InvokeResponse_Error
	switch {
	case err == nil:
		return asl.Answer{Payload: out}
	case errors.As(err, &named):
		return functionError(named.Type, named.Message)
	}
	return functionError("Lambda.Unknown", err.Error())
}

// broken is how Lambda fails to call a function, as Config.Break says.
func (s *Stand) broken(function string, payload []byte) (name string, done bool) {
	if s.cfg.Break == nil {
		return "", false
	}
	var call struct {
		Task string `json:"task"`
	}
	if err := json.Unmarshal(payload, &call); err != nil {
		return "", false
	}
	return s.cfg.Break(function, call.Task)
}

// functionError is how Lambda reports a function that failed.
func functionError(name, message string) asl.Answer {
	payload, _ := json.Marshal(messages.InvokeResponse_Error{Type: name, Message: message}) // texts always can be
	return asl.Answer{Error: name, Payload: payload}
}
