package grouping

import (
	"fmt"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// overView is the page for who sends a change when the groups are published, or the link has ended.
type overView struct {
	Notice   string
	Decision *page.Decision // nil while the groups are not published
	Desk     page.MenuItem
}

// over answers who comes when the groups are published, or the link has ended: what they look for is at the desk by
// now. A change that they send is not made, and the page says so; but who has published hears of it again.
func (f function) over(w http.ResponseWriter, r *http.Request, v link.Visitor, b board) error {
	_ = r.ParseForm() // what can't be read is not done either
	published := b.cohort.Published
	switch {
	case r.Method != http.MethodPost:
		http.Redirect(w, r, f.deskPage(r, b).Href, http.StatusSeeOther)
	case published != nil && published.By == v.Who() && r.PostForm.Get("action") == doPublish:
		f.showPublished(w, r, b)
	default:
		f.renderOver(w, r, v, b)
	}
	return nil
}

func (f function) renderOver(w http.ResponseWriter, r *http.Request, v link.Visitor, b board) {
	title := fmt.Sprintf("The groups of the %s cohort are published", b.Cohort.Name())
	view := overView{Notice: "You came too late: what you sent was not done.", Decision: f.published(b),
		Desk: f.deskPage(r, b)}
	if v.Late {
		view.Notice += " The link could be used until " + f.When(v.Expires) + "."
	}
	if view.Decision == nil {
		title = "This link has ended"
	}
	f.Pages.Render(w, r, http.StatusGone, "over", page.View{Title: title, Data: view})
}

// published says what was published; nil while nothing is. Seats may have changed hands since.
func (f function) published(b board) *page.Decision {
	d := b.cohort.Published
	if d == nil {
		return nil
	}
	what := fmt.Sprintf("The groups of the %s cohort are published: %s with %s.", b.Cohort.Name(),
		pug.Count(len(b.Groups), "group", "groups"),
		pug.Count(b.Value().Placed+len(b.Groups), "partner", "partners"))
	return f.Decision(what, *d)
}

// deskPage is the page of the desk about what a request is about: somebody, a group that is published, or the cohort.
func (f function) deskPage(r *http.Request, b board) page.MenuItem {
	for _, name := range []string{"member", "id"} {
		if m, known := b.Member(r.Form.Get(name)); known {
			return page.MenuItem{Label: m.Name() + " at the desk", Href: f.desk("people", m.ID)}
		}
	}
	for _, group := range b.Groups {
		asked := group.ID == r.Form.Get("id") || group.ID == r.Form.Get("group") || group.Short() == r.Form.Get("open")
		if asked && b.cohort.Published != nil {
			return page.MenuItem{Label: b.Title(group) + " at the desk", Href: f.GroupPage(group.ID)}
		}
	}
	return f.cohortAtDesk(b.Cohort)
}

func (f function) cohortAtDesk(id pug.CohortID) page.MenuItem {
	return page.MenuItem{Label: "The cohort at the desk", Href: f.desk("cohorts", string(id))}
}

// desk is the address of a page of the desk. Who is not signed in there is asked to, and comes back to it.
func (f function) desk(of, id string) string { return f.Settings.PublicURL + "/desk/" + of + "/" + id }
