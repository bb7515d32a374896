package asl

import (
	"fmt"
	"slices"
)

// Error is an error of the Step Functions API: Code is its AWS name, such as ExecutionAlreadyExists.
type Error struct {
	Code    string
	Message string
}

func (e *Error) Error() string { return e.Code + ": " + e.Message }

func apiError(code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// The error names that the interpreter itself raises or matches on.
const (
	errAll             = "States.ALL"
	errTaskFailed      = "States.TaskFailed"
	errTimeout         = "States.Timeout"
	errHeartbeat       = "States.HeartbeatTimeout"
	errRuntime         = "States.Runtime"
	errDataLimit       = "States.DataLimitExceeded"
	errQueryEvaluation = "States.QueryEvaluationError"
	errNoChoice        = "States.NoChoiceMatched"
)

// reservedErrors are the names with the prefix "States." that ErrorEquals may hold.
var reservedErrors = [...]string{
	errAll, errTaskFailed, errTimeout, errHeartbeat, errRuntime, errDataLimit, errQueryEvaluation, errNoChoice,
	"States.BranchFailed", "States.ExceedToleratedFailureThreshold", "States.Permissions",
}

// failure is an error inside an execution. Name and Cause may be missing: SendTaskFailure and Fail states may leave them out.
type failure struct {
	name, cause *string
	heartbeat   bool // a heartbeat ran out: recorded as States.Timeout, yet States.HeartbeatTimeout matches as well
	final       bool // neither Retry nor Catch sees it
}

func fail(name, cause string) *failure { return &failure{name: &name, cause: &cause} }

func (f *failure) text() (name, cause string) { return deref(f.name), deref(f.cause) }

// matches says whether ErrorEquals of a retrier or catcher holds for the failure.
func (f *failure) matches(equals []string) bool {
	name := deref(f.name)
	unmatchable := name == errRuntime || name == errDataLimit
	return slices.ContainsFunc(equals, func(e string) bool {
		switch e {
		case errAll:
			return !unmatchable
		case errTaskFailed:
			return name == errTaskFailed || (name != errTimeout && !unmatchable)
		case errHeartbeat:
			return f.heartbeat || name == e
		default:
			return f.name != nil && name == e
		}
	})
}

// output is what a catcher sees in $states.errorOutput.
func (f *failure) output() map[string]any {
	return map[string]any{"Error": orNull(f.name), "Cause": orNull(f.cause)}
}

func orNull(s *string) any {
	if s == nil {
		return null()
	}
	return *s
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
