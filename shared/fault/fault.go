package fault

import (
	"errors"
	"fmt"
)

// Kind says what can be done about an error.
type Kind string

// The kinds of error.
const (
	Internal    Kind = "internal"    // a defect or an outage: try again, and look at the log
	Invalid     Kind = "invalid"     // the input is wrong: correct it
	NotFound    Kind = "not_found"   // there is no such thing
	Conflict    Kind = "conflict"    // somebody was first: look again
	Full        Kind = "full"        // a limit of the programme is reached (R5, R6)
	Unavailable Kind = "unavailable" // a service does not answer: the same call may work later
)

// Error is an error with a kind. Sentence is for people; Err, where there is one, is for the log.
type Error struct {
	Kind     Kind
	Sentence string
	Err      error
}

// New makes an error of the kind from a sentence for people.
func New(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Sentence: fmt.Sprintf(format, args...)}
}

// Wrap gives err a kind and a sentence for people.
func Wrap(err error, kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Sentence: fmt.Sprintf(format, args...), Err: err}
}

func (e *Error) Error() string {
	if e.Err != nil {
		return e.Sentence + ": " + e.Err.Error()
	}
	return e.Sentence
}

func (e *Error) Unwrap() error { return e.Err }

// KindOf is the kind of the first Error in err's chain; any other error is Internal.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Is says whether err is of the kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }
