package meetings

import (
	"context"
	"embed"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/config"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

//go:embed *.html
var templates embed.FS

// The purposes of the function's links, which are also the first parts of their paths. Each link's subject is "<group>/<month>".
const (
	purposePlan       = "meetings"
	purposePoints     = "points"
	purposeAttendance = "attendance"
)

// Deps is what the function needs; every field is required.
type Deps struct {
	Store    *store.Store
	Letters  *letter.Writer
	Links    *link.Minter
	Calendar calendar.Calendar
	Settings config.Settings
	Now      func() time.Time
	Log      *slog.Logger
}

// function holds what tasks and pages share.
type function struct {
	Deps
	pages *page.Pages
}

// New checks the dependencies and returns the function.
func New(d Deps) (*lambdafn.Function, error) {
	if d.Store == nil || d.Letters == nil || d.Links == nil || d.Calendar.Cohorts == nil || d.Settings.Zone == nil || d.Now == nil || d.Log == nil {
		return nil, errors.New("meetings: Store, Letters, Links, Calendar, Settings, Now and Log are required")
	}
	pages, err := page.New(templates, page.Config{Team: d.Settings.Team(), Contact: d.Settings.Sender.Address, Log: d.Log})
	if err != nil {
		return nil, err
	}
	d.Letters = d.Letters.With(Letters())
	f := &function{Deps: d, pages: pages}
	return &lambdafn.Function{
		Name: "meetings", Log: d.Log, Web: page.Secure(f.mux()),
		Tasks: map[string]lambdafn.Task{
			"ask":   lambdafn.Typed(f.ask),
			"due":   lambdafn.Typed(f.due),
			"close": lambdafn.Typed(f.close),
		},
	}, nil
}

func (f *function) mux() *http.ServeMux {
	d := &link.Guard{Links: f.Links, Pages: f.pages, Log: f.Log}
	mux := http.NewServeMux()
	for _, route := range []struct {
		purpose   string
		get, post func(http.ResponseWriter, *http.Request, link.Visitor) error
	}{
		{purposePlan, f.showPlan, f.takePlan},
		{purposePoints, f.showPoints, f.takePoints},
		{purposeAttendance, f.showAttendance, f.takeAttendance},
	} {
		path := "/" + route.purpose + "/{" + link.PathValue + "}"
		mux.Handle("GET "+path, d.Handle(route.purpose, route.get))
		mux.Handle("POST "+path, d.Handle(route.purpose, route.post))
	}
	return mux
}

func (f *function) now() time.Time { return f.Now().UTC() }

// input is what every task is called with.
type input struct {
	Cohort pug.CohortID `json:"cohort"`
	Month  string       `json:"month"` // "2026-10"
}

// month reads the dates of the task's cohort and finds the meeting month in them.
func (f *function) month(ctx context.Context, in input) (pug.Dates, pug.Month, error) {
	if _, err := pug.ParseCohortID(string(in.Cohort)); err != nil {
		return pug.Dates{}, pug.Month{}, pug.Wrapf(err, pug.Invalid, "The task names no cohort")
	}
	dates, err := f.Calendar.Dates(ctx, in.Cohort)
	if err != nil {
		return pug.Dates{}, pug.Month{}, err
	}
	month, ok := dates.Month(in.Month)
	if !ok {
		return pug.Dates{}, pug.Month{}, pug.Errorf(pug.Invalid, "The cohort %s has no meeting month %q.", in.Cohort, in.Month)
	}
	return dates, month, nil
}

// groups lists the groups of a cohort that meet: the open ones.
func (f *function) groups(ctx context.Context, cohort pug.CohortID) ([]pug.Group, error) {
	groups, err := f.Store.Groups(ctx, cohort)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(groups, func(g pug.Group) bool { return g.State != pug.GroupOpen }), nil
}

// members lists the seats that are taken: those of excused members are free (R11).
func (f *function) members(ctx context.Context, group string) ([]pug.Seat, error) {
	seats, err := f.Store.Seats(ctx, group)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(seats, func(s pug.Seat) bool { return !s.Excused.IsZero() }), nil
}

// subject names a meeting in links and in the keys of mail.
func subject(group, month string) string { return group + "/" + month }

// occasion is what a page is about: a group, its meeting, and the month that the meeting belongs to.
type occasion struct {
	group   pug.Group
	month   pug.Month
	meeting pug.Meeting
}

// occasion reads what a visitor's link is about.
func (f *function) occasion(ctx context.Context, v link.Visitor) (occasion, error) {
	group, name, _ := strings.Cut(v.Subject, "/")
	_, month, err := f.month(ctx, input{pug.CohortOf(group), name})
	if err != nil {
		return occasion{}, err
	}
	g, err := f.Store.Group(ctx, group)
	if err != nil {
		return occasion{}, err
	}
	m, err := f.Store.Meeting(ctx, group, name)
	return occasion{g, month, m}, err
}

// attempts is how often a page tries to save a meeting that the daily round may be changing at the same moment.
const attempts = 3

// change reads a meeting, edits it and saves it, again where somebody else saved it in between. Where edit answers false nothing is saved,
// and the meeting comes back as it stands, with false.
func (f *function) change(ctx context.Context, group, month string, edit func(pug.Meeting) (pug.Meeting, bool), with ...store.Report) (pug.Meeting, bool, error) {
	var conflict error
	for range attempts {
		m, err := f.Store.Meeting(ctx, group, month)
		if err != nil {
			return m, false, err
		}
		edited, ok := edit(m)
		if !ok {
			return m, false, nil
		}
		saved, err := f.Store.SaveMeeting(ctx, edited, with...)
		if err == nil {
			return saved, true, nil
		}
		if !pug.IsError(err, pug.Conflict) {
			return m, false, err
		}
		conflict = err
	}
	return pug.Meeting{}, false, conflict
}
