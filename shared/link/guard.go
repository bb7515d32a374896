package link

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/logs"
	"github.com/partnerusergroups/pugs/shared/page"
)

// PathValue is the name under which routes give the secret of a link: "GET /review/{link}".
const PathValue = "link"

// opener opens links; *Minter is one.
type opener interface {
	Open(ctx context.Context, purpose, secret string) (Link, error)
	OpenStaff(ctx context.Context, purpose, secret string) (Link, error)
}

// Guard lets in who holds a link.
type Guard struct {
	Links opener
	Pages *page.Pages
	Log   *slog.Logger
}

// Visitor is who came in by which link. Late says that the link has ended: show what was decided, and decide nothing.
type Visitor struct {
	Link
	Late bool
}

// Who is the visitor's name, or the mail address where there is none.
func (v Visitor) Who() string {
	return cmp.Or(v.Name, v.Person)
}

// Page answers a visitor who came by a link. Its errors are ours: what the visitor did wrong is said on the page.
type Page func(w http.ResponseWriter, r *http.Request, v Visitor) error

// Handle makes a handler of a page behind links of the purpose. An unknown link, and an error of open, are answered
// here: an error is logged, and the visitor is told that nothing is lost.
func (g *Guard) Handle(purpose string, open Page) http.Handler {
	return g.handle(g.Links.Open, purpose, open)
}

// HandleStaff is Handle for links that only staff get: whoever has left staff is shown nothing of the matter (L11).
func (g *Guard) HandleStaff(purpose string, open Page) http.Handler {
	return g.handle(g.Links.OpenStaff, purpose, open)
}

func (g *Guard) handle(
	find func(ctx context.Context, purpose, secret string) (Link, error), purpose string, open Page,
) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l, err := find(r.Context(), purpose, r.PathValue(PathValue))
		late := errors.Is(err, ErrExpired)
		switch {
		case errors.Is(err, ErrUnknown):
			g.Pages.NotFound(w, r)
			return
		case errors.Is(err, ErrNotStaff):
			g.Pages.NotStaff(w, r)
			return
		case err == nil || late:
			r = r.WithContext(logs.With(r.Context(), "subject", l.Subject))
			err = open(w, r, Visitor{Link: l, Late: late})
		}
		if err != nil {
			g.Log.ErrorContext(r.Context(), "page failed", "error", err)
			g.Pages.Failed(w, r)
		}
	})
}
