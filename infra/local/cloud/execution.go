package cloud

import (
	"errors"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// This file puts what package asl says into the words of the Step Functions API.

// summary is an execution as ListExecutions tells it.
func summary(e asl.Execution) map[string]any {
	out := map[string]any{
		"executionArn": e.ARN, "stateMachineArn": e.MachineARN, "name": e.Name,
		"status": e.Status, "startDate": epoch(e.Started),
	}
	if !e.Stopped.IsZero() {
		out["stopDate"] = epoch(e.Stopped)
	}
	return out
}

// description is an execution as DescribeExecution tells it.
func description(e asl.Execution) map[string]any {
	out := summary(e)
	for member, text := range map[string]string{"input": e.Input, "output": e.Output, "error": e.Error, "cause": e.Cause} {
		if text != "" {
			out[member] = text
		}
	}
	return out
}

// event is an entry of a history as GetExecutionHistory tells it.
func event(e asl.Event) map[string]any {
	out := map[string]any{"id": e.ID, "previousEventId": e.PreviousID, "timestamp": epoch(e.Timestamp), "type": e.Type}
	if member := asl.DetailsMember(e.Type); member != "" && e.Details != nil {
		out[member] = details(*e.Details)
	}
	return out
}

// details has the members of every type of event; the ones that are not set are left out.
type details struct {
	Name         string `json:"name,omitempty"`
	Index        int    `json:"index,omitempty"`
	Length       int    `json:"length,omitempty"`
	Input        string `json:"input,omitempty"`
	Output       string `json:"output,omitempty"`
	ResourceType string `json:"resourceType,omitempty"`
	Resource     string `json:"resource,omitempty"`
	Region       string `json:"region,omitempty"`
	Parameters   string `json:"parameters,omitempty"`
	Timeout      int64  `json:"timeoutInSeconds,omitempty"`
	Heartbeat    int64  `json:"heartbeatInSeconds,omitempty"`
	Error        string `json:"error,omitempty"`
	Cause        string `json:"cause,omitempty"`
	Location     string `json:"location,omitempty"`
	State        string `json:"state,omitempty"`
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
