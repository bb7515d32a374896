package lambdafn

import (
	"github.com/aws/aws-lambda-go/lambda/messages"

	"github.com/partnerusergroups/pugs/shared/fault"
)

// The names under which workflows see errors. Step Functions would otherwise see Go's type names, "wrapError" for most. A test compares
// this list with every ErrorEquals in the workflows.
const (
	ErrorUnavailable = "Pugs.Unavailable" // worth trying again
	ErrorInvalid     = "Pugs.Invalid"
	ErrorNotFound    = "Pugs.NotFound"
	ErrorConflict    = "Pugs.Conflict"
	ErrorFull        = "Pugs.Full"
	ErrorInternal    = "Pugs.Internal"
)

// ErrorNames lists every name under which a task can fail.
func ErrorNames() []string {
	return []string{ErrorUnavailable, ErrorInvalid, ErrorNotFound, ErrorConflict, ErrorFull, ErrorInternal}
}

// named is err as Lambda reports it. The text is for the log and the execution's history.
func named(err error) messages.InvokeResponse_Error {
	names := map[fault.Kind]string{
		fault.Unavailable: ErrorUnavailable, fault.Invalid: ErrorInvalid, fault.NotFound: ErrorNotFound,
		fault.Conflict: ErrorConflict, fault.Full: ErrorFull, fault.Internal: ErrorInternal,
	}
	return messages.InvokeResponse_Error{Type: names[fault.KindOf(err)], Message: err.Error()}
}
