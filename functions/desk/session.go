package desk

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

// visitor is who is signed in.
type visitor struct {
	pug.Staff
	session store.Session
}

// signedIn lets in who has a session. Whoever has none is sent to sign in, and comes back to the page; what they posted
// is not done.
func (f function) signedIn(open opening) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := f.visitor(r)
		switch {
		case pug.IsError(err, pug.NotFound):
			f.signedOut(w, r)
		case err != nil:
			f.Failed(w, r, err)
		default:
			r = r.WithContext(logs.With(r.Context(), "session", v.session.Short()))
			f.Ended(w, r, open(w, r, v), func(what string) { f.missing(w, r, v, what) })
		}
	})
}

// visitor reads who sent the request; pug.NotFound if nobody does who may. Times of a session are kept to a quarter of
// an hour, so that not every page writes.
func (f function) visitor(r *http.Request) (visitor, error) {
	none := pug.Errorf(pug.NotFound, "There is no session.")
	cookie, err := r.Cookie(f.cookie())
	if err != nil {
		return visitor{}, none
	}
	owner, secret, _ := strings.Cut(cookie.Value, ".")
	email, err := base64.RawURLEncoding.DecodeString(owner)
	if err != nil || len(email) == 0 {
		return visitor{}, none
	}
	now := f.Now()
	session, staff, err := f.Store.Session(r.Context(), string(email), link.Hash(secret))
	switch {
	case err != nil:
		return visitor{}, err
	case !session.Open(now):
		return visitor{}, none
	case now.Sub(session.Seen) > 15*time.Minute:
		session.Seen = now
		err = f.Store.Seen(r.Context(), session)
	}
	staff.Name = staff.Who()
	return visitor{staff, session}, err
}

// signedOut sends who has no session to sign in. A form that was posted is not taken, and its page can be gone back to.
func (f function) signedOut(w http.ResponseWriter, r *http.Request) {
	to := "/signin?" + url.Values{"to": {r.URL.RequestURI()}}.Encode()
	if r.Method == http.MethodPost {
		to = "/signin?" + url.Values{"to": {r.URL.Path}}.Encode()
		f.Pages.Render(w, r, http.StatusForbidden, "signedout", f.view(visitor{}, "You are signed out", to))
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// cookie is the name of the session's cookie. One that begins with __Host- must come by https (RFC 6265bis, 4.1.3.2),
// and Safari takes none from the local stand, which has http alone.
func (f function) cookie() string {
	if f.secure() {
		return "__Host-desk"
	}
	return "desk"
}

func (f function) secure() bool { return strings.HasPrefix(f.Settings.PublicURL, "https://") }

// setCookie hands a session's cookie to the browser, or takes it back where the value is empty. Lax: who comes from a
// link in webmail is signed in.
func (f function) setCookie(w http.ResponseWriter, value string) {
	age := int(store.SessionLasts.Seconds())
	if value == "" {
		age = -1
	}
	http.SetCookie(w, &http.Cookie{Name: f.cookie(), Value: value, Path: "/", MaxAge: age, HttpOnly: true,
		Secure: f.secure(), SameSite: http.SameSiteLaxMode})
}

// signOut ends the session.
func (f function) signOut(w http.ResponseWriter, r *http.Request, v visitor) error {
	if err := f.Store.EndSession(r.Context(), v.Email, v.session.Hash); err != nil {
		return err
	}
	f.setCookie(w, "")
	http.Redirect(w, r, "/signin", http.StatusSeeOther)
	return nil
}
