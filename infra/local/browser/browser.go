package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
)

// maxRedirects is how many redirects are followed before a page must come.
const maxRedirects = 10

// Browser opens the pages of a handler. It keeps nothing between two calls, and is safe for concurrent use.
type Browser struct {
	Handler http.Handler
	Base    string // public URL of the handler; URLs elsewhere are not opened
}

// Get opens a URL, absolute or relative to Base, and follows redirects. Any status is a page; the error is for what
// cannot be opened.
func (b *Browser) Get(address string) (Page, error) {
	return b.open(request{method: http.MethodGet}, b.Base, address)
}

// Follow opens a link of the page.
func (b *Browser) Follow(p Page, l Link) (Page, error) {
	return b.open(request{method: http.MethodGet}, p.URL, l.Address)
}

// Head asks for a URL as mail scanners do. Of the page there is only status and URL.
func (b *Browser) Head(address string) (Page, error) {
	return b.open(request{method: http.MethodHead}, b.Base, address)
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
	return b.open(request{f.Method, filled}, p.URL, f.Action)
}

// request is what is sent to one address after another, until there is no redirect.
type request struct {
	method string
	form   url.Values
}

func (b *Browser) open(r request, from, address string) (Page, error) {
	base, err := url.Parse(b.Base)
	if err != nil || base.Host == "" {
		return Page{}, fmt.Errorf("the browser's base %q is not an absolute URL", b.Base)
	}
	at, err := resolve(from, address)
	if err != nil {
		return Page{}, err
	}
	if r.method == http.MethodGet && r.form != nil {
		at.RawQuery, r.form = r.form.Encode(), nil
	}
	for range maxRedirects {
		if at.Scheme != base.Scheme || at.Host != base.Host {
			return Page{}, fmt.Errorf("%s://%s is not a page of %s", at.Scheme, at.Host, b.Base)
		}
		answer := b.send(r, at)
		location := answer.Header().Get("Location")
		if answer.Code < 300 || answer.Code > 399 || location == "" {
			return readPage(answer, at.String())
		}
		if at, err = resolve(at.String(), location); err != nil {
			return Page{}, err
		}
		r = r.redirected(answer.Code)
	}
	return Page{}, fmt.Errorf("more than %d redirects", maxRedirects)
}

// redirected is the next request: 307 and 308 keep method and body, others turn a POST into a GET (RFC 9110, 15.4).
func (r request) redirected(status int) request {
	if status == http.StatusTemporaryRedirect || status == http.StatusPermanentRedirect || r.method == http.MethodHead {
		return r
	}
	return request{method: http.MethodGet}
}

func (b *Browser) send(r request, at *url.URL) *httptest.ResponseRecorder {
	sent := httptest.NewRequest(r.method, at.String(), strings.NewReader(r.form.Encode()))
	if r.form != nil {
		sent.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer := httptest.NewRecorder()
	b.Handler.ServeHTTP(answer, sent)
	return answer
}

// resolve reads an address as it stands on the page at from. Its errors do not quote addresses, which may hold the
// secret of a link.
func resolve(from, address string) (*url.URL, error) {
	page, err := url.Parse(from)
	if err != nil {
		return nil, fmt.Errorf("the address of the page cannot be read")
	}
	to, err := page.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("an address on the page cannot be read")
	}
	to.Fragment = ""
	return to, nil
}
