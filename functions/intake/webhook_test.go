package intake

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/partnerusergroups/pugs/shared/hubspot"
)

func TestRefusals(t *testing.T) {
	body := form("s-1", open)
	v2 := func(d *Deps) { d.Settings.Signature = "v2" }
	tests := []struct {
		name   string
		deps   func(*Deps)
		change func(s *stand, r *http.Request) *http.Request
		want   int
	}{
		{"a signed submission is taken in", nil, nil, 200},
		{"one signed by version 2 is taken in where that is set", v2, nil, 200},
		{"a signature of version 2 is to come again where version 3 is set", nil, func(_ *stand, r *http.Request) *http.Request {
			signed := hubspot.Request{Method: r.Method, URI: "https://groups.example.com" + Path, Body: []byte(body)}
			r.Header = hubspot.Sign(hubspot.V2, secret, signed, open)
			return r
		}, 503},
		{"a signature of version 3 is to come again where version 2 is set", v2, func(_ *stand, r *http.Request) *http.Request {
			signed := hubspot.Request{Method: r.Method, URI: "https://groups.example.com" + Path, Body: []byte(body)}
			r.Header = hubspot.Sign(hubspot.V3, secret, signed, open)
			return r
		}, 503},
		{"no signature", nil, func(_ *stand, r *http.Request) *http.Request { r.Header = http.Header{}; return r }, 401},
		{"no timestamp", nil, func(_ *stand, r *http.Request) *http.Request { r.Header.Del(hubspot.HeaderTimestamp); return r }, 401},
		{"what can be no signature", nil, func(_ *stand, r *http.Request) *http.Request {
			r.Header.Set(hubspot.HeaderSignatureV3, "let me in")
			return r
		}, 401},
		{"a signature that is days old", nil, func(s *stand, r *http.Request) *http.Request { s.Pass(72 * time.Hour); return r }, 200},
		{"a signature from the future", nil, func(s *stand, r *http.Request) *http.Request { s.Pass(-time.Hour); return r }, 200},
		{"a byte of the body differs", nil, func(s *stand, r *http.Request) *http.Request {
			other := httptest.NewRequest(http.MethodPost, Path, strings.NewReader(body+" "))
			other.Header = r.Header
			return other
		}, 503},
		{"signed for another address", nil, func(s *stand, r *http.Request) *http.Request {
			signed := hubspot.Request{Method: r.Method, URI: "https://" + r.Host + Path, Body: []byte(body)}
			r.Header = hubspot.Sign(hubspot.V3, secret, signed, open)
			return r
		}, 503},
		{"a query is part of the address", nil, func(s *stand, r *http.Request) *http.Request {
			signed := hubspot.Request{Method: r.Method, URI: "https://groups.example.com" + Path + "?form=1",
				Body: []byte(body)}
			r.URL.RawQuery, r.Header = "form=1", hubspot.Sign(hubspot.V3, secret, signed, open)
			return r
		}, 200},
		{"not JSON", nil, func(s *stand, _ *http.Request) *http.Request { return s.request("email=a") }, 400},
		{"a contact with its whole history", nil, func(s *stand, _ *http.Request) *http.Request {
			return s.request(form("s-1", open, map[string]string{"hs_history": strings.Repeat("x", 1<<20)}))
		}, 200},
		{"another method", nil, func(_ *stand, r *http.Request) *http.Request { r.Method = http.MethodGet; return r }, 405},
		{"the secret cannot be read", func(d *Deps) {
			d.Secret = func(context.Context, func(string) bool) (bool, error) { return false, errors.New("no secrets today") }
		}, nil, 503},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var changes []func(*Deps)
			if test.deps != nil {
				changes = append(changes, test.deps)
			}
			s := newStand(t, changes...)
			r := s.request(body)
			if test.change != nil {
				r = test.change(s, r)
			}
			code, _, text := s.send(t, r)
			if code != test.want {
				t.Errorf("answered %d %s, want %d", code, text, test.want)
			}
			if code >= 400 && code != http.StatusMethodNotAllowed && !strings.Contains(text, `"problem":"The `) {
				t.Errorf("the answer %s says no sentence", text)
			}
			if code != http.StatusOK && (len(s.Started) > 0 || len(s.Sent) > 0) {
				t.Errorf("a refused webhook started %d workflows and sent %d mails", len(s.Started), len(s.Sent))
			}
		})
	}
}

func TestAWebhookThroughLambda(t *testing.T) {
	for _, encoded := range []bool{false, true} {
		s := newStand(t)
		body := form("s-1", open, map[string]string{"company": "Größe & Söhne"})
		signed := s.request(body)
		event := events.APIGatewayV2HTTPRequest{Version: "2.0", RawPath: Path, Headers: map[string]string{}, Body: body,
			RequestContext: events.APIGatewayV2HTTPRequestContext{DomainName: "abc.execute-api.example",
				HTTP: events.APIGatewayV2HTTPRequestContextHTTPDescription{Method: http.MethodPost, Path: Path}}}
		for name := range signed.Header {
			event.Headers[strings.ToLower(name)] = signed.Header.Get(name)
		}
		if encoded {
			event.Body, event.IsBase64Encoded = base64.StdEncoding.EncodeToString([]byte(body)), true
		}
		payload, err := json.Marshal(event)
		if err != nil {
			t.Fatal(err)
		}
		reply, err := s.Function.Invoke(t.Context(), payload)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(reply, []byte(`\"outcome\":\"accepted\"`)) {
			t.Errorf("encoded %v: answered %s", encoded, reply)
		}
	}
}
