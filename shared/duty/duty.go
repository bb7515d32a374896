package duty

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
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

// Deps is what a function is built from; every field is required.
type Deps struct {
	Store    *store.Store
	Letters  *letter.Writer
	Links    *link.Minter
	Workflow *workflow.Client
	Calendar calendar.Calendar
	Settings config.Settings
	Now      func() time.Time // the time to be read once per operation; Base has it in UTC
	Log      *slog.Logger
	Parallel int // the most calls to AWS that one invocation makes at the same time
}

// check names a field that is missing, or one of the settings without which no function works.
func (d Deps) check() error {
	for _, field := range []struct {
		name  string
		given bool
	}{
		{"Store", d.Store != nil}, {"Letters", d.Letters != nil}, {"Links", d.Links != nil},
		{"Workflow", d.Workflow != nil}, {"Calendar", d.Calendar.Cohorts != nil}, {"Now", d.Now != nil},
		{"Log", d.Log != nil}, {"Parallel", d.Parallel > 0}, {"Settings.Zone", d.Settings.Zone != nil},
		{"Settings.Staff", len(d.Settings.Staff) > 0},
		{"Settings.PublicURL", d.Settings.PublicURL != ""},
	} {
		if !field.given {
			return fmt.Errorf("%s is required", field.name)
		}
	}
	return nil
}

// Base is a function's dependencies with what every function makes of them.
type Base struct {
	Deps
	Pages *page.Pages
	name  string
	guard *link.Guard
	mux   *http.ServeMux
}

// New checks the dependencies. The templates of the function's pages are "*.html" at the top of files, which may be
// nil; the letters are the kinds that it writes.
func New(name string, d Deps, files fs.FS, letters letter.Kinds) (*Base, error) {
	if err := d.check(); err != nil {
		return nil, fmt.Errorf("build the function %s: %w", name, err)
	}
	pages, err := page.New(files, page.Config{Team: d.Settings.TeamName(), Contact: d.Settings.Sender.Address,
		Log: d.Log})
	if err != nil {
		return nil, fmt.Errorf("build the function %s: %w", name, err)
	}
	now := d.Now
	letters.Common = Letters().Templates
	d.Now, d.Letters = func() time.Time { return now().UTC() }, d.Letters.With(letters)
	guard := &link.Guard{Links: d.Links, Pages: pages, Log: d.Log}
	return &Base{Deps: d, Pages: pages, name: name, guard: guard, mux: http.NewServeMux()}, nil
}

// Route serves a page behind links of the purpose: "/<purpose>/{link}". The same page shows a form and takes it.
func (b *Base) Route(purpose string, open link.Page) { b.route(purpose, b.guard.Handle(purpose, open)) }

// RouteStaff is Route for links that only staff get.
func (b *Base) RouteStaff(purpose string, open link.Page) {
	b.route(purpose, b.BehindStaff(purpose, open))
}

func (b *Base) route(purpose string, h http.Handler) {
	path := "/" + purpose + "/{" + link.PathValue + "}"
	b.Handle("GET "+path, h)
	b.Handle("POST "+path, h)
}

// BehindStaff is a page behind links of the purpose, which work while their person is staff (L11).
func (b *Base) BehindStaff(purpose string, open link.Page) http.Handler {
	return b.guard.HandleStaff(purpose, open)
}

// Handle serves a page that is not behind a link, under a pattern of http.ServeMux.
func (b *Base) Handle(pattern string, h http.Handler) { b.mux.Handle(pattern, h) }

// Function is the function with the pages that were routed and the given tasks. Its pages may run the scripts.
func (b *Base) Function(tasks map[string]lambdafn.Task, scripts ...string) *lambdafn.Function {
	return &lambdafn.Function{Name: b.name, Log: b.Log, Web: page.Secure(b.mux, scripts...), Tasks: tasks}
}

// OnOffer is the public address at which a cohort's groups on offer are listed.
func (b *Base) OnOffer(id pug.CohortID) string { return b.Settings.PublicURL + "/groups/" + string(id) }

// GroupPage is the address of a group's page at the desk.
func (b *Base) GroupPage(id string) string { return b.Settings.PublicURL + "/desk/groups/" + id }

// GroupsOnOffer reads a cohort's groups on offer (R4).
func (b *Base) GroupsOnOffer(ctx context.Context, id pug.CohortID) ([]pug.GroupOnOffer, error) {
	champions, err := b.Store.Applications(ctx, id, pug.KindChampion)
	return pug.GroupsOnOffer(champions), err
}

// RecentlyOnOffer are the groups on offer for those who ask for them again and again.
func (b *Base) RecentlyOnOffer() *calendar.Recent[[]pug.GroupOnOffer] {
	return &calendar.Recent[[]pug.GroupOnOffer]{Read: b.GroupsOnOffer, Now: b.Now}
}

// When writes a moment in the programme's time zone.
func (b *Base) When(t time.Time) string { return page.When(t.In(b.Settings.Zone)) }

// Span writes when a phase takes applications, as "Tue 1 Sep 2026 to Thu 17 Sep 2026, 09:00 New York (-04:00)".
func (b *Base) Span(p pug.Phase) string {
	return page.Day(p.Open.In(b.Settings.Zone)) + " to " + b.When(p.Close)
}

// WhenFor writes a moment as somebody has it: in their own time zone, where it is known.
func (b *Base) WhenFor(to letter.Address, t time.Time) string {
	return page.When(t.In(b.Zone(to.Zone)))
}

// Zone is the time zone of the name, such as the one in which a Champion thinks; the programme's if there is none.
func (b *Base) Zone(name string) *time.Location {
	if zone, known := calendar.Zone(name); known {
		return zone
	}
	return b.Settings.Zone
}

// Decided shows a decision that was made before: what it led to, in a sentence.
func (b *Base) Decided(w http.ResponseWriter, r *http.Request, what string, d pug.Decision) {
	b.Pages.Decided(w, r, *b.Decision(what, d))
}

// Expired shows that a link has ended, and what was decided meanwhile, nil if nothing was.
func (b *Base) Expired(w http.ResponseWriter, r *http.Request, v link.Visitor, decision *page.Decision) {
	b.Pages.Expired(w, r, v.Expires.In(b.Settings.Zone), decision, "")
}

// ExpiredForStaff shows that a link of staff has ended; what it was for is done on the page of a person at the desk.
func (b *Base) ExpiredForStaff(w http.ResponseWriter, r *http.Request, v link.Visitor, person string) {
	b.Pages.Expired(w, r, v.Expires.In(b.Settings.Zone), nil, PersonPage(person))
}

// PersonPage is the path of the page of a person at the desk, by an application of theirs.
func PersonPage(application string) string { return "/desk/people/" + application }

// OpenLink leads to what a link opens, by one that is made for whoever asks: links in letters are kept nowhere.
func (b *Base) OpenLink(w http.ResponseWriter, r *http.Request, l link.Link) error {
	minted, err := b.Links.Mint(l)
	if err != nil {
		return err
	}
	if err := b.Store.AddLink(r.Context(), minted); err != nil {
		return err
	}
	http.Redirect(w, r, minted.URL, http.StatusSeeOther)
	return nil
}

// Decision is a decision as pages show it.
func (b *Base) Decision(what string, d pug.Decision) *page.Decision {
	return &page.Decision{What: what, By: d.By, When: d.At.In(b.Settings.Zone), Note: d.Note}
}

// Each does the same for each of the groups; the trouble of one does not keep the others. What no later try mends goes
// to tell, and is then done with; all else comes back, so that the task is tried again.
func Each(groups []pug.Group, do func(pug.Group) error, tell func(pug.Group, error) error) error {
	var errs []error
	for _, g := range groups {
		err := do(g)
		if pug.Final(err) {
			err = tell(g, err)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
