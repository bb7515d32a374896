package members

import (
	"net/http"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// receiptView says what was done, what comes next, and how to take it back.
type receiptView struct {
	Entry pug.Entry
	When  time.Time
	Next  []string
	Undo  page.MenuItem
	Back  string
}

// receipt is the page after an act.
func (f function) receipt(a act) opening {
	return func(w http.ResponseWriter, r *http.Request, v visitor) error {
		id := r.PathValue("id")
		e, err := f.Store.LogLine(r.Context(), r.PathValue("log"), r.PathValue("line"))
		if err != nil {
			return err
		}
		theirs := func(s pug.Subject) bool {
			_, err := v.application(s.ID)
			return err == nil
		}
		if !slices.ContainsFunc(e.About, theirs) {
			return pug.Errorf(pug.NotFound, "Nothing of this kind was done.")
		}
		n := a.next(v, id, e)
		f.show(w, r, "receipt", "Done", receiptView{e, e.At.In(f.Settings.Zone), n.sentences, n.undo, v.home()})
		return nil
	}
}
