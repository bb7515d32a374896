package members

import (
	"context"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// askForAddress mails the link to their page to whoever asks for it at their address. The answer is the same for any
// address that can be one, so that nobody learns from it who has applied.
func (f function) askForAddress(w http.ResponseWriter, r *http.Request) {
	form := again()
	status, answered := duty.Answered(r, &form)
	email, err := pug.ParseEmail(form.Value("email"))
	if answered && err != nil {
		form.Fail("email", pug.Sentence(err))
		status, answered = http.StatusUnprocessableEntity, false
	}
	if !answered {
		f.Pages.Render(w, r, status, "again", page.View{Title: "Get the link to your page", Data: form})
		return
	}
	if err := f.mailLink(r.Context(), email); err != nil {
		f.Failed(w, r, err)
		return
	}
	f.Pages.Done(w, r, "Look into your mailbox",
		"If we know the address, an email with the link to your page is on its way. It can take some minutes.")
}

// again asks for the address to which the link is sent.
func again() page.Form {
	return page.Form{Submit: "Send me my link", Fields: []page.Field{{Kind: page.Email, Name: "email",
		Label: "Your email address", Required: true,
		Hint: "The one with which you applied, or to which we write now."}}}
}

// unknown answers for a link that is nobody's: a broken one, or one that has ended.
func (f function) unknown(w http.ResponseWriter, r *http.Request) {
	f.Pages.Render(w, r, http.StatusNotFound, "unknown", page.View{Title: "This link does not work", Data: again()})
}

// yourPage is the letter that somebody asked for: the link to their page stands below each letter to them.
type yourPage struct{}

// mailLink mails their link to all people at an address, one a minute at most: the letters of a minute are one letter.
func (f function) mailLink(ctx context.Context, email string) error {
	there, err := f.Store.PeopleAt(ctx, email)
	if err != nil {
		return err
	}
	var to []letter.Address
	known := map[string]bool{}
	for _, a := range there { // the latest first
		if name := a.NameKey(); !known[name] && a.Erased.IsZero() {
			person := letter.ToApplicant(a)
			person.Sharing = name // each of several may have been the first at the address, in a cohort of their own
			known[name], to = true, append(to, person)
		}
	}
	return f.Letters.Tell(ctx, "page/"+f.Now().Format("200601021504"), yourPage{}, to...)
}
