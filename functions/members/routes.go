package members

import (
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/page"
)

// route is a page that opens by a person's link.
type route struct {
	pattern string // as http.ServeMux has it
	open    opening
}

// opening answers a person. pug.NotFound is answered with a page that says so; other errors are ours.
type opening func(w http.ResponseWriter, r *http.Request, v visitor) error

// routes are all pages that open by a link, those of the acts among them.
func (f function) routes() []route {
	all := []route{
		{"GET /my/{link}", f.home},
		{"GET /my/{link}/meetings.ics", f.feed},
		{"GET /my/{link}/groups/{id}", f.group},
		{"POST /my/{link}/groups/{id}/due/{due}", f.openDue},
		{"/my/{link}/", f.nowhere},
	}
	for _, a := range f.acts() {
		path := "/my/{link}/" + a.on + "/{id}/" + a.name
		all = append(all, route{"GET " + path, f.act(a)}, route{"POST " + path, f.act(a)},
			route{"GET " + path + "/done/{log}/{line}", f.receipt(a)})
	}
	return all
}

// acts are all that people can do, by what it is done to.
func (f function) acts() []act {
	return slices.Concat([]act{
		f.absentAct(), f.comesAct(), f.pointsAct(), f.leaveAct(), f.returnAct(), f.withdrawAct(), f.reinstateAct(),
		f.nameAct(), f.addressAct(), f.sharingAct(),
	}, f.championActs())
}

// nowhere answers for an address that nobody's page has.
func (f function) nowhere(w http.ResponseWriter, r *http.Request, v visitor) error {
	f.missing(w, r, v, "There is no such page.")
	return nil
}

// missing says that what was asked for is not there, and where to look.
func (f function) missing(w http.ResponseWriter, r *http.Request, v visitor, what string) {
	f.Pages.Render(w, r, http.StatusNotFound, "missing", page.View{Title: "Not found", Data: backView{what, v.home()}})
}

// backView says one thing, and leads back.
type backView struct{ Sentence, Back string }

// show answers with a page.
func (f function) show(w http.ResponseWriter, r *http.Request, name, title string, data any) {
	f.Pages.Render(w, r, http.StatusOK, name, page.View{Title: title, Data: data})
}
