package members

import (
	"context"
	"embed"
	"errors"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
)

//go:embed *.html
var templates embed.FS

// Deps is what the function is built from; every field is required.
type Deps struct {
	duty.Deps
	// Key says whether the key of the links to own pages, or the one before it, passes a check.
	Key func(ctx context.Context, check func(key string) bool) (bool, error)
}

type function struct {
	*duty.Base
	parts part.Parts
	key   func(ctx context.Context, check func(key string) bool) (bool, error)
}

// New builds the function from its dependencies.
func New(d Deps) (*lambdafn.Function, error) {
	if d.Key == nil {
		return nil, errors.New("build the function members: Key is required")
	}
	base, err := duty.New("members", d.Deps, templates, Letters())
	if err != nil {
		return nil, err
	}
	f := function{base, part.Parts{Base: base}, d.Key}
	f.mount()
	f.Route(purposeAddress, f.confirm)
	return f.Function(nil), nil
}

// mount serves the way to a link to everybody, and all other pages to whoever has one.
func (f function) mount() {
	serve := func(pattern string, h http.Handler) { f.Handle(pattern, page.OwnForms(h, f.foreign)) }

	serve("GET /my", http.HandlerFunc(f.askForAddress))
	serve("POST /my", http.HandlerFunc(f.askForAddress))
	f.Handle("GET /how/{reader}", http.HandlerFunc(f.guide))
	for _, route := range f.routes() {
		serve(route.pattern, f.byLink(route.open))
	}
}

// foreign answers a form that was sent from another site.
func (f function) foreign(w http.ResponseWriter, r *http.Request) {
	f.Pages.Render(w, r, http.StatusForbidden, "foreign", page.View{Title: "Nothing was done"})
}
