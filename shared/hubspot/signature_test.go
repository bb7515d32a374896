package hubspot

import (
	"errors"
	"net/http"
	"testing"
	"time"
)

const (
	secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy"
	uri    = "https://www.example.com/webhook_uri"
	double = `{"example_field":"example_value"}`
	single = `{'example_field':'example_value'}`
)

// The first four are published in HubSpot's own API clients, the others computed by hand from the same secret.
func TestSignatures(t *testing.T) {
	tests := []struct {
		name      string
		method    string
		body      string
		timestamp string // empty: version 2
		want      string
	}{
		{"v2 of a GET without a body", "GET", "", "", "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e"},
		{"v2 of a POST", "POST", double, "", "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900"},
		{"v3 of a POST", "POST", single, "1693657560000", "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y="},
		{"v3 of the same POST later", "POST", single, "1700000300000", "RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw="},
		{"v3 of another body", "POST", double, "1693657560000", "oaA3M5dEtt6kFsseJD/Hv/x+JNl1vsoxFj4oxmwP6Go="},
		{"v3 of the other body later", "POST", double, "1700000300000", "ZEux4lGY4urKtKJ9fqGCQDJ0FasZeSunWHlJMEoU3Bg="},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := Request{Method: test.method, URI: uri, Body: []byte(test.body)}
			version, header, at := V2, HeaderSignatureV2, time.Time{}
			if test.timestamp != "" {
				at, _ = milliseconds(test.timestamp)
				version, header = V3, HeaderSignatureV3
			}
			signed := Sign(version, secret, r, at)
			if got := signed.Get(header); got != test.want {
				t.Errorf("signed as %s, want %s", got, test.want)
			}
			if err := Verify(version, secret, r, signed, at); err != nil {
				t.Errorf("the own signature is refused: %v", err)
			}
		})
	}
}

func TestVerifyV3(t *testing.T) {
	at := time.UnixMilli(1693657560000)
	request := Request{Method: "POST", URI: uri, Body: []byte(double)}
	tests := []struct {
		name   string
		change func(h http.Header, r *Request)
		now    time.Time
		holds  bool
	}{
		{"holds at the moment", nil, at, true},
		{"holds when five minutes old", nil, at.Add(Window), true},
		{"fails when older", nil, at.Add(Window + time.Millisecond), false},
		{"holds when five minutes ahead", nil, at.Add(-Window), true},
		{"fails when further ahead", nil, at.Add(-Window - time.Millisecond), false},
		{"fails when a byte of the body differs", func(_ http.Header, r *Request) { r.Body = []byte(single) }, at, false},
		{"fails for another method", func(_ http.Header, r *Request) { r.Method = "PUT" }, at, false},
		{"fails for another address", func(_ http.Header, r *Request) { r.URI += "?a=b" }, at, false},
		{"fails without a signature", func(h http.Header, _ *Request) { h.Del(HeaderSignatureV3) }, at, false},
		{"fails without a timestamp", func(h http.Header, _ *Request) { h.Del(HeaderTimestamp) }, at, false},
		{"fails for a timestamp that is no number", func(h http.Header, _ *Request) { h.Set(HeaderTimestamp, "NaN") }, at, false},
		{"fails for the same time written otherwise", func(h http.Header, _ *Request) { h.Set(HeaderTimestamp, "01693657560000") }, at, false},
		{"fails for a timestamp with a sign", func(h http.Header, _ *Request) { h.Set(HeaderTimestamp, "+1693657560000") }, at, false},
		{"fails for a timestamp beyond all years", func(h http.Header, _ *Request) { h.Set(HeaderTimestamp, "9223372036854775807") }, at, false},
		{"fails where only version 2 is signed", func(h http.Header, r *Request) {
			h.Del(HeaderSignatureV3)
			h.Set(HeaderSignatureV2, signV2(secret, *r))
		}, at, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h, r := Sign(V3, secret, request, at), request
			if test.change != nil {
				test.change(h, &r)
			}
			err := Verify(V3, secret, r, h, test.now)
			if (err == nil) != test.holds || (err != nil && !errors.Is(err, ErrSignature)) {
				t.Errorf("Verify: %v, want it to hold: %v", err, test.holds)
			}
		})
	}
}

func TestWithoutASecretNothingHolds(t *testing.T) {
	r := Request{Method: "POST", URI: uri}
	for _, v := range []Version{V2, V3, "v1"} {
		if err := Verify(v, "", r, Sign(v, "", r, time.UnixMilli(0)), time.UnixMilli(0)); !errors.Is(err, ErrSignature) {
			t.Errorf("%s holds without a secret: %v", v, err)
		}
	}
}

func TestVersion3DecodesSomeEscapes(t *testing.T) {
	tests := []struct{ name, uri, signed string }{
		{"those of the list", "https://a.example/x%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B", "https://a.example/x:/?@!$'()*,;"},
		{"in small letters too", "https://a.example/x%3a%2f", "https://a.example/x:/"},
		{"no other", "https://a.example/x%20y?a=%26%3D%2B+z", "https://a.example/x%20y?a=%26%3D%2B+z"},
		{"and none twice", "https://a.example/%253A", "https://a.example/%253A"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, want := signV3(secret, Request{URI: test.uri}, "1"), signV3(secret, Request{URI: test.signed}, "1")
			if got != want || escapes.Replace(test.uri) != test.signed {
				t.Errorf("%s is signed as %s", test.uri, escapes.Replace(test.uri))
			}
		})
	}
}
