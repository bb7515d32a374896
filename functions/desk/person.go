package desk

import (
	"context"
	"net/http"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/partnerusergroups/pugs/functions/desk/act"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// personView is all that is known of a person.
type personView struct {
	Application  pug.Application // by which they were asked for
	Formerly     []pug.Former
	Facts        []page.Fact
	Applications []applicationView // the latest first
	Others       []foundRow        // of other people at the address
	Letters      []letterRow       // the latest first
	Links        []link.Link       // the latest first
	Lines        []logLine         // the latest first
	Acts         []page.MenuItem
}

// letterRow is a letter in a list.
type letterRow struct {
	store.Letter
	When time.Time
}

// mostLines is how many lines of the log a page shows of each application.
const mostLines = 50

// person is the page of a person.
func (f function) person(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	a, err := f.Store.Application(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	d, err := f.dossier(r.Context(), a, mostLines)
	if err != nil {
		return err
	}
	if err := f.looked(r.Context(), v, a); err != nil {
		return err
	}
	view := f.personView(d)
	if view.Acts, err = f.possible(r.Context(), "people", a.ID); err != nil {
		return err
	}
	f.show(w, r, v, "person", a.Name(), view)
	return nil
}

// looked notes that somebody of staff has looked at a person, once an hour.
func (f function) looked(ctx context.Context, v signin.Visitor, a pug.Application) error {
	return f.Store.Log(ctx, pug.Entry{At: f.Now().Truncate(time.Hour), By: v.Name, Actor: v.Email, Deed: deedLooked,
		About: []pug.Subject{a.Person().Subject()}, What: "{0} was looked at"})
}

// deedLooked is the deed of the lines that tell who was looked at; a person's own page leaves them out.
const deedLooked = "looked"

// possible are the acts on somebody or something that are possible as things stand. To those that only undo, the
// log leads.
func (f function) possible(ctx context.Context, on, id string) ([]page.MenuItem, error) {
	all := slices.DeleteFunc(f.planner.All(), func(a act.Act) bool { return a.On != on || a.Undoes })
	forms := make([]error, len(all))
	reads, ctx := errgroup.WithContext(ctx)
	reads.SetLimit(f.Parallel)
	for i, a := range all {
		reads.Go(func() error {
			_, forms[i] = a.Form(ctx, id)
			if forms[i] != nil && !pug.Final(forms[i]) {
				return forms[i]
			}
			return nil
		})
	}
	if err := reads.Wait(); err != nil {
		return nil, err
	}
	var items []page.MenuItem
	for i, a := range all {
		if forms[i] == nil {
			items = append(items, page.MenuItem{Label: a.Label, Href: "/desk/" + on + "/" + id + "/" + a.Name})
		}
	}
	return items, nil
}

func (f function) personView(d dossier) personView {
	a := d.Applications[0].Application
	view := personView{Application: a, Formerly: a.Formerly, Links: d.Links, Facts: []page.Fact{
		{Label: "Address", Value: a.Email}, {Label: "Company", Value: a.Company}}}
	for _, one := range d.Applications {
		view.Applications = append(view.Applications, f.applicationView(one))
	}
	for _, other := range d.Others {
		view.Others = append(view.Others, foundRow{other.Found(), other.Cohort.Name(), other.Kind.Label(),
			stands(other)})
	}
	for _, l := range d.Letters {
		view.Letters = append(view.Letters, letterRow{l, l.Written.In(f.Settings.Zone)})
	}
	for i, l := range view.Links {
		view.Links[i].Expires = l.Expires.In(f.Settings.Zone)
	}
	for _, line := range d.Lines {
		if line.Deed != deedLooked {
			view.Lines = append(view.Lines, logLine{line, line.At.In(f.Settings.Zone)})
		}
	}
	return view
}

// applicationView is an application with what became of it.
type applicationView struct {
	pug.Application
	Stands  string
	When    time.Time // it was submitted
	Until   time.Time // it is to be decided by then
	Details []page.Fact
	Groups  []seatView // in which they sit or sat
}

// seatView is what a group knows of somebody who sits or sat in it.
type seatView struct {
	ID, Name string
	Months   []monthView // of the group's meetings
	Flags    []pug.Flag
}

// monthView is what is known of somebody at a meeting.
type monthView struct{ Month, Known string }

func (f function) applicationView(r record) applicationView {
	a := r.Application
	view := applicationView{Application: a, Stands: stands(a), When: a.Submitted.In(f.Settings.Zone),
		Until: a.Deadline.In(f.Settings.Zone)}
	said := []string{"Applies as", "Cohort", "Name", "Email", "Company"} // it stands above
	for _, fact := range a.Details() {
		if !slices.Contains(said, fact.Label) {
			view.Details = append(view.Details, page.Fact(fact))
		}
	}
	for _, g := range r.Groups {
		if g.Seat == nil {
			continue
		}
		shown := seatView{ID: g.Group.ID, Name: g.Group.Name(), Flags: g.Flags}
		for i, known := range g.attendance(a.ID) {
			m := g.Meetings[i]
			shown.Months = append(shown.Months, monthView{pug.MonthName(m.Month), memberCell(*g.Seat, m, known).Text})
		}
		view.Groups = append(view.Groups, shown)
	}
	return view
}
