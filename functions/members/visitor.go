package members

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/logs"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// visitor is who came by the link to their page.
type visitor struct {
	link string
	// own are the person's applications that count, and that which the link names, whatever became of it: that of the
	// latest cohort first, and in a cohort that which came in last.
	own []pug.Application
	// person is who they are by the application that the link names.
	person pug.Person
}

// longest is longer than the id of any application: more is never asked of the table.
const longest = 100

// byLink lets in whoever has the link to their page. All others are told the same: whether there is such a person is
// nobody's business.
func (f function) byLink(open opening) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := f.visitor(r.Context(), r.PathValue(link.PathValue))
		switch {
		case pug.IsError(err, pug.NotFound):
			f.unknown(w, r)
		case err != nil:
			f.Failed(w, r, err)
		default:
			r = r.WithContext(logs.With(r.Context(), "subject", v.person.ID))
			f.Ended(w, r, open(w, r, v), func(what string) { f.missing(w, r, v, what) })
		}
	})
}

// visitor finds out who has the link; pug.NotFound if it is nobody's.
func (f function) visitor(ctx context.Context, own string) (visitor, error) {
	none := pug.Errorf(pug.NotFound, "There is no such link.")
	id := link.NamedBy(own)
	if id == "" || len(id) > longest {
		return visitor{}, none
	}
	a, err := f.Store.Application(ctx, id)
	if err != nil {
		return visitor{}, err
	}
	proved, err := f.key(ctx, func(key string) bool { return link.Proves(key, own, a.ID, a.Email) })
	switch {
	case err != nil:
		return visitor{}, err
	case !proved || a.Email == "": // their data were erased
		return visitor{}, none
	}
	v := visitor{link: own, own: []pug.Application{a}, person: a.Person()}
	ids, err := f.Store.CountAt(ctx, a.Email)
	ids = slices.DeleteFunc(ids, func(id string) bool { return id == a.ID })
	if err != nil || len(ids) == 0 {
		return v, err
	}
	there, err := f.Store.ApplicationsByID(ctx, ids...)
	for _, other := range there {
		if other.IsOf(a) {
			v.own = append(v.own, other)
		}
	}
	slices.SortStableFunc(v.own, func(a, b pug.Application) int {
		return cmp.Or(cmp.Compare(b.Cohort, a.Cohort), b.Submitted.Compare(a.Submitted), cmp.Compare(a.ID, b.ID))
	})
	return v, err
}

// actor is the person as who changes their own part.
func (v visitor) actor() part.Actor { return part.Actor{Name: v.person.Name, Self: true} }

// home is the address of the person's page.
func (v visitor) home() string { return "/" + link.PurposeOwn + "/" + v.link }

// path is the address of an act on something of theirs.
func (v visitor) path(on, id, act string) string { return v.home() + "/" + on + "/" + id + "/" + act }

// appliedAgain says whether another of the person's applications to the cohort took the place of one.
func (v visitor) appliedAgain(a pug.Application) bool {
	return slices.ContainsFunc(v.own, func(other pug.Application) bool {
		return other.ID != a.ID && other.Cohort == a.Cohort && other.Kind == a.Kind && other.Counts()
	})
}

// application is one of the person's, by its id; pug.NotFound where it is none of theirs.
func (v visitor) application(id string) (pug.Application, error) {
	at := slices.IndexFunc(v.own, func(a pug.Application) bool { return a.ID == id })
	if at < 0 {
		return pug.Application{}, pug.Errorf(pug.NotFound, "You have no such application.")
	}
	return v.own[at], nil
}
