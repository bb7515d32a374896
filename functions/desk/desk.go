package desk

import (
	"embed"
	"net/http"

	"github.com/partnerusergroups/pugs/functions/desk/act"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/decision"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
)

//go:embed *.html
var templates embed.FS

// keys has lists go by keyboard.
//
//go:embed keys.js
var keys string

// Deps is what the function is built from.
type Deps struct {
	duty.Deps
	SignOn *signin.SignOn // nil: staff sign in by a link in mail alone
	Kinds  []string       // of letters that people get
}

type function struct {
	*duty.Base
	decisions decision.Decisions
	parts     part.Parts
	planner   act.Planner
	door      signin.Door
	layout    letter.Layout // by which letters are shown
	kinds     []string      // of letters that people get
}

// New builds the function from its dependencies.
func New(d Deps) (*lambdafn.Function, error) {
	f, err := build(d)
	if err != nil {
		return nil, err
	}
	f.mount()
	return f.Function(map[string]lambdafn.Task{
		"digest": lambdafn.Step(f.morning),
		"index":  lambdafn.Step(f.index),
		"retain": lambdafn.Step(f.retain),
	}, keys), nil
}

func build(d Deps) (function, error) {
	base, err := duty.New("desk", d.Deps, templates, Letters())
	if err != nil {
		return function{}, err
	}
	from := letter.Address{Name: d.Settings.Sender.Name, Email: d.Settings.Sender.Address}
	f := function{Base: base, decisions: decision.Decisions{Base: base}, parts: part.Parts{Base: base},
		layout: letter.NewLayout(from), kinds: d.Kinds}
	f.planner = act.New(base, f.counted)
	f.door, err = signin.New(base, d.SignOn, f.view)
	return f, err
}

// mount serves the pages: the way in to everybody, all others to who is signed in.
func (f function) mount() {
	serve := func(pattern string, h http.Handler) { f.Handle(pattern, page.OwnForms(h, f.foreign)) }
	for _, way := range f.door.Ways() {
		serve(way.Pattern, way.Handler)
	}
	for _, route := range f.routes() {
		serve(route.pattern, f.door.SignedIn(f.answer(route.open)))
	}
}

// foreign answers a form that was sent from another site.
func (f function) foreign(w http.ResponseWriter, r *http.Request) {
	f.Pages.Render(w, r, http.StatusForbidden, "foreign", f.view(signin.Visitor{}, "Nothing was done", nil))
}
