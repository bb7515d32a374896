package signin

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// signInLasts is how long a link to sign in is good.
const signInLasts = time.Hour

// signInView is the page on which staff sign in. SignOn is the address of their company's way in, empty where there is
// none.
type signInView struct {
	Form   page.Form
	SignOn string
}

// askForAddress mails a link to sign in to an address of staff. The answer is the same for any address that can
// be one, so that nobody learns from it who is staff.
func (d Door) askForAddress(w http.ResponseWriter, r *http.Request) {
	form := page.Form{Submit: "Send me a link", Fields: []page.Field{{Kind: page.Email, Name: "email",
		Label: "Your email address", Required: true,
		Hint: "You get a link to sign in, if the address belongs to a staff member."}}}
	status, answered := duty.Answered(r, &form)
	email, err := pug.ParseEmail(form.Value("email"))
	if answered && err != nil {
		form.Fail("email", pug.Sentence(err))
		status, answered = http.StatusUnprocessableEntity, false
	}
	if answered {
		if err := d.mailLink(r.Context(), email, AtDesk(r.URL.Query().Get("to"))); err != nil {
			d.Failed(w, r, err)
			return
		}
		d.Pages.Done(w, r, "Look into your mailbox",
			"If the address belongs to a staff member, a link to sign in is on its way. It works for an hour, once.")
		return
	}
	view := signInView{Form: form}
	if d.signOn != nil {
		view.SignOn = signOnPath + "?" + url.Values{"to": {AtDesk(r.URL.Query().Get("to"))}}.Encode()
	}
	d.Pages.Render(w, r, status, "signin", page.View{Title: "Sign in to the desk", Data: view})
}

// mailLink mails a link, one a minute at most: the letters of a minute are one letter.
func (d Door) mailLink(ctx context.Context, email, to string) error {
	team, err := d.Store.Staff(ctx)
	if err != nil {
		return err
	}
	staff, found := team.Find(email)
	if !found {
		return nil
	}
	now := d.Now()
	like := link.Link{Purpose: duty.PurposeSignIn, Subject: to, Expires: now.Add(signInLasts)}
	return d.Letters.Ask(ctx, "sign-in/"+now.Format("200601021504"), like, signInLink{d.When(like.Expires)},
		letter.Address{Name: staff.Name, Email: staff.Email})
}

// AtDesk is the address of the page to go to, if that is one of the desk; otherwise that of its first page.
func AtDesk(to string) string {
	if to != "/desk" && !strings.HasPrefix(to, "/desk/") && !strings.HasPrefix(to, "/desk?") {
		return "/desk"
	}
	return to
}

// signInLink signs in a member of staff, until a time.
type signInLink struct{ Until string }
