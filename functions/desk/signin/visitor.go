package signin

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/logs"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Visitor is who is signed in; the zero value is nobody.
type Visitor struct {
	pug.Staff
	session store.Session
}

// Opening answers somebody who is signed in.
type Opening func(w http.ResponseWriter, r *http.Request, v Visitor)

// SignedIn lets in who has a session. Whoever has none is sent to sign in, and comes back to the page; what they posted
// is not done.
func (d Door) SignedIn(open Opening) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := d.visitor(r)
		switch {
		case pug.IsError(err, pug.NotFound):
			d.signedOut(w, r)
		case err != nil:
			d.Failed(w, r, err)
		default:
			r = r.WithContext(logs.With(r.Context(), "session", v.session.Short()))
			open(w, r, v)
		}
	})
}

// visitor reads who sent the request; pug.NotFound if nobody does who may. Times of a session are kept to a quarter of
// an hour, so that not every page writes.
func (d Door) visitor(r *http.Request) (Visitor, error) {
	none := pug.Errorf(pug.NotFound, "There is no session.")
	cookie, err := r.Cookie(d.cookie())
	if err != nil {
		return Visitor{}, none
	}
	owner, secret, _ := strings.Cut(cookie.Value, ".")
	email, err := base64.RawURLEncoding.DecodeString(owner)
	if err != nil || len(email) == 0 {
		return Visitor{}, none
	}
	now := d.Now()
	session, staff, err := d.Store.Session(r.Context(), string(email), link.Hash(secret))
	switch {
	case err != nil:
		return Visitor{}, err
	case !session.Open(now):
		return Visitor{}, none
	case now.Sub(session.Seen) > 15*time.Minute:
		session.Seen = now
		err = d.Store.Seen(r.Context(), session)
	}
	staff.Name = staff.Who()
	return Visitor{staff, session}, err
}

// signedOut sends who has no session to sign in. A form that was posted is not taken, and its page can be gone back to.
func (d Door) signedOut(w http.ResponseWriter, r *http.Request) {
	to := "/signin?" + url.Values{"to": {r.URL.RequestURI()}}.Encode()
	if r.Method == http.MethodPost {
		to = "/signin?" + url.Values{"to": {r.URL.Path}}.Encode()
		d.Pages.Render(w, r, http.StatusForbidden, "signedout", d.view(Visitor{}, "You are signed out", to))
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}
