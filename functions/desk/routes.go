package desk

import (
	"cmp"
	"net/http"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
)

// route is a page of the desk.
type route struct {
	pattern string // as http.ServeMux has it
	open    opening
}

// opening answers somebody who is signed in. pug.NotFound is answered with a page that says so; other errors are ours.
type opening func(w http.ResponseWriter, r *http.Request, v signin.Visitor) error

// routes are all pages that need a session, those of the acts among them.
func (f function) routes() []route {
	all := []route{
		{"GET /desk", f.needs},
		{"POST /desk/decide", f.decide},
		{"GET /desk/done/{log}/{line}", f.receipt},
		{"GET /desk/find", f.findAnybody},

		{"GET /desk/cohorts", f.cohorts},
		{"GET /desk/cohorts/{id}", f.showCohort},
		{"POST /desk/cohorts/{id}/jobs/{job}", f.openJob},
		{"GET /desk/cohorts/{id}/applications", f.applications},
		{"GET /desk/cohorts/{id}/waitlist", f.waitlist},
		{"GET /desk/cohorts/{id}/letters", f.letters},
		{"GET /desk/cohorts/{id}/log", f.cohortLog},
		{"GET /desk/cohorts/{id}/export", f.exportList},
		{"GET /desk/cohorts/{id}/export/{file}", f.export},
		{"GET /desk/groups/{id}", f.showGroup},
		{"GET /desk/groups/{id}/attendance", f.groupAttendance},
		{"GET /desk/meetings/{id}", f.meeting},
		{"GET /desk/people/{id}", f.person},
		{"GET /desk/people/{id}/data", f.personFile},
		{"GET /desk/letters/{id}", f.letter},
		{"GET /desk/holds/{id}", f.hold},

		{"GET /desk/staff", f.staff},
		{"GET /desk/staff/new", f.newStaff},
		{"GET /desk/staff/{id}", f.staffPerson},
		{"GET /desk/staff/mail", f.staffMail},
		{"POST /desk/staff/mail", f.staffMail},
		{"GET /desk/sessions", f.door.Sessions},
		{"POST /desk/sessions/{session}/end", f.door.EndSession},
		{"POST /desk/sessions/end-others", f.door.EndOthers},
		{"POST /desk/sign-out", f.door.SignOut},
		{"GET /desk/log", f.deskLog},
		{"/desk/", f.nowhere},
	}
	for _, a := range f.planner.All() {
		path := "/desk/" + a.On + "/{id}/" + a.Name
		all = append(all, route{"GET " + path, f.act(a)}, route{"POST " + path, f.act(a)})
	}
	return all
}

// answer sees to the error with which a page ended.
func (f function) answer(open opening) signin.Opening {
	return func(w http.ResponseWriter, r *http.Request, v signin.Visitor) {
		f.Ended(w, r, open(w, r, v), func(what string) { f.missing(w, r, v, what) })
	}
}

// nowhere answers for an address that the desk does not have.
func (f function) nowhere(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	f.missing(w, r, v, "There is no such page at the desk.")
	return nil
}

// missing says that what was asked for is not there, and where to look.
func (f function) missing(w http.ResponseWriter, r *http.Request, v signin.Visitor, what string) {
	f.Pages.Render(w, r, http.StatusNotFound, "missing", f.view(v, "Not found", what))
}

// view is a page of the desk, with its menu for who is signed in.
func (f function) view(v signin.Visitor, title string, data any) page.View {
	view := page.View{Title: title, Data: data, Wide: true, Guide: "/how/staff"}
	if v.Email != "" {
		view.Menu = &page.Menu{Who: cmp.Or(v.Name, v.Email), Out: "/desk/sign-out", Search: "/desk/find",
			Items: []page.MenuItem{{Label: "What needs you", Href: "/desk"}, {Label: "Cohorts", Href: "/desk/cohorts"},
				{Label: "Staff", Href: "/desk/staff"}}}
	}
	return view
}

// show answers with a page of the desk.
func (f function) show(w http.ResponseWriter, r *http.Request, v signin.Visitor, name, title string, data any) {
	f.Pages.Render(w, r, http.StatusOK, name, f.view(v, title, data))
}
