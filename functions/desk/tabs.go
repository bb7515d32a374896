package desk

import (
	"net/http"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// cohortTabs are the pages of a cohort.
func cohortTabs(id pug.CohortID) []page.MenuItem {
	home := "/desk/cohorts/" + string(id)
	return []page.MenuItem{{Label: "Overview", Href: home}, {Label: "Applications", Href: home + "/applications"},
		{Label: "Waitlist", Href: home + "/waitlist"}, {Label: "Letters", Href: home + "/letters"},
		{Label: "Log", Href: home + "/log"}, {Label: "Files", Href: home + "/export"}}
}

// groupTabs are the pages of a group, and its cohort.
func groupTabs(g pug.Group) []page.MenuItem {
	return []page.MenuItem{{Label: g.Name(), Href: groupPath(g)},
		{Label: "Who came", Href: groupPath(g) + "/attendance"},
		{Label: g.Cohort.Name() + " cohort", Href: "/desk/cohorts/" + string(g.Cohort)}}
}

// showAmong answers with a page of the desk that is one of several.
func (f function) showAmong(
	w http.ResponseWriter, r *http.Request, v signin.Visitor, tabs []page.MenuItem, name, title string, data any,
) {
	view := f.view(v, title, data)
	view.Tabs = tabs
	f.Pages.Render(w, r, http.StatusOK, name, view)
}
