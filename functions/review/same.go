package review

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// What staff may settle about an application that may be of the same person as another: values of the field "settle".
const (
	settleThis  = "this"  // the same person: keep the application that the page is about
	settleOther = "other" // the same person: keep the other one
	settleApart = "apart" // two different people
)

// people are what other applications tell about who applied.
type people struct {
	Sharing []pug.Application // of other people, from the same address
	Alike   []pug.Application // maybe of the same person
}

// people looks at the other applications that may be of the same person, and at those from the same address. Of most
// applications there are none, and nothing is read.
func (f function) people(ctx context.Context, a pug.Application) (p people, err error) {
	twins, err := f.Store.ApplicationsByID(ctx, a.Twins...)
	if err != nil {
		return p, err
	}
	for _, id := range a.Twins {
		p.Alike = append(p.Alike, a.Alike([]pug.Application{twins[id]})...)
	}
	if !a.Shared {
		return p, nil
	}
	there, err := f.Store.ApplicationsOf(ctx, a.Email, a.Cohort)
	for _, other := range there {
		if other.Instead == "" && !other.IsOf(a) {
			p.Sharing = append(p.Sharing, other)
		}
	}
	return p, err
}

// Sentences say so to staff.
func (p people) Sentences() []string {
	var all []string
	for _, a := range p.Sharing {
		all = append(all, fmt.Sprintf("Another person applied from this address: %s, as a %s (%s).", a.Name(),
			a.Kind.Label(), a.State()))
	}
	for _, a := range p.Alike {
		all = append(all, fmt.Sprintf("This may be the same person as %s, who applied as a %s (%s).",
			a.Person().WithEmail(), a.Kind.Label(), a.State()))
	}
	return all
}

// settle takes what one of the staff settled about two applications, and leads back to the page.
func (f function) settle(w http.ResponseWriter, r *http.Request, v link.Visitor, c store.Case) error {
	a := c.Application
	p, err := f.people(r.Context(), a)
	if err != nil {
		return err
	}
	for _, other := range append(p.Alike, p.Sharing...) {
		if other.ID != r.PostFormValue("other") {
			continue
		}
		switch r.PostFormValue("settle") {
		case settleThis:
			err = f.KeepOne(r.Context(), a, other, v)
		case settleOther:
			err = f.KeepOne(r.Context(), other, a, v)
		case settleApart:
			err = f.TellApart(r.Context(), a, other, v)
		}
	}
	var refused *pug.Error
	switch {
	case errors.As(err, &refused) && refused.Kind == pug.Invalid:
		form := decisionForm(a)
		form.Fail("", refused.Sentence)
		return f.render(w, r, http.StatusUnprocessableEntity, c, form)
	case err != nil && !pug.IsError(err, pug.Conflict): // in a conflict the page shows what is true now
		return err
	}
	http.Redirect(w, r, r.URL.Path, http.StatusSeeOther)
	return nil
}
