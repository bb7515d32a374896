package asl

import (
	"strings"
	"time"
)

// Event is one entry of an execution's history; Type is a name of AWS's HistoryEventType.
type Event struct {
	ID         int64 // counts from 1
	PreviousID int64
	Type       string
	Timestamp  time.Time
	Details    *Details // nil for types without details
}

// Details holds what AWS tells about an event, for all types; which fields are set depends on the type.
// The name of AWS's member for them is DetailsMember(type).
type Details struct {
	Name         string // of a state, an execution or a map iteration
	Index        int    // of a map iteration
	Length       int    // of a map's items
	Input        string
	Output       string
	ResourceType string // "lambda"
	Resource     string // "invoke", "invoke.waitForTaskToken", or the ARN of a function
	Region       string
	Parameters   string // JSON that a task was scheduled with
	Timeout      int64  // seconds
	Heartbeat    int64  // seconds
	Error        string
	Cause        string
	Location     string // the field whose query failed
	State        string // the state whose query failed
}

// maxEvents is AWS's limit for a history; the last event says how the execution ended.
const maxEvents = 25_000

// DetailsMember names the member of AWS's HistoryEvent that holds the details of an event type; "" when the type has none.
func DetailsMember(eventType string) string {
	if m, ok := map[string]string{
		"ExecutionStarted": "executionStartedEventDetails", "ExecutionSucceeded": "executionSucceededEventDetails",
		"ExecutionFailed": "executionFailedEventDetails", "ExecutionTimedOut": "executionTimedOutEventDetails",
		"ExecutionAborted": "executionAbortedEventDetails", "EvaluationFailed": "evaluationFailedEventDetails",
		"TaskScheduled": "taskScheduledEventDetails", "TaskStarted": "taskStartedEventDetails",
		"TaskSubmitted": "taskSubmittedEventDetails", "TaskSucceeded": "taskSucceededEventDetails",
		"TaskFailed": "taskFailedEventDetails", "TaskTimedOut": "taskTimedOutEventDetails",
		"LambdaFunctionScheduled": "lambdaFunctionScheduledEventDetails", "LambdaFunctionSucceeded": "lambdaFunctionSucceededEventDetails",
		"LambdaFunctionFailed": "lambdaFunctionFailedEventDetails", "MapStateStarted": "mapStateStartedEventDetails",
		"MapIterationStarted": "mapIterationStartedEventDetails", "MapIterationSucceeded": "mapIterationSucceededEventDetails",
		"MapIterationFailed": "mapIterationFailedEventDetails", "MapIterationAborted": "mapIterationAbortedEventDetails",
	}[eventType]; ok {
		return m
	}
	switch {
	case strings.HasSuffix(eventType, "StateEntered"):
		return "stateEnteredEventDetails"
	case strings.HasSuffix(eventType, "StateExited"):
		return "stateExitedEventDetails"
	}
	return ""
}
