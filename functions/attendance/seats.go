package attendance

import (
	"net/http"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// seatsView is the page on which a seat is taken or not.
type seatsView struct {
	Person string
	Facts  []page.Fact
	Form   page.Form
}

func seatsForm() page.Form {
	return page.Form{Submit: "Send the answer", Fields: []page.Field{{
		Kind: page.Radios, Name: "choice", Label: "Do you take the seat?", Required: true,
		Options: []page.Option{
			{Value: string(pug.ChoiceYes), Label: "Yes, I join the group",
				Hint: "You take part in its monthly meetings until the cohort ends."},
			{Value: string(pug.ChoiceNo), Label: "No, thank you",
				Hint: "You keep your place on the waitlist, and somebody else may have the seat."},
		},
	}}}
}

// seats answers the page behind the link of an offer.
func (f function) seats(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	now := f.Now()
	o, err := f.Store.Offer(r.Context(), pug.GroupOfFlag(v.Subject), v.Subject)
	if err != nil {
		return err
	}
	group, meeting, err := f.groupAndNext(r.Context(), o.Group, now)
	if err != nil {
		return err
	}
	if o.Decision != nil || v.Late || group.Over() {
		f.offerEnded(w, r, v, o, group)
		return nil
	}
	form := seatsForm()
	status, answered := duty.Answered(r, &form)
	if answered {
		return f.decideOffer(w, r, v, o, group, pug.Choice(form.Value("choice")))
	}
	view := seatsView{Person: o.Person.Name, Form: form, Facts: f.offerFacts(o, group, meeting)}
	f.Pages.Render(w, r, status, "seats", page.View{Title: "A seat in a group: " + group.Topic.Name, Data: view})
	return nil
}

// decideOffer records the answer. The workflow gives the seat.
func (f function) decideOffer(
	w http.ResponseWriter, r *http.Request, v link.Visitor, o pug.Offer, group pug.Group, choice pug.Choice,
) error {
	d := pug.Decision{Choice: choice, By: v.Who(), At: f.Now()}
	call := workflow.Answer(o.ID, d.At)
	follows := []store.Owed{call}
	if choice != pug.ChoiceYes { // else the log has it with the seat
		follows = append(follows, store.Logged{Entry: pug.LogNotTaken(o, d, v.Person)})
	}
	o, err := f.Store.DecideOffer(r.Context(), o.Group, o.ID, d, follows...)
	if pug.IsError(err, pug.Conflict) {
		f.offerEnded(w, r, v, o, group)
		return nil
	}
	if err != nil {
		return err
	}
	f.Follow(r.Context(), call)
	if d.Choice == pug.ChoiceYes {
		f.Pages.Done(w, r, "Thank you for joining",
			"The seat is yours as soon as we confirm it by email, which takes a few minutes at most.")
		return nil
	}
	f.Pages.Done(w, r, "Thank you for telling us",
		"You keep your place on the waitlist, and hear from us when another seat comes free.")
	return nil
}

// offerEnded shows what became of an offer on which there is nothing left to decide.
func (f function) offerEnded(
	w http.ResponseWriter, r *http.Request, v link.Visitor, o pug.Offer, group pug.Group,
) {
	over := o.Decision != nil && o.Decision.Choice == pug.ChoiceOver
	switch {
	case group.Over() && (o.Decision == nil || over):
		f.Pages.Done(w, r, "This seat is not on offer any more", "The group has ended. You keep your place on the "+
			"waitlist, and hear from us when another seat comes free.")
	case over:
		f.Pages.Done(w, r, "This seat is not on offer any more", o.Person.Name+" leads a group now, and needs no seat "+
			"as a member.")
	case o.Decision == nil:
		f.Expired(w, r, v, nil)
	case o.Decision.Choice == pug.ChoiceYes && o.Taken:
		f.Decided(w, r, "The offer was accepted, and the seat is taken by "+o.Person.Name+".", *o.Decision)
	case o.Decision.Choice == pug.ChoiceYes:
		f.Decided(w, r, "The offer was accepted. The email about it says whether the seat was still free.", *o.Decision)
	case o.Decision.Choice == pug.ChoiceNo:
		f.Decided(w, r, "The offer was declined with thanks.", *o.Decision)
	default:
		f.Expired(w, r, v, f.Decision("The offer lapsed, since no answer came in time. "+
			"The place on the waitlist was kept.", *o.Decision))
	}
}
