package desk

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// signInLasts is how long a link to sign in is good.
const signInLasts = time.Hour

// signInView is the page on which staff sign in. SignOn is the address of their company's way in, empty where there is
// none.
type signInView struct {
	Form   page.Form
	SignOn string
}

// askForAddress mails a link to sign in to an address of staff. The answer is the same for any address, so that nobody
// learns from it who is staff.
func (f function) askForAddress(w http.ResponseWriter, r *http.Request) {
	form := page.Form{Submit: "Send me a link", Fields: []page.Field{{Kind: page.Email, Name: "email",
		Label: "Your email address", Required: true,
		Hint: "You get a link to sign in, if the address is one of staff."}}}
	status, answered := duty.Answered(r, &form)
	if answered {
		if err := f.mailLink(r.Context(), form.Value("email"), back(r.URL.Query().Get("to"))); err != nil {
			f.Failed(w, r, err)
			return
		}
		f.Pages.Done(w, r, "Look into your mailbox",
			"If the address is one of staff, a link to sign in is on its way. It works for an hour, once.")
		return
	}
	view := signInView{Form: form}
	if f.signOn != nil {
		view.SignOn = signOnPath + "?" + url.Values{"to": {back(r.URL.Query().Get("to"))}}.Encode()
	}
	f.Pages.Render(w, r, status, "signin", page.View{Title: "Sign in to the desk", Data: view})
}

// mailLink mails a link, one a minute at most: the letters of a minute are one letter.
func (f function) mailLink(ctx context.Context, address, to string) error {
	email, err := pug.ParseEmail(address)
	if err != nil {
		return nil // whoever it is, it is not staff
	}
	team, err := f.Store.Staff(ctx)
	if err != nil {
		return err
	}
	staff, found := team.Find(email)
	if !found {
		return nil
	}
	now := f.Now()
	like := link.Link{Purpose: duty.PurposeSignIn, Subject: to, Expires: now.Add(signInLasts)}
	return f.Letters.Ask(ctx, "sign-in/"+now.Format("200601021504"), like, signInLink{f.When(like.Expires)},
		letter.Address{Name: staff.Name, Email: staff.Email})
}

// back is the page to go to once somebody is signed in: one of the desk's own.
func back(to string) string {
	if to != "/desk" && !strings.HasPrefix(to, "/desk/") && !strings.HasPrefix(to, "/desk?") {
		return "/desk"
	}
	return to
}

// signIn is the page of a link to sign in: its button begins a session. A link signs in once.
func (f function) signIn(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	if v.Late {
		f.Pages.Render(w, r, http.StatusGone, "signinused", page.View{Title: "This link has ended"})
		return nil
	}
	if r.Method != http.MethodPost {
		f.Pages.Render(w, r, http.StatusOK, "signinlink", page.View{Title: "Sign in to the desk", Data: v.Who()})
		return nil
	}
	err := f.begin(w, r, v.Person, link.Hash(r.PathValue(link.PathValue)))
	switch {
	case pug.IsError(err, pug.NotFound), pug.IsError(err, pug.Conflict):
		f.Pages.Render(w, r, http.StatusGone, "signinused", page.View{Title: "This link was used already"})
		return nil
	case err != nil:
		return err
	}
	http.Redirect(w, r, back(v.Subject), http.StatusSeeOther)
	return nil
}

// begin begins a session of a member of staff, who came by a link of the hash, and hands its cookie to the browser.
func (f function) begin(w http.ResponseWriter, r *http.Request, email, byLink string) error {
	secret, hash, err := f.Links.Secret()
	if err != nil {
		return err
	}
	now := f.Now()
	s := store.Session{Email: email, Hash: hash, Begun: now, Seen: now, Agent: pug.Line(r.UserAgent(), 200)}
	if err := f.Store.BeginSession(r.Context(), s, byLink); err != nil {
		return err
	}
	f.Log.InfoContext(r.Context(), "session begun", "session", s.Short())
	f.setCookie(w, base64.RawURLEncoding.EncodeToString([]byte(email))+"."+secret)
	return nil
}
