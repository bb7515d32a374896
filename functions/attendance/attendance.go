package attendance

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
	if d.Store == nil || d.Letters == nil || d.Links == nil || d.Workflow == nil || d.Calendar.Cohorts == nil || d.Settings.Zone == nil ||
		d.Now == nil || d.Log == nil {
		return nil, errors.New("attendance: Store, Letters, Links, Workflow, Calendar, Settings, Now and Log are required")
	}
	pages, err := page.New(templates, page.Config{Team: d.Settings.Team(), Contact: d.Settings.Sender.Address, Log: d.Log})
	if err != nil {
		return nil, err
	}
	d.Letters = d.Letters.With(Letters())
	f := &function{Deps: d, pages: pages}
	doors := &link.Guard{Links: d.Links, Pages: pages, Log: d.Log}
	standing, seats := doors.Handle(standingPurpose, f.standing), doors.Handle(seatsPurpose, f.seats)
	mux := http.NewServeMux()
	mux.Handle("GET /standing/{link}", standing)
	mux.Handle("POST /standing/{link}", standing)
	mux.Handle("GET /seats/{link}", seats)
	mux.Handle("POST /seats/{link}", seats)
	return &lambdafn.Function{
		Name: "attendance", Web: page.Secure(mux), Log: d.Log,
		Tasks: map[string]lambdafn.Task{
			"daily":  lambdafn.Typed(f.daily),
			"open":   lambdafn.Typed(f.open),
			"ask":    lambdafn.Typed(f.ask),
			"lapse":  lambdafn.Typed(f.lapse),
			"record": lambdafn.Typed(f.record),
			"tell":   lambdafn.Typed(f.tell),
			"next":   lambdafn.Typed(f.next),
			"offer":  lambdafn.Typed(f.offer),
			"seat":   lambdafn.Typed(f.seat),
		},
	}, nil
}

// now is the time of one operation.
func (f *function) now() time.Time { return f.Now().UTC() }
