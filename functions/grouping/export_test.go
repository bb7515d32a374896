package grouping_test

import (
	"encoding/json"
	"net/url"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"
)

// onLambda is the function's answer to a request as API Gateway brings it.
func (s *scene) onLambda(t *testing.T, method, link, query string) events.APIGatewayV2HTTPResponse {
	t.Helper()
	address, err := url.Parse(link)
	s.Must(t, err)
	request := events.APIGatewayV2HTTPRequest{Version: "2.0", RawPath: address.Path, RawQueryString: query}
	request.RequestContext.HTTP.Method, request.RequestContext.DomainName = method, address.Host
	payload, err := json.Marshal(request)
	s.Must(t, err)
	answer, err := s.Function.Invoke(t.Context(), payload)
	s.Must(t, err)
	var response events.APIGatewayV2HTTPResponse
	s.Must(t, json.Unmarshal(answer, &response))
	return response
}

// Scanners of mail and download managers ask with HEAD first.
func TestTheExportAnswersHEADAsGETButForTheBody(t *testing.T) {
	s, link := proposed(t)
	s.Get(t, link, 200)
	want := s.onLambda(t, "GET", link, "show=export")
	got := s.onLambda(t, "HEAD", link, "show=export")
	if want.StatusCode != 200 || want.Body == "" {
		t.Fatalf("GET is answered %d with %d bytes", want.StatusCode, len(want.Body))
	}
	want.Body = ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
