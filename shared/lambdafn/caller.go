package lambdafn

import (
	"context"
	"time"
)

// Caller is where in its workflow a call comes from. It stands beside the input, since functions of former releases
// refuse an input with more fields than they know; older definitions, and schedules, do not send it.
type Caller struct {
	// State is $states.context.State: when the state was entered, and how often it was tried again since. See the
	// Step Functions guide, "Accessing execution data from the Context object".
	State struct {
		EnteredTime time.Time
		RetryCount  int
	} `json:"state"`
	// Again says that the caller calls again for as long as the answer has "done": false.
	Again bool `json:"again"`
	// Execution is the name of the workflow's execution; Schedule that of the schedule, if that is who calls.
	Execution string `json:"execution,omitempty"`
	Schedule  string `json:"schedule,omitempty"`
}

type callerKey struct{}

// CallerOf is who called the task that ctx belongs to; empty where the caller did not say.
func CallerOf(ctx context.Context) Caller {
	c, _ := ctx.Value(callerKey{}).(Caller)
	return c
}

// WithCaller is a context for a task that c called.
func WithCaller(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}
