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
	// "v2"; requests of version 3 may carry it for their older signature
	HeaderVersion = "X-HubSpot-Signature-Version"
)

// Version is a way of signing, see
// https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation.
type Version string

// The versions that are understood. Version 2 knows no time, so whoever reads along can send the same request again at
// any time.
const (
	V2 Version = "v2"
	V3 Version = "v3"
)

// Window is how far the timestamp of a request may be from now, into the past or the future.
const Window = 5 * time.Minute

// ErrSignature means that a request is not signed as it should be. The text of the error says why, for the log.
var ErrSignature = errors.New("the signature does not hold")

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
		h.Set(HeaderSignatureV2, signV2(secret, r))
		return h
	}
	timestamp := strconv.FormatInt(at.UnixMilli(), 10)
	h.Set(HeaderTimestamp, timestamp)
	h.Set(HeaderSignatureV3, signV3(secret, r, timestamp))
	return h
}

// Verify checks the headers of a request that came in now. Every error is an ErrSignature.
func Verify(v Version, secret string, r Request, h http.Header, now time.Time) error {
	switch {
	case secret == "":
		return fmt.Errorf("%w: there is no secret to check it with", ErrSignature)
	case v == V3:
		return verifyV3(secret, r, h, now)
	case v == V2:
		return equal(h.Get(HeaderSignatureV2), signV2(secret, r))
	}
	return fmt.Errorf("%w: there is no version %q", ErrSignature, v)
}

func verifyV3(secret string, r Request, h http.Header, now time.Time) error {
	timestamp := h.Get(HeaderTimestamp)
	at, ok := milliseconds(timestamp)
	if !ok {
		return fmt.Errorf("%w: the timestamp is missing or not a number", ErrSignature)
	}
	if apart := now.Sub(at).Abs(); apart > Window {
		return fmt.Errorf("%w: its time is %s from now", ErrSignature, apart.Round(time.Second))
	}
	return equal(h.Get(HeaderSignatureV3), signV3(secret, r, timestamp))
}

// signV3 takes the timestamp as text: written anew, it might differ from what was signed.
func signV3(secret string, r Request, timestamp string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(r.Method + escapes.Replace(r.URI)))
	mac.Write(r.Body)
	mac.Write([]byte(timestamp))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// signV2 is a plain hash, not an HMAC: so HubSpot defined it.
func signV2(secret string, r Request) string {
	hash := sha256.New()
	hash.Write([]byte(secret + r.Method + r.URI))
	hash.Write(r.Body)
	return hex.EncodeToString(hash.Sum(nil))
}

func equal(given, want string) error {
	if given == "" {
		return fmt.Errorf("%w: it is missing", ErrSignature)
	}
	if !hmac.Equal([]byte(given), []byte(want)) {
		return fmt.Errorf("%w: it is another one", ErrSignature)
	}
	return nil
}

// escapes decodes the escapes of a URI that version 3 decodes before it signs, and no other: not the space, "&", "=" or
// "+". Hex digits count the same in either case (RFC 3986, section 6.2.2.1).
var escapes = strings.NewReplacer(
	"%3A", ":", "%3a", ":", "%2F", "/", "%2f", "/", "%3F", "?", "%3f", "?", "%40", "@", "%21", "!", "%24", "$", "%27",
	"'",
	"%28", "(", "%29", ")", "%2A", "*", "%2a", "*", "%2C", ",", "%2c", ",", "%3B", ";", "%3b", ";",
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
