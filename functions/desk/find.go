package desk

import (
	"net/http"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// mostFound is how many applications a search shows.
const mostFound = 50

// findView is who is found.
type findView struct {
	Query string
	Found []foundRow
	More  bool
}

// foundRow is an application that is found, as it stands.
type foundRow struct {
	pug.Found
	Cohort, Kind, State string
}

// findAnybody looks for a person or a company, across cohorts.
func (f function) findAnybody(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	view := findView{Query: pug.Line(r.URL.Query().Get("q"), maxQuery)}
	found, more, err := f.Store.Find(r.Context(), pug.ParseQuery(view.Query), mostFound)
	if err != nil {
		return err
	}
	var ids []string
	for _, one := range found {
		ids = append(ids, one.ID)
	}
	now, err := f.Store.ApplicationsByID(r.Context(), ids...)
	if err != nil {
		return err
	}
	pug.ByPerson(found)
	view.More = more
	for _, one := range found {
		a := now[one.ID]
		view.Found = append(view.Found, foundRow{one, a.Cohort.Name(), a.Kind.Label(), stands(a)})
	}
	f.show(w, r, v, "find", "Find anybody", view)
	return nil
}

// maxQuery is the most characters of a query.
const maxQuery = 300

// stands says in a few words where somebody stands by an application.
func stands(a pug.Application) string {
	switch {
	case !a.Erased.IsZero():
		return "erased"
	case a.Group != "" && a.Kind == pug.KindChampion:
		return "leads " + pug.GroupName(a.Group)
	case a.Group != "":
		return "seat in " + pug.GroupName(a.Group)
	case a.Place != 0:
		return "on the waitlist"
	case a.ExcusedFrom != "":
		return "had a seat in " + pug.GroupName(a.ExcusedFrom)
	}
	return a.State()
}
