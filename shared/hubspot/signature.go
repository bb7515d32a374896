package hubspot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The headers of signed requests.
const (
	HeaderSignatureV3 = "X-HubSpot-Signature-v3"
	HeaderTimestamp   = "X-HubSpot-Request-Timestamp" // of version 3: milliseconds since 1970
	HeaderSignatureV2 = "X-HubSpot-Signature"
	// HeaderVersion is "v2"; requests of version 3 may carry it for their older signature.
	HeaderVersion = "X-HubSpot-Signature-Version"
)

// Version is a way of signing, see
// https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation.
type Version string

// The versions that are understood. Neither keeps whoever reads along from sending the same request again: version 3
// signs a time, but an old request may be one that HubSpot repeats. Any is whichever HubSpot sends; version 1 is not
// understood, since it does not sign the address.
const (
	V2  Version = "v2"
	V3  Version = "v3"
	Any Version = "any"
)

// Request is what a signature covers. URI is the full address as the sender knows it: scheme, host, path and query.
type Request struct {
	Method string
	URI    string
	Body   []byte // as it was sent, byte for byte
}

// Sign gives the headers with which HubSpot would send the request at the time. The secret is that of the HubSpot app.
func Sign(v Version, secret string, r Request, at time.Time) http.Header {
	h := http.Header{}
	if v == V2 {
		h.Set(HeaderVersion, string(V2))
		h.Set(HeaderSignatureV2, hex.EncodeToString(signV2(secret, r)))
		return h
	}
	timestamp := strconv.FormatInt(at.UnixMilli(), 10)
	h.Set(HeaderTimestamp, timestamp)
	h.Set(HeaderSignatureV3, base64.StdEncoding.EncodeToString(signV3(secret, r, timestamp)))
	return h
}

// Signature is what the headers of a request give as its signature.
type Signature struct {
	Version   Version
	sum       []byte
	timestamp string // of version 3, as it was sent
}

// Read finds the signature among the headers of a request, without checking it: see MadeWith. It is that of the
// version, or else of the other one. Of Any it is that of version 3 where its header is there: then it has to hold, and
// an older one beside it does not count. The error says why there is none, or none that could be one.
func Read(v Version, h http.Header) (Signature, error) {
	if v == Any && h.Get(HeaderSignatureV3) != "" {
		return readV3(h)
	}
	read, other := readV3, readV2
	if v != V3 {
		read, other = readV2, readV3
	}
	s, err := read(h)
	if err == nil {
		return s, nil
	}
	if s, otherErr := other(h); otherErr == nil {
		return s, nil
	}
	return Signature{}, err
}

func readV3(h http.Header) (Signature, error) {
	s := Signature{Version: V3, timestamp: h.Get(HeaderTimestamp)}
	if _, ok := milliseconds(s.timestamp); !ok {
		return s, errors.New("the timestamp is missing or not a number")
	}
	var err error
	s.sum, err = base64.StdEncoding.DecodeString(h.Get(HeaderSignatureV3))
	return s, checkSum(s.sum, err)
}

func readV2(h http.Header) (Signature, error) {
	sum, err := hex.DecodeString(h.Get(HeaderSignatureV2))
	return Signature{Version: V2, sum: sum}, checkSum(sum, err)
}

func checkSum(sum []byte, err error) error {
	if err != nil || len(sum) != sha256.Size {
		return fmt.Errorf("the signature is missing or not the text of %d bytes", sha256.Size)
	}
	return nil
}

// MadeWith says whether the secret made the signature for the request. An empty secret makes none.
func (s Signature) MadeWith(secret string, r Request) bool {
	want := signV3(secret, r, s.timestamp)
	if s.Version == V2 {
		want = signV2(secret, r)
	}
	return secret != "" && hmac.Equal(s.sum, want)
}

// signV3 takes the timestamp as text: written anew, it might differ from what was signed.
func signV3(secret string, r Request, timestamp string) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(r.Method + escapes.Replace(r.URI)))
	mac.Write(r.Body)
	mac.Write([]byte(timestamp))
	return mac.Sum(nil)
}

// signV2 is a plain hash, not an HMAC: so HubSpot defined it.
func signV2(secret string, r Request) []byte {
	hash := sha256.New()
	hash.Write([]byte(secret + r.Method + r.URI))
	hash.Write(r.Body)
	return hash.Sum(nil)
}

// escapes decodes the escapes of a URI that version 3 decodes before it signs, and no other: not the space, "&", "=" or
// "+". Hex digits count the same in either case (RFC 3986, section 6.2.2.1).
var escapes = strings.NewReplacer(
	"%3A", ":", "%3a", ":", "%2F", "/", "%2f", "/", "%3F", "?", "%3f", "?", "%40", "@", "%21", "!", "%24", "$",
	"%27", "'", "%28", "(", "%29", ")", "%2A", "*", "%2a", "*", "%2C", ",", "%2c", ",", "%3B", ";", "%3b", ";",
)

// milliseconds reads a moment given as milliseconds since 1970, digits only, before the year 10000.
func milliseconds(text string) (time.Time, bool) {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return time.Time{}, false
	}
	ms, err := strconv.ParseInt(text, 10, 64)
	if at := time.UnixMilli(ms).UTC(); err == nil && at.Year() < 10000 {
		return at, true
	}
	return time.Time{}, false
}
