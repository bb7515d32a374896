package cloud

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/aws/smithy-go"
)

// A protocol is how a service speaks on the wire.
type protocol struct {
	prefix      string // of the service's actions in IAM
	contentType string
	rest        bool // the operation is in method and path, and an error's code in a header
}

// protocolOf tells the service and the operation of a request. What is not known has the host as its service,
// and gets an answer that the SDK can read.
func protocolOf(req *http.Request) (p protocol, operation string) {
	target, operation, _ := strings.Cut(req.Header.Get("X-Amz-Target"), ".")
	switch target {
	case "DynamoDB_20120810":
		return protocol{prefix: "dynamodb", contentType: "application/x-amz-json-1.0"}, operation
	case "AWSStepFunctions":
		return protocol{prefix: "states", contentType: "application/x-amz-json-1.0"}, operation
	case "secretsmanager":
		return protocol{prefix: "secretsmanager", contentType: "application/x-amz-json-1.1"}, operation
	}
	rest := protocol{prefix: "ses", contentType: "application/json", rest: true}
	operation = req.Method + " " + req.URL.Path
	host, _, _ := strings.Cut(req.URL.Host, ".")
	if host != "email" {
		rest.prefix = host
	} else if operation == "POST /v2/email/outbound-emails" {
		operation = "SendEmail"
	}
	return rest, operation
}

// response makes the HTTP answer. An error that is not one of an API is a broken connection: there is no answer.
func (p protocol) response(req *http.Request, body []byte, err error) (*http.Response, error) {
	status, header := http.StatusOK, http.Header{"Content-Type": {p.contentType}}
	if err != nil {
		var failure smithy.APIError
		if !errors.As(err, &failure) {
			return nil, err
		}
		status = statusOf(failure, p.rest)
		body = errorBody(failure)
		header.Set("X-Amzn-Errortype", failure.ErrorCode())
	}
	header.Set("Content-Length", strconv.Itoa(len(body)))
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: req,
	}, nil
}

func statusOf(failure smithy.APIError, rest bool) int {
	var e *Error
	switch {
	case errors.As(failure, &e) && e.Status != 0:
		return e.Status
	case failure.ErrorFault() == smithy.FaultServer:
		return http.StatusInternalServerError
	case rest && failure.ErrorCode() == "AccessDeniedException":
		return http.StatusForbidden
	}
	return http.StatusBadRequest
}

// errorBody is the JSON of an error: its type, its message, and whatever else it carries.
func errorBody(failure smithy.APIError) []byte {
	fields := map[string]json.RawMessage{}
	if more, ok := failure.(interface {
		Fields() map[string]json.RawMessage
	}); ok {
		fields = more.Fields()
	}
	fields["__type"] = quote(failure.ErrorCode())
	fields["message"] = quote(failure.ErrorMessage())
	return toJSON(fields)
}

func quote(s string) json.RawMessage { return toJSON(s) }

// toJSON encodes what always has a JSON form: maps and structs of text, numbers and times.
func toJSON(v any) []byte {
	out, err := json.Marshal(v)
	if err != nil {
		panic("an answer always has a JSON form: " + err.Error())
	}
	return out
}

// decode reads a request's body; what does not fit is the caller's error.
func decode(body []byte, into any) error {
	if err := json.Unmarshal(body, into); err != nil {
		return &Error{Code: "SerializationException", Text: "The request is not understood: " + err.Error()}
	}
	return nil
}
