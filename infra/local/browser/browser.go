package browser

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
)

// Browser opens the pages of a handler. It keeps nothing between two calls but cookies, and is safe for concurrent use.
type Browser struct {
	Handler http.Handler
	Base    string         // public URL of the handler; URLs elsewhere are not opened
	Cookies http.CookieJar // nil: it takes none
}

// Get opens a URL, absolute or relative to Base, and follows redirects. Any status is a page; the error is for what
// cannot be opened.
func (b *Browser) Get(address string) (Page, error) {
	return b.open(http.MethodGet, nil, b.Base, address)
}

// Follow opens a link of the page.
func (b *Browser) Follow(p Page, l Link) (Page, error) {
	return b.open(http.MethodGet, nil, p.URL, l.Address)
}

// Head asks for a URL as mail scanners do. Of the page there is only status and URL.
func (b *Browser) Head(address string) (Page, error) {
	return b.open(http.MethodHead, nil, b.Base, address)
}

// Submit fills in one of the page's forms, by index (see Page.Find), sends it and follows redirects. Values replace
// what the form holds, by the name of the field; what they do not name is sent as it is, hidden fields too. A checkbox
// is cleared by "". A button that has a name is pressed by giving its value. The form is not sent, and the error says
// why, when it has no such field, offers no such option or takes no text of that length. That an answer is required is
// left to the page: it may be the page's own check that is looked at.
func (b *Browser) Submit(p Page, form int, values url.Values) (Page, error) {
	if form < 0 || form >= len(p.Forms) {
		return Page{}, fmt.Errorf("submit form %d of %q: the page has %d forms", form, p.Title, len(p.Forms))
	}
	f := p.Forms[form]
	filled, err := f.fill(values)
	if err != nil {
		return Page{}, fmt.Errorf("submit form %d of %q: %w", form, p.Title, err)
	}
	if f.Parts {
		body, kind, err := f.inParts(filled)
		if err != nil {
			return Page{}, fmt.Errorf("submit form %d of %q: %w", form, p.Title, err)
		}
		return b.send(f.Method, body, kind, p.URL, f.Action)
	}
	return b.open(f.Method, filled, p.URL, f.Action)
}

// open sends a request, with a form where there is one.
func (b *Browser) open(method string, form url.Values, from, address string) (Page, error) {
	if form == nil {
		return b.send(method, "", "", from, address)
	}
	if method == http.MethodGet {
		return b.send(method, "", "", from, strings.SplitN(address, "?", 2)[0]+"?"+form.Encode())
	}
	return b.send(method, form.Encode(), "application/x-www-form-urlencoded", from, address)
}

// send sends a request, with a body of a kind where it has one, and follows redirects. Its errors do not quote
// addresses, which may hold the secret of a link.
func (b *Browser) send(method, body, kind, from, address string) (Page, error) {
	page, err := url.Parse(from)
	if err != nil {
		return Page{}, errors.New("the address of the page cannot be read")
	}
	at, err := page.Parse(address)
	if err != nil {
		return Page{}, errors.New("an address on the page cannot be read")
	}
	at.Fragment = ""
	sent, err := http.NewRequestWithContext(context.Background(), method, at.String(), strings.NewReader(body))
	if err != nil {
		return Page{}, fmt.Errorf("%s a page: %w", method, err)
	}
	if kind != "" {
		sent.Header.Set("Content-Type", kind)
	}
	answer, err := (&http.Client{Transport: transport{b}, Jar: b.Cookies}).Do(sent)
	if failed, ok := err.(*url.Error); ok {
		return Page{}, failed.Err
	}
	return readPage(answer)
}

// transport has the handler answer requests to the base.
type transport struct{ *Browser }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(sent *http.Request) (*http.Response, error) {
	base, err := url.Parse(t.Base)
	if err != nil || sent.URL.Scheme != base.Scheme || sent.URL.Host != base.Host {
		return nil, fmt.Errorf("%s://%s is not a page of %s", sent.URL.Scheme, sent.URL.Host, t.Base)
	}
	received := httptest.NewRequest(sent.Method, sent.URL.String(), sent.Body)
	received.Header, received.ContentLength = sent.Header, sent.ContentLength
	recorder := httptest.NewRecorder()
	t.Handler.ServeHTTP(recorder, received)
	answer := recorder.Result()
	answer.Request = sent
	return answer, nil
}
