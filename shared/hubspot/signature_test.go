package hubspot

import (
	"bytes"
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
			if s, err := Read(version, signed); err != nil || !s.MadeWith(secret, r) {
				t.Errorf("the own signature is not known again: %v", err)
			}
		})
	}
}

func TestWhoMadeASignature(t *testing.T) {
	request := Request{Method: "POST", URI: uri, Body: []byte(double)}
	tests := []struct {
		name   string
		change func(h http.Header, r *Request)
		holds  bool
	}{
		{"the secret made it", nil, true},
		{"a byte of the body differs", func(_ http.Header, r *Request) { r.Body = []byte(single) }, false},
		{"another method", func(_ http.Header, r *Request) { r.Method = "PUT" }, false},
		{"another address", func(_ http.Header, r *Request) { r.URI += "?a=b" }, false},
		{"another time", func(h http.Header, _ *Request) { h.Set(HeaderTimestamp, "1693657560001") }, false},
		{"the same time written otherwise", func(h http.Header, _ *Request) { h.Set(HeaderTimestamp, "01693657560000") }, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h, r := Sign(V3, secret, request, time.UnixMilli(1693657560000)), request
			if test.change != nil {
				test.change(h, &r)
			}
			s, err := Read(V3, h)
			if err != nil {
				t.Fatal(err)
			}
			if got := s.MadeWith(secret, r); got != test.holds {
				t.Errorf("made with the secret: %v, want %v", got, test.holds)
			}
			if s.MadeWith("another", r) || s.MadeWith("", r) {
				t.Error("made with another secret, or with none")
			}
		})
	}
}

func TestNoSecretMakesNoSignature(t *testing.T) {
	r := Request{Method: "POST", URI: uri}
	for _, v := range []Version{V2, V3} {
		s, err := Read(v, Sign(v, "", r, time.UnixMilli(0)))
		if err != nil || s.MadeWith("", r) {
			t.Errorf("%s is made without a secret: %v", v, err)
		}
	}
}

func TestWhatCanBeASignature(t *testing.T) {
	r := Request{Method: "POST", URI: uri}
	v2, v3 := Sign(V2, secret, r, time.Time{}), Sign(V3, secret, r, time.UnixMilli(1693657560000))
	with := func(h http.Header, name, value string) http.Header {
		h = h.Clone()
		h.Set(name, value)
		return h
	}
	both := with(v3, HeaderSignatureV2, v2.Get(HeaderSignatureV2))
	tests := []struct {
		name   string
		wanted Version
		header http.Header
		want   Version // empty: it cannot be one
	}{
		{"version 3", V3, v3, V3},
		{"version 2", V2, v2, V2},
		{"of both, version 3 where it is wanted", V3, both, V3},
		{"of both, version 2 where it is wanted", V2, both, V2},
		{"version 2 where only that is there", V3, v2, V2},
		{"version 3 where only that is there", V2, v3, V3},
		{"nothing", V3, http.Header{}, ""},
		{"an empty one", V3, with(v3, HeaderSignatureV3, ""), ""},
		{"one that is not base64", V3, with(v3, HeaderSignatureV3, "let me in, let me in, let me in, let me in!!"), ""},
		{"one of another length", V3, with(v3, HeaderSignatureV3, "bGV0IG1lIGlu"), ""},
		{"version 2 that is not hexadecimal", V2, with(v2, HeaderSignatureV2, "letmein"), ""},
		{"no timestamp", V3, with(v3, HeaderTimestamp, ""), ""},
		{"a timestamp that is no number", V3, with(v3, HeaderTimestamp, "NaN"), ""},
		{"a timestamp with a sign", V3, with(v3, HeaderTimestamp, "+1693657560000"), ""},
		{"a timestamp beyond all years", V3, with(v3, HeaderTimestamp, "9223372036854775807"), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := Read(test.wanted, test.header)
			if s.Version != test.want || (err == nil) != (test.want != "") {
				t.Errorf("read as %q, %v, want %q", s.Version, err, test.want)
			}
		})
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
			if !bytes.Equal(got, want) || escapes.Replace(test.uri) != test.signed {
				t.Errorf("%s is signed as %s", test.uri, escapes.Replace(test.uri))
			}
		})
	}
}
