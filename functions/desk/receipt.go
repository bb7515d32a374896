package desk

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// receiptView says what was done.
type receiptView struct {
	Entry pug.Entry
	When  time.Time
	Next  page.MenuItem // the act that comes next; empty where none does
	Back  string
}

// receipt is the page after an act: its line in the log, and the way back.
func (f function) receipt(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	e, err := f.Store.LogLine(r.Context(), r.PathValue("log"), r.PathValue("line"))
	if err != nil {
		return err
	}
	next, err := f.planner.Next(r.Context(), e)
	if err != nil {
		return err
	}
	back := signin.AtDesk(r.URL.Query().Get("back"))
	f.show(w, r, v, "receipt", "Done", receiptView{e, e.At.In(f.Settings.Zone), next, back})
	return nil
}
