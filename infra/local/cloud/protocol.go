package cloud

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// A protocol is how a service speaks on the wire.
type protocol struct {
	prefix      string // of the service's actions in IAM
	contentType string
}

// protocolOf tells the service and the operation of a request. What is not known has the host as its service,
// and gets an answer that the SDK can read.
func protocolOf(req *http.Request) (p protocol, operation string) {
	target, operation, _ := strings.Cut(req.Header.Get("X-Amz-Target"), ".")
	switch target {
	case "DynamoDB_20120810":
		return protocol{"dynamodb", "application/x-amz-json-1.0"}, operation
	case "AWSStepFunctions":
		return protocol{"states", "application/x-amz-json-1.0"}, operation
	case "secretsmanager":
		return protocol{"secretsmanager", "application/x-amz-json-1.1"}, operation
	}
	// The operation is in method and path.
	operation = req.Method + " " + req.URL.Path
	host, _, _ := strings.Cut(req.URL.Host, ".")
	if host != "email" {
		return protocol{host, "application/json"}, operation
	}
	if operation == "POST /v2/email/outbound-emails" {
		operation = "SendEmail"
	}
	return protocol{"ses", "application/json"}, operation
}

// response makes the HTTP answer.
func (p protocol) response(req *http.Request, body []byte, err error) (*http.Response, error) {
	status, header := http.StatusOK, http.Header{"Content-Type": {p.contentType}}
	if err != nil {
		var failure *Error
		if !errors.As(err, &failure) {
			return nil, err
		}
		status, body = failure.status(), failure.body()
		header.Set("X-Amzn-Errortype", failure.Code)
	}
	header.Set("Content-Length", strconv.Itoa(len(body)))
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: req,
	}, nil
}

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
