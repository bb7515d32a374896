package attendance

import (
	"net/http"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// seatsView is the page on which a seat is taken or not.
type seatsView struct {
	Person string
	Facts  []page.Fact
	Form   *page.Form
}

func seatsForm() *page.Form {
	return &page.Form{Submit: "Send the answer", Fields: []page.Field{{
		Kind: page.Radios, Name: "choice", Label: "Do you take the seat?", Required: true,
		Options: []page.Option{
			{Value: string(pug.ChoiceYes), Label: "Yes, I join the group", Hint: "You take part in its monthly meetings until the cohort ends."},
			{Value: string(pug.ChoiceNo), Label: "No, thank you", Hint: "You keep your place on the waitlist, and the seat is offered on."},
		},
	}}}
}

// seats answers the page behind the link of an offer.
func (f *function) seats(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	ctx, now := r.Context(), f.now()
	o, err := f.Store.Offer(ctx, pug.GroupOfFlag(v.Subject), v.Subject)
	if err != nil {
		return err
	}
	if o.Decision != nil || v.Late {
		f.offerEnded(w, r, o)
		return nil
	}
	form, status := seatsForm(), http.StatusOK
	if r.Method == http.MethodPost {
		if err := r.ParseForm(); err == nil && form.Read(r.PostForm) {
			return f.decideOffer(w, r, o, pug.Decision{Choice: pug.Choice(form.Value("choice")), By: v.Who(), At: now})
		}
		status = http.StatusUnprocessableEntity
	}
	group, meeting, err := f.groupAndNext(ctx, o.Group, now)
	if err != nil {
		return err
	}
	view := seatsView{Person: o.Person.Name, Form: form, Facts: f.offerFacts(o, group, meeting)}
	f.pages.Render(w, r, status, "seats", page.View{Title: "A seat in a group: " + group.Topic.Name, Data: view})
	return nil
}

// decideOffer records the answer. The workflow gives the seat.
func (f *function) decideOffer(w http.ResponseWriter, r *http.Request, o pug.Offer, d pug.Decision) error {
	call := workflow.Answer(o.ID, d.At)
	o, err := f.Store.DecideOffer(r.Context(), o.Group, o.ID, d, call)
	if pug.IsError(err, pug.Conflict) {
		f.offerEnded(w, r, o)
		return nil
	}
	if err != nil {
		return err
	}
	if err := f.Workflow.Do(r.Context(), call); err != nil {
		f.Log.WarnContext(r.Context(), "workflow not told, the sweep will", "offer", o.ID, "error", err)
	}
	if d.Choice == pug.ChoiceYes {
		f.pages.Done(w, r, "Thank you for joining", "The seat is yours as soon as we confirm it by mail, which takes some minutes at most.")
		return nil
	}
	f.pages.Done(w, r, "Thank you for telling us", "You keep your place on the waitlist, and we offer the seat to somebody else.")
	return nil
}

// offerEnded shows what became of an offer on which there is nothing left to decide.
func (f *function) offerEnded(w http.ResponseWriter, r *http.Request, o pug.Offer) {
	zone := f.Settings.Zone
	if o.Decision == nil {
		f.pages.Expired(w, r, o.Expires.In(zone), nil)
		return
	}
	outcome := page.Decision{By: o.Decision.By, When: o.Decision.At.In(zone)}
	switch o.Decision.Choice {
	case pug.ChoiceYes:
		outcome.What = "The offer was accepted. The mail about it says whether the seat was still free."
		if o.Taken {
			outcome.What = "The offer was accepted, and the seat is taken by " + o.Person.Name + "."
		}
	case pug.ChoiceNo:
		outcome.What = "The offer was declined with thanks."
	default:
		outcome.What = "The offer lapsed, since no answer came in time. The place on the waitlist was kept."
		f.pages.Expired(w, r, o.Expires.In(zone), &outcome)
		return
	}
	f.pages.Decided(w, r, outcome)
}
