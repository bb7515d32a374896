package grouping

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/partnerusergroups/pugs/shared/door"
	"github.com/partnerusergroups/pugs/shared/fault"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// overtaken is what staff read when another member of staff was first.
const overtaken = "Somebody else changed the groups just now, so your change was not made. Nothing was overwritten: this is how the groups stand."

func (g *grouping) showGroups(w http.ResponseWriter, r *http.Request, v door.Visitor) error {
	c, err := g.Store.Cohort(r.Context(), pug.CohortID(v.Subject))
	if err != nil {
		return err
	}
	if c.Published != nil || v.Late {
		return g.showSettled(w, r, v, c)
	}
	return g.renderBoard(w, r, http.StatusOK, c.ID, "")
}

// showSettled shows that the groups are published, or that the link has ended.
func (g *grouping) showSettled(w http.ResponseWriter, r *http.Request, v door.Visitor, c pug.Cohort) error {
	outcome, err := g.outcome(r.Context(), c)
	switch {
	case err != nil:
		return err
	case v.Late:
		g.pages.Expired(w, r, v.Expires.In(g.Settings.Zone), outcome)
	default:
		g.pages.Decided(w, r, *outcome)
	}
	return nil
}

// outcome says what was published; nil while nothing is.
func (g *grouping) outcome(ctx context.Context, c pug.Cohort) (*page.Outcome, error) {
	if c.Published == nil {
		return nil, nil
	}
	groups, err := g.Store.Groups(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	partners := 0
	for _, group := range groups {
		partners += group.Partners
	}
	what := fmt.Sprintf("The groups of the %s cohort are published: %s with %s.", c.ID.Name(), count(len(groups), "group", "groups"), count(partners, "partner", "partners"))
	return &page.Outcome{What: what, By: c.Published.By, When: c.Published.At.In(g.Settings.Zone), Note: c.Published.Note}, nil
}

func (g *grouping) renderBoard(w http.ResponseWriter, r *http.Request, status int, id pug.CohortID, notice string) error {
	b, err := g.shownBoard(r.Context(), id)
	if err != nil {
		return err
	}
	view := b.view(g.Settings.Zone)
	view.Notice = notice
	g.pages.Render(w, r, status, "groups", page.View{Title: fmt.Sprintf("Groups of the %s cohort", id.Name()), Wide: true, Data: view})
	return nil
}

// changeGroups makes one change, and shows the groups as they stand after it.
func (g *grouping) changeGroups(w http.ResponseWriter, r *http.Request, v door.Visitor) error {
	b, err := g.board(r.Context(), pug.CohortID(v.Subject))
	if err != nil {
		return err
	}
	if b.cohort.Published != nil || v.Late {
		return g.showSettled(w, r, v, b.cohort)
	}
	err = g.change(r, b, v.Who())
	switch fault.KindOf(err) {
	case fault.Conflict:
		return g.showOvertaken(w, r, v)
	case fault.Invalid, fault.Full:
		return g.renderBoard(w, r, http.StatusUnprocessableEntity, b.cohort.ID, sentence(err))
	}
	if err != nil {
		return err
	}
	if r.PostForm.Get("action") == actionPublish {
		g.showPublished(w, r, b)
		return nil
	}
	http.Redirect(w, r, r.URL.Path, http.StatusSeeOther)
	return nil
}

// showPublished tells who published the groups that it is done, and what comes next. Whoever comes later finds them published.
func (g *grouping) showPublished(w http.ResponseWriter, r *http.Request, b board) {
	g.pages.Done(w, r, fmt.Sprintf("The groups of the %s cohort are published", b.cohort.ID.Name()),
		"Champions, members and the waitlist are told by mail now, and you get a summary.",
		page.Fact{Label: "Groups", Value: strconv.Itoa(len(b.groups))},
		page.Fact{Label: "Members with a seat", Value: strconv.Itoa(b.seated())},
		page.Fact{Label: "On the waitlist", Value: strconv.Itoa(len(b.waitlist))})
}

func (g *grouping) showOvertaken(w http.ResponseWriter, r *http.Request, v door.Visitor) error {
	c, err := g.Store.Cohort(r.Context(), pug.CohortID(v.Subject))
	if err != nil {
		return err
	}
	if c.Published != nil {
		return g.showSettled(w, r, v, c)
	}
	return g.renderBoard(w, r, http.StatusOK, c.ID, overtaken)
}
