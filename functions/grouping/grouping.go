package grouping

import (
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

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

// script lets staff move people by keyboard and by dragging.
//
//go:embed curate.js
var script string

// The purposes of the links, which are also the first parts of their paths.
const (
	purposeGroups = "groups" // subject: the cohort
	purposeJoin   = "join"   // subject: the application of a Champion without a group
)

// Deps is what the function needs; every field is required.
type Deps struct {
	Store    *store.Store
	Letters  *letter.Writer
	Links    *link.Minter
	Workflow *workflow.Client
	Settings config.Settings
	Now      func() time.Time
	Log      *slog.Logger
}

func (d Deps) check() error {
	if d.Store == nil || d.Letters == nil || d.Links == nil || d.Workflow == nil || d.Settings.Zone == nil || d.Now == nil || d.Log == nil {
		return errors.New("grouping: Store, Letters, Links, Workflow, Settings, Now and Log are required")
	}
	return nil
}

// grouping is the function with what it has built from its dependencies.
type grouping struct {
	Deps
	pages *page.Pages
}

// New checks the dependencies and builds the function: its pages and its tasks.
func New(d Deps) (*lambdafn.Function, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	pages, err := page.New(templates, page.Config{Team: d.Settings.Team(), Contact: d.Settings.Sender.Address, Log: d.Log})
	if err != nil {
		return nil, fmt.Errorf("grouping: %w", err)
	}
	d.Letters = d.Letters.With(Letters())
	g := &grouping{Deps: d, pages: pages}
	return &lambdafn.Function{Name: "grouping", Web: g.routes(), Log: d.Log, Tasks: map[string]lambdafn.Task{
		"propose": lambdafn.Typed(g.propose),
		"curate":  lambdafn.Typed(g.curate),
		"lapse":   lambdafn.Typed(g.lapse),
		"publish": lambdafn.Typed(g.publish),
	}}, nil
}

func (g *grouping) routes() http.Handler {
	in := &link.Guard{Links: g.Links, Pages: g.pages, Log: g.Log}
	mux := http.NewServeMux()
	mux.Handle("GET /groups/{link}", in.Handle(purposeGroups, g.showGroups))
	mux.Handle("POST /groups/{link}", in.Handle(purposeGroups, g.changeGroups))
	mux.Handle("GET /join/{link}", in.Handle(purposeJoin, g.showJoin))
	mux.Handle("POST /join/{link}", in.Handle(purposeJoin, g.join))
	return page.Secure(mux, script)
}

// ofCohort is the input of the tasks that need no more than the cohort.
type ofCohort struct {
	Cohort pug.CohortID `json:"cohort"`
}

// subject names the curation of a cohort's groups for the workflow that waits for it.
func subject(cohort pug.CohortID) string { return "curate-" + string(cohort) }

// when writes a moment in the programme's time zone.
func (g *grouping) when(t time.Time) string { return page.When(t.In(g.Settings.Zone)) }
