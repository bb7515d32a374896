package stand

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/aws/aws-lambda-go/events"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// What HTTP API takes, and what Lambda takes of it when it waits for the answer: the body, its quotation marks escaped,
// with all that API Gateway puts around it (AWS, HTTP API quotas and Lambda quotas).
const (
	maxPayload = 10 << 20
	maxEvent   = 6 << 20
)

// gateway is one route of the HTTP API: a request becomes an event of payload version 2 for the function.
type gateway struct {
	stand    *Stand
	function cloud.Function
	route    blueprint.Route
}

func (g gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxPayload))
	if err != nil {
		http.Error(w, "Request Entity Too Large", http.StatusRequestEntityTooLarge)
		return
	}
	payload, _ := json.Marshal(g.event(r, body)) // an event always has a JSON form
	if len(payload) > maxEvent {
		http.Error(w, `{"message":"Request Too Long"}`, http.StatusRequestEntityTooLarge)
		return
	}
	g.stand.usage.count(func(u *Usage) { u.Requests++ })
	f := g.function
	if clock.From(r.Context()) == nil {
		f.Timeout = 0 // on a paced clock hours pass while a page is made for a person
	}
	answer, err := g.stand.invoke(r.Context(), "gateway "+f.Name, f, payload)
	var response events.APIGatewayV2HTTPResponse
	if err == nil {
		err = json.Unmarshal(answer, &response)
	}
	if err != nil { // as API Gateway answers when the function fails
		http.Error(w, `{"message":"Internal Server Error"}`, http.StatusInternalServerError)
		return
	}
	send(w, response)
}

func (g gateway) event(r *http.Request, body []byte) events.APIGatewayV2HTTPRequest {
	headers := map[string]string{"host": r.Host}
	for name, values := range r.Header {
		if name != "Cookie" { // AWS, payload format version 2.0: cookies are a list of their own
			headers[strings.ToLower(name)] = strings.Join(values, ",")
		}
	}
	var cookies []string
	for _, c := range r.Cookies() {
		cookies = append(cookies, c.String())
	}
	key := g.route.Method + " " + g.route.Path
	e := events.APIGatewayV2HTTPRequest{
		Version: "2.0", RouteKey: key, RawPath: r.URL.EscapedPath(), RawQueryString: r.URL.RawQuery,
		Headers: headers, Cookies: cookies, Body: string(body),
		RequestContext: events.APIGatewayV2HTTPRequestContext{
			RouteKey: key, Stage: "$default", TimeEpoch: g.stand.Clock.Now().UnixMilli(), DomainName: r.Host,
			HTTP: events.APIGatewayV2HTTPRequestContextHTTPDescription{Method: r.Method, Path: r.URL.Path,
				Protocol: r.Proto, SourceIP: "127.0.0.1"},
		},
	}
	if !utf8.Valid(body) {
		e.Body, e.IsBase64Encoded = base64.StdEncoding.EncodeToString(body), true
	}
	return e
}

func send(w http.ResponseWriter, response events.APIGatewayV2HTTPResponse) {
	for name, value := range response.Headers {
		w.Header().Set(name, value)
	}
	for _, c := range response.Cookies {
		w.Header().Add("Set-Cookie", c)
	}
	body := []byte(response.Body)
	if response.IsBase64Encoded {
		if decoded, err := base64.StdEncoding.DecodeString(response.Body); err == nil {
			body = decoded
		}
	}
	w.WriteHeader(response.StatusCode)
	_, _ = w.Write(body) // a reader who has gone away is no error
}

// inProcess serves requests that simulated people make: in the process of the clock in which they act.
type inProcess struct {
	clock *clock.Clock
	next  http.Handler
}

func (h inProcess) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.next.ServeHTTP(w, r.WithContext(clock.With(r.Context(), h.clock.Current())))
}
