package review

import (
	"net/http"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// The fields of the form.
const (
	fieldChoice = "choice"
	fieldNote   = "note"
)

// show is the page of an application. It changes nothing.
func (f *review) show(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	a, err := f.Store.Application(r.Context(), v.Subject)
	if err != nil {
		return err
	}
	if !f.answered(w, r, v, a) {
		f.render(w, r, http.StatusOK, a, form(a))
	}
	return nil
}

// decide takes the decision of one of the staff. The first one stands; whoever comes later is shown it.
func (f *review) decide(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	now := f.now()
	a, err := f.Store.Application(r.Context(), v.Subject)
	if err != nil {
		return err
	}
	if f.answered(w, r, v, a) {
		return nil
	}
	form := form(a)
	if err := r.ParseForm(); err != nil {
		form.Fail("", "Your answer did not arrive whole. Please send it again.")
	} else {
		form.Read(r.PostForm)
	}
	if form.Failed() {
		f.render(w, r, http.StatusUnprocessableEntity, a, form)
		return nil
	}
	d := pug.Decision{Choice: pug.Choice(form.Value(fieldChoice)), Note: form.Value(fieldNote), By: v.Who(), At: now}
	call := workflow.Answer(a.ID, now)
	a, err = f.Store.DecideApplication(r.Context(), a.ID, d, call)
	if pug.IsError(err, pug.Conflict) {
		f.pages.Decided(w, r, f.stands(a))
		return nil
	}
	if err != nil {
		return err
	}
	if err := f.Workflow.Do(r.Context(), call); err != nil { // the outbox keeps the call
		f.Log.ErrorContext(r.Context(), "the workflow was not told of a decision", "application", a.ID, "error", err)
	}
	f.pages.Done(w, r, sentence(a), "Your decision is saved. "+a.Name()+" is told by mail, and the other staff see it when they open their links.",
		page.Fact{Label: "Applicant", Value: a.Name()}, page.Fact{Label: "Decision", Value: capital(d.Choice.Past())})
	return nil
}

// answered answers where there is nothing to decide any more: the application is decided, or the link has ended.
func (f *review) answered(w http.ResponseWriter, r *http.Request, v link.Visitor, a pug.Application) bool {
	switch {
	case a.Decision != nil:
		f.pages.Decided(w, r, f.stands(a))
	case v.Late:
		f.pages.Expired(w, r, v.Expires.In(f.Settings.Zone), nil)
	default:
		return false
	}
	return true
}

// stands is the decision as a page shows it; the application is decided.
func (f *review) stands(a pug.Application) page.Decision {
	o := page.Decision{What: sentence(a) + ".", By: a.Decision.By, When: a.Decision.At.In(f.Settings.Zone), Note: a.Decision.Note}
	if o.By == pug.TheDeadline {
		o.What, o.By = "Nobody decided in time, so the application of "+a.Name()+" was waitlisted.", ""
	}
	return o
}

// sentence says what was decided.
func sentence(a pug.Application) string {
	return "The application of " + a.Name() + " was " + a.Decision.Choice.Past()
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// form asks for the decision.
func form(a pug.Application) page.Form {
	approve, waitlist := "Takes part when groups are formed.", "Is offered a seat when one comes free."
	if a.Kind == pug.KindChampion {
		approve, waitlist = "May lead a group on the proposed topic.", "Is kept in mind in case another Champion is needed."
	}
	return page.Form{Submit: "Save the decision", Fields: []page.Field{
		{Kind: page.Radios, Name: fieldChoice, Label: "Your decision", Required: true, Options: []page.Option{
			{Value: string(pug.ChoiceApprove), Label: "Approve", Hint: approve},
			{Value: string(pug.ChoiceDecline), Label: "Decline", Hint: "Does not take part in this cohort."},
			{Value: string(pug.ChoiceWaitlist), Label: "Waitlist", Hint: waitlist},
		}},
		{Kind: page.TextArea, Name: fieldNote, Label: "Note to the applicant", Hint: "It is quoted in the mail that the applicant gets."},
	}}
}

// render shows the application with the form.
func (f *review) render(w http.ResponseWriter, r *http.Request, status int, a pug.Application, form page.Form) {
	facts := make([]page.Fact, 0, len(a.Details())+1)
	for _, d := range a.Details() {
		facts = append(facts, page.Fact(d))
	}
	facts = append(facts, page.Fact{Label: "Submitted", Value: page.When(a.Submitted.In(f.Settings.Zone))})
	f.pages.Render(w, r, status, "review", page.View{Title: title(a), Data: struct {
		Origin, Why string
		Facts       []page.Fact
		Until       time.Time
		Form        page.Form
	}{origin(a), a.Why, facts, a.Deadline.In(f.Settings.Zone), form}})
}
