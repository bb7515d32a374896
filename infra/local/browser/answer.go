package browser

import (
	"bytes"
	"net/http"
	"strings"
)

// answer takes what a handler writes.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(p)
}

// page reads the answer. Of other content than HTML the page is the text.
func (a *answer) page(address string) (Page, error) {
	a.WriteHeader(http.StatusOK)
	p := Page{Status: a.status, URL: address}
	if a.body.Len() == 0 || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
		p.Text = a.body.String()
		return p, nil
	}
	return p, p.read(&a.body)
}
