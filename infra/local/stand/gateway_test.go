package stand

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// testGateway is the route of a form, at noon of 1 October 2026.
func testGateway(t *testing.T) gateway {
	t.Helper()
	s := &Stand{Clock: clock.New(time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC), clock.Jump)}
	t.Cleanup(s.Close)
	return gateway{stand: s, function: cloud.Function{Name: "review"}, route: blueprint.Route{Method: "POST", Path: "/review/{link}"}}
}

func TestARequestBecomesTheEventThatAPIGatewaySends(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "http://groups.example/review/a%2Fb?page=2&q=x+y", strings.NewReader("choice=yes"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Add("X-Twice", "one")
	r.Header.Add("X-Twice", "two")
	got := testGateway(t).event(r, []byte("choice=yes"))
	want := events.APIGatewayV2HTTPRequest{
		Version: "2.0", RouteKey: "POST /review/{link}", RawPath: "/review/a%2Fb", RawQueryString: "page=2&q=x+y",
		Headers: map[string]string{"host": "groups.example", "content-type": "application/x-www-form-urlencoded", "x-twice": "one,two"},
		Body:    "choice=yes",
	}
	want.RequestContext.RouteKey, want.RequestContext.Stage = want.RouteKey, "$default"
	want.RequestContext.TimeEpoch, want.RequestContext.DomainName = 1790856000000, "groups.example"
	want.RequestContext.HTTP = events.APIGatewayV2HTTPRequestContextHTTPDescription{
		Method: "POST", Path: "/review/a/b", Protocol: "HTTP/1.1", SourceIP: "127.0.0.1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestABodyThatIsNoTextIsEncoded(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/review/x", nil)
	for name, test := range map[string]struct {
		body    string
		encoded bool
	}{
		"nothing":              {"", false},
		"text":                 {"Zoë", false},
		"bytes that aren't it": {"\xff\xfe", true},
	} {
		e := testGateway(t).event(r, []byte(test.body))
		want := test.body
		if test.encoded {
			want = base64.StdEncoding.EncodeToString([]byte(test.body))
		}
		if e.Body != want || e.IsBase64Encoded != test.encoded {
			t.Errorf("%s: the event has %q, encoded %t", name, e.Body, e.IsBase64Encoded)
		}
	}
}

func TestAnAnswerBecomesTheResponse(t *testing.T) {
	for name, test := range map[string]struct {
		answer string
		status int
		head   string // a header and its values
		body   string
	}{
		"a page": {`{"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": "<p>Hello"}`,
			200, "Content-Type: text/html", "<p>Hello"},
		"bytes": {`{"statusCode": 200, "body": "/v8=", "isBase64Encoded": true}`, 200, "", "\xfe\xff"},
		"headers as only REST APIs take them": {`{"statusCode": 303, "multiValueHeaders": {"vary": ["a", "b"]}}`,
			303, "Vary: ", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var response events.APIGatewayV2HTTPResponse
			if err := json.Unmarshal([]byte(test.answer), &response); err != nil {
				t.Fatal(err)
			}
			w := httptest.NewRecorder()
			send(w, response)
			header, values, _ := strings.Cut(test.head, ": ")
			if w.Code != test.status || w.Body.String() != test.body || strings.Join(w.Header()[header], ", ") != values {
				t.Errorf("answered %d, %v, %q", w.Code, w.Header(), w.Body)
			}
		})
	}
}

func TestWhatIsTooLongIsRefusedBeforeTheFunctionHearsOfIt(t *testing.T) {
	for name, body := range map[string]string{
		"for API Gateway": strings.Repeat("x", maxPayload+1), "for Lambda": strings.Repeat("x", maxEvent),
		"for Lambda, with its quotation marks escaped": strings.Repeat(`"`, maxEvent/2),
	} {
		w := httptest.NewRecorder()
		testGateway(t).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/review/x", strings.NewReader(body))) // it has no function to ask
		if w.Code != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: answered %d", name, w.Code)
		}
	}
}
