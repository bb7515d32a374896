package desk

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// A page of the list has at most so many rows, all of which can be decided at once; and at most so many applications
// are read for it, however few of them fit.
const (
	mostRows = mostAtOnce
	mostRead = 1000
)

// applicationsView is the list of a cohort's applications.
type applicationsView struct {
	Filter  []page.Field
	Action  string
	Rows    []row
	Decide  bool   // some of the rows can be decided
	Total   int    // how many there are
	Counted bool   // the total is known
	Next    string // where the list goes on; empty at its end
	Back    string
}

// applications lists the applications of a cohort that a filter lets through.
func (f function) applications(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	cohort, err := cohortID(r)
	if err != nil {
		return err
	}
	if _, err := f.Store.Cohort(r.Context(), cohort); err != nil {
		return err
	}
	by := readFilter(cohort, r.URL.Query())
	figures, err := f.Store.Figures(r.Context(), cohort)
	if err != nil {
		return err
	}
	found, next, err := f.find(r.Context(), by)
	if err != nil {
		return err
	}
	view := applicationsView{Filter: by.fields(),
		Action: "/desk/cohorts/" + string(cohort) + "/applications", Back: by.Address()}
	view.Total, view.Counted = by.expected(figures)
	for _, a := range found {
		one := f.listed(a)
		view.Decide = view.Decide || one.ID != ""
		view.Rows = append(view.Rows, one)
	}
	if next != "" {
		by.After = next
		view.Next = by.Address()
	}
	shown := f.view(v, "Applications of the "+cohort.Name()+" cohort", view)
	shown.Tabs, shown.Script = cohortTabs(cohort), keys
	f.Pages.Render(w, r, http.StatusOK, "applications", shown)
	return nil
}

// find reads the applications that fit, a page of them. Next is the id after which to go on, empty at the end.
func (f function) find(ctx context.Context, by filter) (found []pug.Application, next string, err error) {
	kind, next := by.Kind, by.After
	if kind == unknown {
		kind = ""
	}
	for read := 0; read < mostRead; {
		var some []pug.Application
		if some, next, err = f.Store.ApplicationsAfter(ctx, by.Cohort, kind, next, mostRead/4); err != nil {
			return nil, "", err
		}
		read += len(some)
		for _, a := range some {
			if !by.Fits(a) {
				continue
			}
			if len(found) == mostRows {
				return found, found[mostRows-1].ID, nil
			}
			found = append(found, a)
		}
		if next == "" {
			break
		}
	}
	return found, next, nil
}

// listed is an application as the list shows it; one that is in review can be decided.
func (f function) listed(a pug.Application) row {
	known := slices.DeleteFunc([]string{a.State(), a.Role.Label(), a.Region.Label(), a.TopicFact().Value},
		func(text string) bool { return text == "" }) // an odd one may lack any
	out := row{Name: a.Person().WithCompany(), Href: personPath(a.ID), Since: a.Submitted.In(f.Settings.Zone),
		Detail: strings.Join(known, " · ")}
	if a.Status == pug.StatusPending {
		out.ID, out.Due = a.ID, a.Deadline.In(f.Settings.Zone)
	}
	return out
}
