package cohort

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
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

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

type function struct {
	Deps
	pages *page.Pages
}

// New makes the function.
func New(d Deps) (*lambdafn.Function, error) {
	if d.Store == nil || d.Letters == nil || d.Links == nil || d.Workflow == nil || d.Calendar.Cohorts == nil || d.Now == nil || d.Log == nil {
		return nil, errors.New("cohort: Store, Letters, Links, Workflow, Calendar, Now and Log are required")
	}
	pages, err := page.New(templates, page.Config{Team: d.Settings.Team(), Contact: d.Settings.Sender.Address, Log: d.Log})
	if err != nil {
		return nil, err
	}
	d.Letters = d.Letters.With(Letters())
	f := &function{Deps: d, pages: pages}
	renewals := (&link.Guard{Links: d.Links, Pages: pages, Log: d.Log}).Handle(renewalPurpose, f.renewal)
	mux := http.NewServeMux()
	mux.Handle("GET /renewals/{link}", renewals)
	mux.Handle("POST /renewals/{link}", renewals)
	return &lambdafn.Function{
		Name: "cohort", Web: page.Secure(mux), Log: d.Log,
		Tasks: map[string]lambdafn.Task{
			"plan":         lambdafn.Typed(f.plan),
			"open":         lambdafn.Typed(f.open),
			"settle":       lambdafn.Typed(f.settle),
			"await_launch": lambdafn.Typed(f.awaitLaunch),
			"launch":       lambdafn.Typed(f.launch),
			"renew":        lambdafn.Typed(f.renew),
			"close":        lambdafn.Typed(f.close),
			"open_due":     lambdafn.Typed(f.openDue),
			"launch_due":   lambdafn.Typed(f.launchDue),
			"sweep":        lambdafn.Typed(f.sweep),
		},
	}, nil
}

// of names the cohort that a task is about.
type of struct {
	Cohort pug.CohortID `json:"cohort"`
}

// now is the time of one operation.
func (f *function) now() time.Time { return f.Now().UTC() }
