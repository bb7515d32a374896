package review

import (
	"net/http"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// reviewView is the page of an application.
type reviewView struct {
	Origin, Why string
	Facts       []page.Fact
	People      people
	Until       time.Time
	Form        page.Form
}

// review is the page of an application, and takes the decision of one of the staff. The first one stands; whoever comes
// later is shown it.
func (f function) review(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	now := f.Now()
	a, err := f.Store.Application(r.Context(), v.Subject)
	if err != nil || f.answered(w, r, v, a) {
		return err
	}
	if r.Method == http.MethodPost && r.PostFormValue("settle") != "" {
		return f.settle(w, r, v, a)
	}
	form := decisionForm(a)
	status, answered := duty.Answered(r, &form)
	if !answered {
		return f.render(w, r, status, a, form)
	}
	d := pug.Decision{Choice: pug.Choice(form.Value("choice")), Note: form.Value("note"), By: v.Who(), At: now}
	call := workflow.Answer(a.ID, now)
	err = f.Store.DecideApplication(r.Context(), a.ID, d, call)
	if pug.IsError(err, pug.Conflict) {
		if a, err = f.Store.Application(r.Context(), a.ID); err == nil {
			f.answered(w, r, v, a)
		}
		return err
	}
	if err != nil {
		return err
	}
	a.Decision = &d
	f.Follow(r.Context(), call)
	f.Pages.Done(w, r, sentence(a),
		"Your decision is saved. "+a.Name()+" is told by mail, and the other staff see it when they open their links.",
		page.Fact{Label: "Applicant", Value: a.Name()}, page.Fact{Label: "Decision", Value: capital(d.Choice.Past())})
	return nil
}

// answered answers if there is nothing to decide any more: the application is decided, or the link has ended.
func (f function) answered(w http.ResponseWriter, r *http.Request, v link.Visitor, a pug.Application) bool {
	switch {
	case a.Decision != nil && a.Decision.By == pug.TheDeadline:
		d := *a.Decision
		d.By = ""
		f.Decided(w, r, "Nobody decided in time, so the application of "+a.Name()+" was waitlisted.", d)
	case a.Decision != nil:
		f.Decided(w, r, sentence(a)+".", *a.Decision)
	case v.Late:
		f.Expired(w, r, v, nil)
	default:
		return false
	}
	return true
}

// sentence says what was decided.
func sentence(a pug.Application) string {
	if a.Instead != "" {
		return "The application of " + a.Name() + " was replaced by another one of the same person"
	}
	return "The application of " + a.Name() + " was " + a.Decision.Choice.Past()
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// decisionForm asks for the decision, and says what each choice leads to while groups are not published.
func decisionForm(a pug.Application) page.Form {
	approve, waitlist := "Takes part when groups are formed.", "Is offered a seat when one comes free."
	if a.Kind == pug.KindChampion {
		approve, waitlist = "May lead a group on the proposed topic.",
			"Is kept in mind in case another Champion is needed."
	}
	return page.Form{Submit: "Save the decision", Fields: []page.Field{
		{Kind: page.Radios, Name: "choice", Label: "Your decision", Required: true, Options: []page.Option{
			{Value: string(pug.ChoiceApprove), Label: "Approve", Hint: approve},
			{Value: string(pug.ChoiceDecline), Label: "Decline", Hint: "Does not take part in this cohort."},
			{Value: string(pug.ChoiceWaitlist), Label: "Waitlist", Hint: waitlist},
		}},
		{Kind: page.TextArea, Name: "note", Label: "Message to the applicant", Hint: "It is quoted in their mail."},
	}}
}

// render shows the application with the form.
func (f function) render(w http.ResponseWriter, r *http.Request, status int, a pug.Application, form page.Form) error {
	published, err := published(r.Context(), f.Calendar.Cohorts, a)
	if err != nil {
		return err
	}
	if published {
		form.Fields[0].Options[0].Hint = "Joins the waitlist; groups are settled."
	}
	people, err := f.people(r.Context(), a)
	if err != nil {
		return err
	}
	facts := append(a.Details(), page.Fact{Label: "Submitted", Value: f.When(a.Submitted)})
	f.Pages.Render(w, r, status, "review", page.View{Title: title(a), Data: reviewView{
		Origin: origin(a), Why: a.Why, Facts: facts, People: people, Until: a.Deadline.In(f.Settings.Zone), Form: form,
	}})
	return nil
}
