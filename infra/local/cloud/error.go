package cloud

import (
	"errors"
	"net/http"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/cloud/dynamo"
)

// Error is an error answer of AWS. Any other error that a call ends with is a broken connection: there is no answer.
type Error struct {
	Code, Text string
	Status     int             // of the HTTP answer; 0 means 400
	Reasons    []dynamo.Reason // why a transaction of DynamoDB was cancelled
}

func (e *Error) Error() string { return e.Code + ": " + e.Text }

func (e *Error) status() int {
	if e.Status == 0 {
		return http.StatusBadRequest
	}
	return e.Status
}

// body is the error as AWS writes it.
func (e *Error) body() []byte {
	return toJSON(struct {
		Type    string          `json:"__type"`
		Text    string          `json:"message"`
		Reasons []dynamo.Reason `json:"CancellationReasons,omitempty"`
	}{e.Code, e.Text, e.Reasons})
}

func unknownOperation(service, operation string) error {
	return &Error{Code: "UnknownOperationException", Text: "This cloud does not know the operation " + service + ":" + operation}
}

// dynamoError makes an answer of an error of DynamoDB.
func dynamoError(err error) error {
	var e *dynamo.Error
	if errors.As(err, &e) {
		return &Error{Code: e.Code, Text: e.Text, Reasons: e.Reasons}
	}
	return err
}

// statesError makes an answer of an error of Step Functions.
func statesError(err error) error {
	var e *asl.Error
	if errors.As(err, &e) {
		return &Error{Code: e.Code, Text: e.Message}
	}
	return err
}
