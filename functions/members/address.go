package members

import (
	"context"
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// purposeAddress is the purpose of the links that confirm a new address. Their subject is the application of whoever
// asked, and their person is the address.
const purposeAddress = "address"

// confirmWithin is how long a new address can be confirmed.
const confirmWithin = 3 * 24 * time.Hour

// confirmAddress asks whoever reads mail at a new address whether it is theirs. It names nobody: the address may be a
// stranger's.
type confirmAddress struct{ Until string }

// addressAct lets people ask to be written to at another address (L3). It counts once it is confirmed from there.
func (f function) addressAct() act {
	return act{on: "applications", name: "address", plan: f.planAddress, next: func(done) next {
		return next{title: "Confirm your new address",
			sentences: []string{"Look into the mailbox of the new address, and confirm it by " +
				"the button of our letter within three days.", "Until then, we write to the address that we have."}}
	}}
}

func (f function) planAddress(_ context.Context, v visitor, id string) (deed, error) {
	a, err := v.application(id)
	if err != nil {
		return deed{}, err
	}
	return deed{
		title: "Change your email address",
		effects: []string{"We send a letter to the new address, with a button to confirm it.",
			"Once it is confirmed, all letters go there, and the meetings ahead move to its calendar.",
			"The address that we have now is told, and the link to this page that was sent there ends."},
		form: page.Form{Submit: "Send the letter", Fields: []page.Field{{Kind: page.Email, Name: "email",
			Label: "New email address", Required: true}}},
		entry: pug.Entry{Deed: askedAddress, Cohort: a.Cohort, About: []pug.Subject{a.Person().Subject()},
			What: "{0} asked to be written to at another address"},
		do: func(ctx context.Context, form *page.Form, line *store.Logged) error {
			email, err := pug.ParseEmail(form.Value("email"))
			switch {
			case err != nil:
				form.Fail("email", pug.Sentence(err))
				return nil
			case email == a.Email:
				form.Fail("email", "We write to this address already.")
				return nil
			}
			return f.askToConfirm(ctx, a, email, line)
		},
	}, nil
}

// asksADay is how many letters somebody can have sent to new addresses in a day: they may be strangers'.
const asksADay = 3

// askedAddress is the deed in the log of whoever asks about another address.
const askedAddress = "asked about an address"

// askToConfirm writes to a new address. pug.Full: they had enough such letters sent today.
func (f function) askToConfirm(ctx context.Context, a pug.Application, email string, line *store.Logged) error {
	now := f.Now()
	const lookBack = 50
	before, _, err := f.Store.LogOf(ctx, a.ID, "", lookBack)
	if err != nil {
		return err
	}
	asked := 0
	for _, e := range before {
		if e.Deed == askedAddress && now.Sub(e.At) < 24*time.Hour {
			asked++
		}
	}
	if asked >= asksADay {
		return pug.Errorf(pug.Full, "You had %d letters sent to new addresses within a day, which is the most. "+
			"Look into those mailboxes, or write to the team.", asksADay)
	}
	like := link.Link{Purpose: purposeAddress, Subject: a.ID, Expires: now.Add(confirmWithin)}
	owed, err := f.Letters.Asking("address/"+a.ID+"/"+now.Format("200601021504"), like,
		confirmAddress{f.When(like.Expires)}, letter.Address{Email: email})
	if err != nil {
		return err
	}
	return f.Store.Write(ctx, append(owed, *line)...)
}

// confirm is the page of a link that confirms a new address.
func (f function) confirm(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	a, err := f.Store.Application(r.Context(), v.Subject)
	if err != nil && !pug.IsError(err, pug.NotFound) {
		return err
	}
	switch {
	case err != nil || !a.Erased.IsZero():
		f.Pages.NotFound(w, r)
		return nil
	case a.Email == v.Person:
		f.Pages.Done(w, r, "Your address is confirmed", "We write to "+v.Person+". The link to your page stands at "+
			"the end of each letter.")
		return nil
	case v.Late:
		f.Expired(w, r, v, nil)
		return nil
	}
	form := page.Form{Submit: "Yes, write to me here"}
	status, answered := duty.Answered(r, &form)
	if answered {
		if err := f.moveTo(r.Context(), a, v.Person); err != nil {
			if !pug.Final(err) {
				return err
			}
			form.Fail("", addressTaken) // rather than whose application is in the way
			status = http.StatusConflict
		} else {
			http.Redirect(w, r, r.URL.Path, http.StatusSeeOther)
			return nil
		}
	}
	view := confirmView{v.Person, form}
	f.Pages.Render(w, r, status, "confirm", page.View{Title: "Is this your email address?", Data: view})
	return nil
}

// addressTaken is for whoever confirms an address at which they cannot be written to.
const addressTaken = "Your address stays as it was: somebody has applied from this one, or something about you was " +
	"changed just now. Try again, or give another address on your page. If it was you who applied, write to the team."

// confirmView asks whether an address is right.
type confirmView struct {
	Email string
	Form  page.Form
}

// moveTo changes somebody's address, as they confirmed it.
func (f function) moveTo(ctx context.Context, a pug.Application, email string) error {
	to := a.Identity()
	to.Email = email
	line := store.Logged{Entry: pug.Entry{By: a.Name(), Actor: email, At: f.Now(), Deed: pug.DeedIdentified,
		Cohort: a.Cohort, About: []pug.Subject{a.Person().Subject()}, What: "The address of {0} was changed",
		Undo: "/desk/people/" + a.ID + "/identity"}}
	return f.identify(ctx, a, to, &line)
}
