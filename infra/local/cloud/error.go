package cloud

import (
	"errors"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/cloud/dynamo"
)

// Error is an error answer of AWS, which its JSON is the body of. Any other error that a call ends with is a broken
// connection: there is no answer.
type Error struct {
	Code    string          `json:"__type"`
	Text    string          `json:"message"`
	Status  int             `json:"-"` // of the HTTP answer; 0 means 400
	Reasons []dynamo.Reason `json:"CancellationReasons,omitempty"`
}

func (e *Error) Error() string { return e.Code + ": " + e.Text }

// named makes an answer of an error of DynamoDB or Step Functions that the API has a name for.
func named(err error) error {
	var d *dynamo.Error
	var s *asl.Error
	switch {
	case errors.As(err, &d):
		return &Error{Code: d.Code, Text: d.Text, Reasons: d.Reasons}
	case errors.As(err, &s):
		return &Error{Code: s.Code, Text: s.Message}
	}
	return err
}
