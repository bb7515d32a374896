package dynamo

import (
	"encoding/json"
	"fmt"

	"github.com/aws/smithy-go"
)

// Error is an answer of DynamoDB that is not a success. It implements smithy.APIError.
type Error struct {
	Code, Text string
	item       item     // the item that failed the condition, if it was asked for
	reasons    []reason // why a transaction was cancelled, one per action
}

// A reason is one entry of a TransactionCanceledException; the code "None" marks an action that would have worked.
type reason struct {
	code, text string
	item       item
}

func (e *Error) Error() string                 { return e.Code + ": " + e.Text }
func (e *Error) ErrorCode() string             { return e.Code }
func (e *Error) ErrorMessage() string          { return e.Text }
func (e *Error) ErrorFault() smithy.ErrorFault { return smithy.FaultClient }

// Fields are the members of the error's body besides its type and message.
func (e *Error) Fields() map[string]json.RawMessage {
	fields := map[string]json.RawMessage{}
	if e.item != nil {
		fields["Item"] = appendMap(nil, e.item)
	}
	if e.reasons != nil {
		fields["CancellationReasons"] = appendReasons(nil, e.reasons)
	}
	return fields
}

func appendReasons(to []byte, reasons []reason) []byte {
	to = append(to, '[')
	for i, r := range reasons {
		if i > 0 {
			to = append(to, ',')
		}
		to = appendString(append(to, `{"Code":`...), r.code)
		if r.text != "" {
			to = appendString(append(to, `,"Message":`...), r.text)
		}
		if r.item != nil {
			to = appendMap(append(to, `,"Item":`...), r.item)
		}
		to = append(to, '}')
	}
	return append(to, ']')
}

const (
	codeCondition  = "ConditionalCheckFailedException"
	codeValidation = "ValidationException"
)

func invalid(format string, args ...any) *Error {
	return &Error{Code: codeValidation, Text: fmt.Sprintf(format, args...)}
}

func notFound() *Error {
	return &Error{Code: "ResourceNotFoundException", Text: "Requested resource not found"}
}
