package grouping

import (
	"fmt"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/door"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// The pages of curation are behind one link; "show" in the query says which one. None of them changes anything.
func (g *grouping) showGroups(w http.ResponseWriter, r *http.Request, v door.Visitor) error {
	b, err := g.board(r.Context(), pug.CohortID(v.Subject))
	if err != nil {
		return err
	}
	if b.cohort.Published != nil || v.Late {
		return g.showSettled(w, r, v, b)
	}
	show, known := map[string]func(http.ResponseWriter, *http.Request, door.Visitor, board) error{
		"": g.showBoard, "person": g.showPerson, "swap": g.showSwap, "group": g.showGroup, "lead": g.showLead, "change": g.showChange,
		"again": g.showAgain, "compare": g.showCompare, "log": g.showLog, "export": g.export,
	}[r.URL.Query().Get("show")]
	if !known {
		show = g.showBoard
	}
	return show(w, r, v, b)
}

// showSettled shows that the groups are published, or that the link has ended.
func (g *grouping) showSettled(w http.ResponseWriter, r *http.Request, v door.Visitor, b board) error {
	if v.Late {
		g.pages.Expired(w, r, v.Expires.In(g.Settings.Zone), g.settled(b))
		return nil
	}
	g.pages.Decided(w, r, *g.settled(b))
	return nil
}

// settled says what was published; nil while nothing is. Seats may have changed hands since.
func (g *grouping) settled(b board) *page.Outcome {
	d := b.cohort.Published
	if d == nil {
		return nil
	}
	what := fmt.Sprintf("The groups of the %s cohort are published: %s with %s.", b.Cohort.Name(), count(len(b.Groups), "group", "groups"),
		count(b.Value().Placed+len(b.Groups), "partner", "partners"))
	return &page.Outcome{What: what, By: d.By, When: d.At.In(g.Settings.Zone), Note: d.Note}
}
