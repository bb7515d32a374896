package grouping

import (
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// logView is the page of a cohort's log.
type logView struct {
	changeBase
	Entries []entryView
}

// entryView is a line of the log.
type entryView struct {
	Revision       int
	By, When, What string
	Placed, Score  int
}

// showLog shows who changed what and when, the latest first.
func (f function) showLog(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	entries, err := f.Store.Entries(r.Context(), b.Cohort)
	if err != nil {
		return err
	}
	slices.Reverse(entries)
	f.Pages.Render(w, r, http.StatusOK, "log", page.View{Title: "Who changed what", Wide: true, Data: logView{b.base(r), f.entryViews(entries)}})
	return nil
}

func (f function) entryViews(entries []pug.LogEntry) []entryView {
	views := make([]entryView, len(entries))
	for i, e := range entries {
		views[i] = entryView{e.Revision, e.By, f.When(e.At), e.What, e.Value.Placed, e.Value.Score}
	}
	return views
}
