package signin

import (
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// begin begins a session of a member of staff, who came by a link of the hash, and hands its cookie to the browser.
func (d Door) begin(w http.ResponseWriter, r *http.Request, email, byLink string) error {
	secret, hash, err := d.Links.Secret()
	if err != nil {
		return err
	}
	now := d.Now()
	s := store.Session{Email: email, Hash: hash, Begun: now, Seen: now, Agent: pug.Line(r.UserAgent(), 200)}
	if err := d.Store.BeginSession(r.Context(), s, byLink); err != nil {
		return err
	}
	d.Log.InfoContext(r.Context(), "session begun", "session", s.Short())
	d.setCookie(w, base64.RawURLEncoding.EncodeToString([]byte(email))+"."+secret)
	return nil
}

// cookie is the name of the session's cookie. One that begins with __Host- must come by https (RFC 6265bis, 4.1.3.2),
// and Safari takes none from the local stand, which has http alone.
func (d Door) cookie() string {
	if d.secure() {
		return "__Host-desk"
	}
	return "desk"
}

func (d Door) secure() bool { return strings.HasPrefix(d.Settings.PublicURL, "https://") }

// setCookie hands a session's cookie to the browser, or takes it back where the value is empty. Lax: who comes from a
// link in webmail is signed in.
func (d Door) setCookie(w http.ResponseWriter, value string) {
	age := int(store.SessionLasts.Seconds())
	if value == "" {
		age = -1
	}
	http.SetCookie(w, &http.Cookie{Name: d.cookie(), Value: value, Path: "/", MaxAge: age, HttpOnly: true,
		Secure: d.secure(), SameSite: http.SameSiteLaxMode})
}

// SignOut ends the session.
func (d Door) SignOut(w http.ResponseWriter, r *http.Request, v Visitor) error {
	if err := d.Store.EndSession(r.Context(), v.Email, v.session.Hash); err != nil {
		return err
	}
	d.setCookie(w, "")
	http.Redirect(w, r, "/signin", http.StatusSeeOther)
	return nil
}
