package review

import (
	"embed"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// purpose is that of the links by which staff decide, and the first part of their path.
const purpose = "review"

//go:embed *.html
var templates embed.FS

// Deps is what the function needs; every field is required.
type Deps struct {
	Store    *store.Store
	Letters  *letter.Writer
	Links    *link.Minter
	Workflow *workflow.Client
	Calendar calendar.Calendar
	Settings config.Settings
	Now      func() time.Time
	Log      *slog.Logger
}

// review is the function at work.
type review struct {
	Deps
	pages *page.Pages
}

// New makes the function.
func New(d Deps) (*lambdafn.Function, error) {
	if d.Store == nil || d.Letters == nil || d.Links == nil || d.Workflow == nil || d.Calendar.Cohorts == nil || d.Now == nil || d.Log == nil {
		return nil, errors.New("review: Store, Letters, Links, Workflow, Calendar, Now and Log are required")
	}
	if d.Settings.Zone == nil || len(d.Settings.Staff) == 0 {
		return nil, errors.New("review: the settings Zone and Staff are required")
	}
	pages, err := page.New(templates, page.Config{Team: d.Settings.Team(), Contact: d.Settings.Sender.Address, Log: d.Log})
	if err != nil {
		return nil, err
	}
	d.Letters = d.Letters.With(Letters())
	f := &review{d, pages}
	return &lambdafn.Function{Name: "review", Web: f.routes(), Log: d.Log, Tasks: map[string]lambdafn.Task{
		"open":   lambdafn.Typed(f.open),
		"ask":    lambdafn.Typed(f.ask),
		"lapse":  lambdafn.Typed(f.lapse),
		"record": lambdafn.Typed(f.record),
		"tell":   lambdafn.Typed(f.tell),
	}}, nil
}

func (f *review) routes() http.Handler {
	guard := &link.Guard{Links: f.Links, Pages: f.pages, Log: f.Log}
	const path = "/review/{" + link.PathValue + "}"
	mux := http.NewServeMux()
	mux.Handle("GET "+path, guard.Handle(purpose, f.show))
	mux.Handle("POST "+path, guard.Handle(purpose, f.decide))
	return page.Secure(mux)
}

// subject is the input of a task that is about one application.
type subject struct {
	Application string `json:"application"`
}

// now is the time, to be read once per operation.
func (f *review) now() time.Time { return f.Now().UTC() }
