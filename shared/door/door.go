package door

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
)

// PathValue is the name under which routes give the secret of a link: "GET /review/{link}".
const PathValue = "link"

type links interface {
	Open(ctx context.Context, purpose, secret string) (link.Link, error)
}

// Door opens the links of requests.
type Door struct {
	Links links
	Pages *page.Pages
	Log   *slog.Logger
}

// Visitor is who came in by which link. Late says that the link has ended: show what was decided, and decide nothing.
type Visitor struct {
	link.Link
	Late bool
}

// Who is the visitor's name, or the mail address where there is none.
func (v Visitor) Who() string {
	if v.Name != "" {
		return v.Name
	}
	return v.Person
}

// Handle makes a handler of a page behind links of the purpose. An unknown link, and an error of open, are answered here: an error is
// logged, and the visitor is told that nothing is lost.
func (d *Door) Handle(purpose string, open func(w http.ResponseWriter, r *http.Request, v Visitor) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l, err := d.Links.Open(r.Context(), purpose, r.PathValue(PathValue))
		late := errors.Is(err, link.ErrExpired)
		switch {
		case errors.Is(err, link.ErrUnknown):
			d.Pages.NotFound(w, r)
			return
		case err == nil || late:
			err = open(w, r, Visitor{Link: l, Late: late})
		}
		if err != nil {
			d.Log.ErrorContext(r.Context(), "page failed", "purpose", purpose, "subject", l.Subject, "error", err)
			d.Pages.Failed(w, r)
		}
	})
}
