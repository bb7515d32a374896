package lambdafn

import (
	"maps"
	"slices"

	"github.com/aws/aws-lambda-go/lambda/messages"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// The names under which workflows see errors. Step Functions would otherwise see Go's type names, "wrapError" for most.
// A test compares this list with every ErrorEquals in the workflows.
const (
	ErrorUnavailable = "Pugs.Unavailable" // worth trying again
	ErrorInvalid     = "Pugs.Invalid"
	ErrorNotFound    = "Pugs.NotFound"
	ErrorAlready     = "Pugs.Already"
	ErrorConflict    = "Pugs.Conflict"
	ErrorFull        = "Pugs.Full"
	ErrorInternal    = "Pugs.Internal"
)

// ErrorNames lists every name under which a task can fail.
func ErrorNames() []string { return slices.Sorted(maps.Values(names())) }

func names() map[pug.ErrorKind]string {
	return map[pug.ErrorKind]string{
		pug.Unavailable: ErrorUnavailable, pug.Invalid: ErrorInvalid, pug.NotFound: ErrorNotFound,
		pug.Already: ErrorAlready, pug.Conflict: ErrorConflict, pug.Full: ErrorFull, pug.Internal: ErrorInternal,
	}
}

// named is err as Lambda reports it. The text is for the log and the execution's history.
func named(err error) messages.InvokeResponse_Error {
	return messages.InvokeResponse_Error{Type: names()[pug.ErrorKindOf(err)], Message: err.Error()}
}
