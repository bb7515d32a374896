package grouping

import (
	"context"
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// logView is the page of a cohort's log.
type logView struct {
	changeBase
	Entries []pug.LogEntry
}

// showLog shows who changed what and when, the latest first.
func (f function) showLog(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	entries, err := f.entries(r.Context(), b)
	if err != nil {
		return err
	}
	slices.Reverse(entries)
	f.Pages.Render(w, r, http.StatusOK, "log",
		page.View{Title: "Who changed what", Wide: true, Data: logView{b.base(r), entries}})
	return nil
}

// entries reads the log, oldest first, with its times in the programme's zone.
func (f function) entries(ctx context.Context, b board) ([]pug.LogEntry, error) {
	entries, err := f.Store.Entries(ctx, b.Cohort)
	for i := range entries {
		entries[i].At = entries[i].At.In(f.Settings.Zone)
	}
	return entries, err
}
