package page

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"time"
)

// Secure wraps a handler of pages with the headers that keep them private: pages behind one-time links must not be
// stored, indexed, framed, or named in a Referer. The browser may use this package's style and the scripts that are
// given here, which may ask the same server for more; nothing else.
//
// HEAD is answered as GET would be, without the body: mail scanners use it, and must find the link in order.
func Secure(h http.Handler, scripts ...string) http.Handler {
	policy := "default-src 'none'; style-src " + source(style) + "; "
	if len(scripts) > 0 {
		policy += "connect-src 'self'; script-src"
		for _, script := range scripts {
			policy += " " + source(script)
		}
		policy += "; "
	}
	policy += "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Cache-Control", "no-store")
		head.Set("Content-Security-Policy", policy)
		head.Set("Referrer-Policy", "no-referrer")
		head.Set("Strict-Transport-Security", "max-age=63072000") // two years; heeded over https only (RFC 6797)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("X-Frame-Options", "DENY")
		head.Set("X-Robots-Tag", "noindex, nofollow")
		if r.Method == http.MethodHead {
			w, r = bodiless{w}, asGet(r)
		}
		h.ServeHTTP(w, r)
	})
}

// OwnForms takes forms for a handler from pages of its own site alone; foreign answers all others. Other than on pages
// behind one-time links, these pages may refer to their own site: browsers that do not know of Sec-Fetch-Site send no
// Origin where nothing may be referred to.
func OwnForms(h http.Handler, foreign http.HandlerFunc) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(foreign)
	return protection.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Referrer-Policy", "same-origin")
		h.ServeHTTP(w, r)
	}))
}

// Share takes back, for a page that anybody may see, what Secure says to keep pages private: it may be kept for the
// time, and found by search.
func Share(head http.Header, keep time.Duration) {
	head.Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(keep.Seconds())))
	head.Del("X-Robots-Tag")
}

// source names a text within a page by its hash (Content Security Policy Level 3, section 2.3.1).
func source(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func asGet(r *http.Request) *http.Request {
	get := r.Clone(r.Context())
	get.Method = http.MethodGet
	return get
}

// bodiless drops the body of an answer.
type bodiless struct {
	http.ResponseWriter
}

// Write writes nothing, but still writes: a handler that sets no status has answered 200 by it.
func (w bodiless) Write(b []byte) (int, error) {
	if _, err := w.ResponseWriter.Write(nil); err != nil {
		return 0, err
	}
	return len(b), nil
}
