package grouping

import (
	"net/http"

	"github.com/partnerusergroups/pugs/shared/page"
)

// receipt is what a page says after a form was taken.
type receipt struct {
	Next   string // what comes next, and how it can be taken back
	Facts  []page.Fact
	Ways   []page.MenuItem // where to go on; the first is the one that most will take
	Groups []page.MenuItem // that were published
}

// done shows the receipt under a title that says what was done.
func (f function) done(w http.ResponseWriter, r *http.Request, title string, v receipt) {
	f.Pages.Render(w, r, http.StatusOK, "receipt", page.View{Title: title, Data: v})
}
