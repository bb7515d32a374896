package members

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
)

// The pages of how it works. They need no link.
const (
	guideChampions = letter.HowChampions
	guideStaff     = "/how/staff"
)

// guide answers with the page of how it works for a reader.
func (f function) guide(w http.ResponseWriter, r *http.Request) {
	title, known := map[string]string{guideChampions: "How it works, for Champions",
		guideStaff: "How it works, for the team"}[r.URL.Path]
	if !known {
		f.unknown(w, r)
		return
	}
	page.Share(w.Header(), time.Hour)
	f.Pages.Render(w, r, http.StatusOK, "guide-"+r.PathValue("reader"), page.View{Title: title})
}
