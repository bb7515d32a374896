package grouping

import (
	"net/http"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// The pages of curation are behind one link; "show" in the query says which one. None of them changes anything.
func (g *grouping) showGroups(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	b, err := g.board(r.Context(), pug.CohortID(v.Subject))
	if err != nil {
		return err
	}
	if b.cohort.Published != nil || v.Late {
		return g.showDecided(w, r, v, b)
	}
	show, known := map[string]func(http.ResponseWriter, *http.Request, link.Visitor, board) error{
		"": g.showBoard, "person": g.showPerson, "swap": g.showSwap, "group": g.showGroup, "lead": g.showLead, "change": g.showChange,
		"again": g.showAgain, "compare": g.showCompare, "log": g.showLog, "export": g.export,
	}[r.URL.Query().Get("show")]
	if !known {
		show = g.showBoard
	}
	return show(w, r, v, b)
}
