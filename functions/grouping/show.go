package grouping

import (
	"net/http"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// groups shows the pages of curation, which are all behind one link, and takes the changes that they post.
func (f function) groups(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	b, err := f.board(r.Context(), pug.CohortID(v.Subject))
	if err != nil {
		return err
	}
	if b.cohort.Published != nil || v.Late {
		return f.showDecided(w, r, v, b)
	}
	if r.Method == http.MethodPost {
		return f.change(w, r, v, b)
	}
	show, known := map[string]func(http.ResponseWriter, *http.Request, link.Visitor, board) error{
		"": f.showBoard, "person": f.showPerson, "swap": f.showSwap, "group": f.showGroup, "lead": f.showLead,
		"change": f.showChange, "again": f.showAgain, "compare": f.showCompare, "log": f.showLog, "export": f.export,
	}[r.URL.Query().Get("show")]
	if !known {
		show = f.showBoard
	}
	return show(w, r, v, b)
}
