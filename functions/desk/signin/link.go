package signin

import (
	"net/http"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// byLink is the page of a link to sign in: its button begins a session. A link signs in once.
func (d Door) byLink(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	if v.Late {
		d.Pages.Render(w, r, http.StatusGone, "signinused", page.View{Title: "This link has ended"})
		return nil
	}
	if r.Method != http.MethodPost {
		d.Pages.Render(w, r, http.StatusOK, "signinlink", page.View{Title: "Sign in to the desk", Data: v.Who()})
		return nil
	}
	err := d.begin(w, r, v.Person, link.Hash(r.PathValue(link.PathValue)))
	switch {
	case pug.IsError(err, pug.NotFound), pug.IsError(err, pug.Conflict):
		d.Pages.Render(w, r, http.StatusGone, "signinused", page.View{Title: "This link was used already"})
		return nil
	case err != nil:
		return err
	}
	http.Redirect(w, r, AtDesk(v.Subject), http.StatusSeeOther)
	return nil
}
