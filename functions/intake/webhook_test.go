package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
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
	set := func(version string) func(d *Deps) { return func(d *Deps) { d.Settings.Signature = version } }
	// signed is the request as HubSpot signs it by a version, for an address.
	signed := func(version hubspot.Version, uri string) func(*stand, *http.Request) *http.Request {
		return func(_ *stand, r *http.Request) *http.Request {
			r.Header = hubspot.Sign(version, secret, hubspot.Request{Method: r.Method, URI: uri, Body: []byte(body)}, open)
			return r
		}
	}
	const address = "https://groups.example.com" + Path
	withKey := func(d *Deps) {
		d.Settings.KeyHeader = "X-Pugs-Key"
		d.Secret = func(_ context.Context, check func(string) bool) (bool, error) {
			return check(`{"client_secret": "` + secret + `", "api_key": "key"}`), nil
		}
	}
	key := func(value string) func(*stand, *http.Request) *http.Request {
		return func(_ *stand, r *http.Request) *http.Request {
			r.Header = http.Header{"X-Pugs-Key": {value}}
			return r
		}
	}
	tests := []struct {
		name   string
		deps   func(*Deps)
		change func(s *stand, r *http.Request) *http.Request
		want   int
	}{
		{"a signed submission is taken in", nil, nil, 200},
		{"one that is signed by version 2 is, too", nil, signed(hubspot.V2, address), 200},
		{"a signature of version 3 has to hold, whatever version 2 says", nil, func(s *stand, r *http.Request) *http.Request {
			r = signed(hubspot.V2, address)(s, r)
			maps.Copy(r.Header, hubspot.Sign(hubspot.V3, "another", hubspot.Request{Method: r.Method, URI: address, Body: []byte(body)}, open))
			return r
		}, 503},
		{"a signature of version 3 has to be one, whatever version 2 says", nil, func(s *stand, r *http.Request) *http.Request {
			r = signed(hubspot.V2, address)(s, r)
			r.Header.Set(hubspot.HeaderSignatureV3, "let me in")
			return r
		}, 401},
		{"one of version 1 is to come again", nil, func(_ *stand, r *http.Request) *http.Request {
			sum := sha256.Sum256([]byte(secret + body))
			r.Header = http.Header{hubspot.HeaderVersion: {"v1"}}
			r.Header.Set(hubspot.HeaderSignatureV2, hex.EncodeToString(sum[:]))
			return r
		}, 503},
		{"one of version 2 is taken in where that is set", set("v2"), signed(hubspot.V2, address), 200},
		{"a signature of version 2 is to come again where version 3 is set", set("v3"), signed(hubspot.V2, address), 503},
		{"a signature of version 3 is to come again where version 2 is set", set("v2"), signed(hubspot.V3, address), 503},
		{"HubSpot's API key in the header that is set", withKey, key("key"), 200},
		{"a signature where there may be a key", withKey, signed(hubspot.V2, address), 200},
		{"another key is to come again", withKey, key("another"), 503},
		{"the client secret is no key", withKey, key(secret), 503},
		{"a key where none is set", nil, key("key"), 401},
		{"a slash at the end of the address", nil, func(s *stand, r *http.Request) *http.Request {
			r.URL.Path += "/"
			return signed(hubspot.V3, address+"/")(s, r)
		}, 200},
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
		{"signed for another address", nil, signed(hubspot.V3, "https://example.com"+Path), 503},
		{"signed without the slash that was called", nil, func(s *stand, r *http.Request) *http.Request { r.URL.Path += "/"; return r }, 503},
		{"a query is part of the address", nil, func(s *stand, r *http.Request) *http.Request {
			r.URL.RawQuery = "form=1"
			return signed(hubspot.V3, address+"?form=1")(s, r)
		}, 200},
		{"more than the path", nil, func(s *stand, r *http.Request) *http.Request { r.URL.Path += "/x"; return r }, 404},
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
			if code >= 400 && code != http.StatusMethodNotAllowed && code != http.StatusNotFound && !strings.Contains(text, `"problem":"The `) {
				t.Errorf("the answer %s says no sentence", text)
			}
			if code != http.StatusOK && (len(s.Started) > 0 || len(s.Sent) > 0) {
				t.Errorf("a refused webhook started %d workflows and sent %d mails", len(s.Started), len(s.Sent))
			}
		})
	}
}

func TestAWebhookThroughLambda(t *testing.T) {
	for name, test := range map[string]struct {
		path    string
		encoded bool
	}{"as text": {Path, false}, "as bytes": {Path, true}, "with a slash at its end": {Path + "/", false}} {
		s := newStand(t)
		body := form("s-1", open, map[string]string{"company": "Größe & Söhne"})
		event := events.APIGatewayV2HTTPRequest{Version: "2.0", RawPath: test.path, Headers: map[string]string{}, Body: body,
			RequestContext: events.APIGatewayV2HTTPRequestContext{DomainName: "abc.execute-api.example",
				HTTP: events.APIGatewayV2HTTPRequestContextHTTPDescription{Method: http.MethodPost, Path: test.path}}}
		signed := hubspot.Sign(hubspot.V3, secret, hubspot.Request{Method: http.MethodPost, URI: s.Settings.PublicURL + test.path, Body: []byte(body)}, s.Now())
		for name := range signed {
			event.Headers[strings.ToLower(name)] = signed.Get(name)
		}
		if test.encoded {
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
			t.Errorf("%s: answered %s", name, reply)
		}
	}
}

func TestTheSecretIsReadAsPeopleStoreIt(t *testing.T) {
	for stored, want := range map[string]string{
		secret + "\n": "", `"` + secret + `"`: "", `{"client_secret": "` + secret + `\n"}`: "",
		`{"clientSecret": "` + secret + `"}`: "neither client_secret nor api_key", "another": "no secret that is known here",
	} {
		var log bytes.Buffer
		s := newStand(t, func(d *Deps) {
			d.Log = slog.New(slog.NewTextHandler(&log, nil))
			d.Secret = func(_ context.Context, check func(string) bool) (bool, error) { return check(stored), nil }
		})
		code, _, text := s.send(t, s.request(form("s-1", open)))
		if (code == http.StatusOK) != (want == "") || want != "" && !strings.Contains(log.String(), want) {
			t.Errorf("%q: answered %d %s, and logged %s", stored, code, text, &log)
		}
	}
}
