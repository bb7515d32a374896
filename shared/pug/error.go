package pug

import (
	"errors"
	"fmt"
	"slices"
)

// ErrorKind says what can be done about an error.
type ErrorKind string

// The kinds of error.
const (
	Internal    ErrorKind = "internal"    // a defect or an outage: try again, and look at the log
	Invalid     ErrorKind = "invalid"     // the input is wrong: correct it
	NotFound    ErrorKind = "not_found"   // there is no such thing
	Already     ErrorKind = "already"     // the very same was done before: go on
	Conflict    ErrorKind = "conflict"    // somebody else was first: look again
	Full        ErrorKind = "full"        // a limit of the programme is reached (R5, R6)
	Unavailable ErrorKind = "unavailable" // a service does not answer: the same call may work later
)

// Error is an error with a kind. Sentence is for people; Err, if any, is for the log.
type Error struct {
	Kind     ErrorKind
	Sentence string
	Err      error
}

// Errorf makes an error of the kind from a sentence for people.
func Errorf(kind ErrorKind, format string, args ...any) *Error {
	return &Error{Kind: kind, Sentence: fmt.Sprintf(format, args...)}
}

// Wrapf gives err a kind and a sentence for people.
func Wrapf(err error, kind ErrorKind, format string, args ...any) *Error {
	return &Error{Kind: kind, Sentence: fmt.Sprintf(format, args...), Err: err}
}

func (e *Error) Error() string {
	if e.Err != nil {
		return e.Sentence + ": " + e.Err.Error()
	}
	return e.Sentence
}

func (e *Error) Unwrap() error { return e.Err }

// ErrorKindOf is the kind of the first Error in err's chain; any other error is Internal.
func ErrorKindOf(err error) ErrorKind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// IsError says whether err is of the kind.
func IsError(err error, kind ErrorKind) bool { return err != nil && ErrorKindOf(err) == kind }

// Sentence is what err says to people; that of a defect says nothing.
func Sentence(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Sentence
	}
	return "Something went wrong."
}

// Final says whether no later try can mend the error.
func Final(err error) bool {
	return err != nil && !slices.Contains([]ErrorKind{Internal, Unavailable}, ErrorKindOf(err))
}
