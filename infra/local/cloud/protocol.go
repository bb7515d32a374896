package cloud

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// operationOf tells the service of a request, by its prefix in IAM, and the operation. What is not known has the host
// as its service, or method and path as its operation.
func operationOf(req *http.Request) (service, operation string) {
	target, operation, _ := strings.Cut(req.Header.Get("X-Amz-Target"), ".")
	switch target {
	case "DynamoDB_20120810":
		return "dynamodb", operation
	case "AWSStepFunctions":
		return "states", operation
	case "secretsmanager":
		return "secretsmanager", operation
	}
	operation = req.Method + " " + req.URL.Path
	host, _, _ := strings.Cut(req.URL.Host, ".")
	switch {
	case host != "email":
		return host, operation
	case operation == "POST /v2/email/outbound-emails":
		return "ses", "SendEmail"
	case operation == "GET /v2/email/account":
		return "ses", "GetAccount"
	case strings.HasPrefix(operation, "DELETE "+liftPath):
		return "ses", "DeleteSuppressedDestination"
	}
	return "ses", operation
}

// liftPath comes before the address that SES is to send to again.
const liftPath = "/v2/email/suppression/addresses/"

// response makes the HTTP answer.
func response(req *http.Request, answer any, err error) (*http.Response, error) {
	status, header := http.StatusOK, http.Header{"Content-Type": {"application/json"}}
	if err != nil {
		var failure *Error
		if !errors.As(err, &failure) {
			return nil, err
		}
		status, answer = cmp.Or(failure.Status, http.StatusBadRequest), failure
		header.Set("X-Amzn-Errortype", failure.Code)
	}
	body, err := written(answer)
	if err != nil {
		return nil, fmt.Errorf("write the answer: %w", err)
	}
	header.Set("Content-Length", strconv.Itoa(len(body)))
	return &http.Response{
		StatusCode: status, Header: header, Request: req,
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}, nil
}

// written is an answer in JSON, as it writes itself if it can.
func written(answer any) ([]byte, error) {
	if a, ok := answer.(interface{ JSON() []byte }); ok {
		return a.JSON(), nil
	}
	return json.Marshal(answer)
}

// decode reads a request's body. What does not fit, or is not known here, is the caller's error.
func decode(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return &Error{Code: "SerializationException", Text: "The request is not understood: " + err.Error()}
	}
	return nil
}
