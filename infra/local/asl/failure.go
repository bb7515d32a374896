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
	errRuntime         = "States.Runtime"
	errDataLimit       = "States.DataLimitExceeded"
	errQueryEvaluation = "States.QueryEvaluationError"
	errNoChoice        = "States.NoChoiceMatched"
)

// failure is an error inside an execution.
type failure struct {
	name, cause string
}

func fail(name, format string, args ...any) *failure {
	return &failure{name, fmt.Sprintf(format, args...)}
}

// matches says whether ErrorEquals of a retrier or catcher holds for the failure. Nothing matches States.Runtime. That
// States.ALL does match States.DataLimitExceeded is not what the developer guide says, but what AWS does.
func (f *failure) matches(equals []string) bool {
	if f.name == errRuntime {
		return false
	}
	return slices.ContainsFunc(equals, func(name string) bool {
		return name == f.name || name == errAll || (name == errTaskFailed && f.name != errTimeout)
	})
}

// output is what a catcher sees in $states.errorOutput.
func (f *failure) output() map[string]any { return map[string]any{"Error": f.name, "Cause": f.cause} }
