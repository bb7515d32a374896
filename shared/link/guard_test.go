package link_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
)

type opener func(purpose, secret string) (link.Link, error)

func (o opener) Open(_ context.Context, purpose, secret string) (link.Link, error) {
	return o(purpose, secret)
}

func (o opener) OpenStaff(_ context.Context, purpose, secret string) (link.Link, error) {
	return o(purpose, secret)
}

// visit opens "/review/s3cret" and tells what the answer was, what the page behind the guard saw, and what was logged.
func visit(t *testing.T, links opener, fails error) (*httptest.ResponseRecorder, *link.Visitor, string) {
	t.Helper()
	pages, err := page.New(nil, page.Config{Team: "Partner User Groups team", Contact: "groups@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	var seen *link.Visitor
	var log strings.Builder
	g := &link.Guard{Links: links, Pages: pages, Log: slog.New(slog.NewTextHandler(&log, nil))}
	mux := http.NewServeMux()
	mux.Handle("GET /review/{link}", g.HandleStaff("review", func(w http.ResponseWriter, _ *http.Request, v link.Visitor) error {
		seen = &v
		if fails == nil {
			_, _ = io.WriteString(w, "come in")
		}
		return fails
	}))
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/review/s3cret", nil))
	return w, seen, log.String()
}

func TestWhoHoldsALinkComesIn(t *testing.T) {
	ada := link.Link{Purpose: "review", Subject: "a1", Person: "ada@example.com", Name: "Ada Hart"}
	for name, c := range map[string]struct {
		err  error
		late bool
	}{"in time": {nil, false}, "too late": {link.ErrExpired, true}} {
		t.Run(name, func(t *testing.T) {
			w, seen, _ := visit(t, func(purpose, secret string) (link.Link, error) {
				if purpose != "review" || secret != "s3cret" {
					t.Errorf("opened %s %s", purpose, secret)
				}
				return ada, c.err
			}, nil)
			if w.Code != http.StatusOK || w.Body.String() != "come in" || seen.Link != ada || seen.Late != c.late {
				t.Errorf("%d %s, visitor %+v", w.Code, w.Body, seen)
			}
		})
	}
}

func TestAVisitorIsNamedAsFarAsTheLinkDoes(t *testing.T) {
	named, bare := link.Visitor{Link: link.Link{Person: "ada@example.com", Name: "Ada Hart"}}, link.Visitor{Link: link.Link{Person: "ada@example.com"}}
	if named.Who() != "Ada Hart" || bare.Who() != "ada@example.com" {
		t.Errorf("%s, %s", named.Who(), bare.Who())
	}
}

func TestAnUnknownLinkSaysSo(t *testing.T) {
	w, seen, log := visit(t, func(string, string) (link.Link, error) { return link.Link{}, link.ErrUnknown }, nil)
	if w.Code != http.StatusNotFound || seen != nil || !strings.Contains(w.Body.String(), "This link does not work") || log != "" {
		t.Errorf("%d, visitor %v, log %q:\n%s", w.Code, seen, log, w.Body)
	}
}

func TestAnErrorShowsNothingOfTheInside(t *testing.T) {
	inside := errors.New("table pugs-production: throttled")
	for name, c := range map[string]struct{ opening, showing error }{
		"of the link": {inside, nil}, "of the page": {nil, inside}, "of a late page": {link.ErrExpired, inside},
	} {
		t.Run(name, func(t *testing.T) {
			w, _, log := visit(t, func(string, string) (link.Link, error) {
				return link.Link{Subject: "a1", Person: "ada@example.com", Name: "Ada Hart"}, c.opening
			}, c.showing)
			if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "throttled") {
				t.Errorf("%d:\n%s", w.Code, w.Body)
			}
			if !strings.Contains(log, "throttled") || strings.Contains(log, "ada@") || strings.Contains(log, "Hart") || strings.Contains(log, "s3cret") {
				t.Errorf("the log is %q", log)
			}
		})
	}
}

func TestL11WhoHasLeftStaffIsShownNothing(t *testing.T) {
	w, seen, log := visit(t, func(string, string) (link.Link, error) { return link.Link{}, link.ErrNotStaff }, nil)
	if w.Code != http.StatusForbidden || seen != nil || !strings.Contains(w.Body.String(), "no longer on the staff list") || log != "" {
		t.Errorf("%d, visitor %v, log %q:\n%s", w.Code, seen, log, w.Body)
	}
}
