package lambdafn_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda/messages"

	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

type greeting struct {
	Name string `json:"name"`
}

// function greets, and fails as it is told.
func function() *lambdafn.Function {
	return &lambdafn.Function{
		Name: "greeter", Log: slog.New(slog.DiscardHandler),
		Web: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			w.Header().Set("X-Seen", fmt.Sprintf("%s %s %s %q", r.Method, r.URL.EscapedPath(), r.URL.RawQuery, body))
			w.Header().Set("X-Signature", r.Header.Get("X-HubSpot-Signature-v3"))
			w.WriteHeader(http.StatusAccepted)
			_, _ = io.WriteString(w, "<p>größer</p>")
		}),
		Tasks: map[string]lambdafn.Task{
			"greet": lambdafn.Typed(func(_ context.Context, in greeting) (greeting, error) {
				return greeting{Name: "Hello " + in.Name}, nil
			}),
			"silent": lambdafn.Typed(func(context.Context, lambdafn.None) (lambdafn.None, error) { return lambdafn.None{}, nil }),
			"fail": lambdafn.Typed(func(_ context.Context, in greeting) (lambdafn.None, error) {
				if in.Name == "" {
					return lambdafn.None{}, errors.New("a defect")
				}
				return lambdafn.None{}, fmt.Errorf("greet: %w", pug.Errorf(pug.ErrorKind(in.Name), "It is so."))
			}),
			"caller": lambdafn.Typed(func(ctx context.Context, _ lambdafn.None) (lambdafn.Caller, error) {
				return lambdafn.CallerOf(ctx), nil
			}),
			"odd": func(context.Context, json.RawMessage) (any, error) { return func() {}, nil },
		},
	}
}

func request(t *testing.T, method, body string, encoded bool) []byte {
	t.Helper()
	event := events.APIGatewayV2HTTPRequest{
		Version: "2.0", RawPath: "/review/aB%2Fc-_", RawQueryString: "b=2&a=1&a=%20", Body: body, IsBase64Encoded: encoded,
		Headers: map[string]string{"x-hubspot-signature-v3": "c2ln", "content-type": "application/json"},
	}
	event.RequestContext.HTTP.Method, event.RequestContext.DomainName = method, "groups.example.com"
	payload, err := json.Marshal(event)
	if err != nil {
		t.Fatal(err)
	}
	return payload
}

func TestARequestReachesThePagesAsItCame(t *testing.T) {
	const body = `{"email": "ä@example.com"}`
	for name, c := range map[string]struct {
		payload []byte
		seen    string
	}{
		"a body as it is":  {request(t, "POST", body, false), fmt.Sprintf("POST /review/aB%%2Fc-_ b=2&a=1&a=%%20 %q", body)},
		"a body in base64": {request(t, "POST", base64.StdEncoding.EncodeToString([]byte(body)), true), fmt.Sprintf("POST /review/aB%%2Fc-_ b=2&a=1&a=%%20 %q", body)},
		"an email scanner": {request(t, "HEAD", "", false), `HEAD /review/aB%2Fc-_ b=2&a=1&a=%20 ""`},
	} {
		t.Run(name, func(t *testing.T) {
			answer, err := function().Invoke(t.Context(), c.payload)
			if err != nil {
				t.Fatal(err)
			}
			var response events.APIGatewayV2HTTPResponse
			if err := json.Unmarshal(answer, &response); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(answer), "<p>größer</p>") {
				t.Errorf("the page's tags are escaped: %s", answer)
			}
			headers := http.Header{}
			for name, value := range response.Headers {
				headers.Set(name, value)
			}
			for name, values := range response.MultiValueHeaders {
				headers[name] = values
			}
			if got := headers.Get("X-Seen"); got != c.seen {
				t.Errorf("it saw  %s\nwant    %s", got, c.seen)
			}
			if headers.Get("X-Signature") != "c2ln" || response.StatusCode != http.StatusAccepted || response.Body != "<p>größer</p>" {
				t.Errorf("status %d, signature %q, body %q", response.StatusCode, headers.Get("X-Signature"), response.Body)
			}
		})
	}
}

func TestATaskIsDone(t *testing.T) {
	for payload, want := range map[string]string{
		`{"task": "greet", "input": {"name": "Ada"}}`:        `{"name":"Hello Ada"}`,
		`{"task": "silent", "input": {}}`:                    `{}`,
		`{"task": "silent"}`:                                 `{}`,
		`{"input": {"name": "Ada"}, "task": "greet", "x":1}`: `{"name":"Hello Ada"}`,
		`{"task": "caller", "again": true, "state": {"EnteredTime": "2026-10-01T09:00:00.123Z", "Name": "Ask", "RetryCount": 2}}`: `{"state":{"EnteredTime":"2026-10-01T09:00:00.123Z","RetryCount":2},"again":true}`,
		`{"task": "caller"}`: `{"state":{"EnteredTime":"0001-01-01T00:00:00Z","RetryCount":0},"again":false}`,
		// of a newer workflow, and of an older one
		`{"task": "greet", "input": {"name": "Ada", "age": 36}}`: `{"name":"Hello Ada"}`,
		`{"task": "greet", "input": {}}`:                         `{"name":"Hello "}`,
	} {
		got, err := function().Invoke(t.Context(), []byte(payload))
		if err != nil || string(got) != want {
			t.Errorf("%s: %s, %v", payload, got, err)
		}
	}
}

func TestErrorsGoOutUnderTheirNames(t *testing.T) {
	noPages := function()
	noPages.Web = nil
	for name, c := range map[string]struct {
		f       *lambdafn.Function
		payload string
		want    string
		says    string
	}{
		"a task that there is not":            {function(), `{"task": "dance"}`, lambdafn.ErrorInvalid, "dance"},
		"no task at all":                      {function(), `{}`, lambdafn.ErrorInvalid, "greeter"},
		"an event that is no JSON":            {function(), `[`, lambdafn.ErrorInvalid, "greeter"},
		"an input of the wrong type":          {function(), `{"task": "greet", "input": {"name": 36}}`, lambdafn.ErrorInvalid, "name"},
		"a request to a function of no pages": {noPages, string(request(t, "GET", "", false)), lambdafn.ErrorInvalid, "greeter"},
		"an outage":                           {function(), `{"task": "fail", "input": {"name": "unavailable"}}`, lambdafn.ErrorUnavailable, "greeter fail"},
		"wrong input, found later":            {function(), `{"task": "fail", "input": {"name": "invalid"}}`, lambdafn.ErrorInvalid, "It is so."},
		"nothing there":                       {function(), `{"task": "fail", "input": {"name": "not_found"}}`, lambdafn.ErrorNotFound, "It is so."},
		"somebody else was first":             {function(), `{"task": "fail", "input": {"name": "conflict"}}`, lambdafn.ErrorConflict, "It is so."},
		"done before":                         {function(), `{"task": "fail", "input": {"name": "already"}}`, lambdafn.ErrorAlready, "It is so."},
		"a limit":                             {function(), `{"task": "fail", "input": {"name": "full"}}`, lambdafn.ErrorFull, "It is so."},
		"a defect":                            {function(), `{"task": "fail"}`, lambdafn.ErrorInternal, "a defect"},
		"an output that is no JSON":           {function(), `{"task": "odd"}`, lambdafn.ErrorInternal, "encode"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.f.Invoke(t.Context(), []byte(c.payload))
			named, ok := err.(messages.InvokeResponse_Error)
			if !ok || named.Type != c.want || !strings.Contains(named.Message, c.says) {
				t.Fatalf("got %T %v", err, err)
			}
			if !slices.Contains(lambdafn.ErrorNames(), named.Type) {
				t.Errorf("%s is not listed", named.Type)
			}
		})
	}
}
