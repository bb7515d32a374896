package review

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// reviewView is the page of an application.
type reviewView struct {
	Origin, Why string
	Facts       []page.Fact
	Unmet       []pug.Demand // what a member wants and nobody leads
	People      people
	Until       time.Time
	Form        page.Form
}

// review is the page of an application, and takes the decision of one of the staff. The first one stands; whoever comes
// later is shown it.
func (f function) review(w http.ResponseWriter, r *http.Request, v link.Visitor) error {
	now := f.Now()
	c, err := f.Store.Case(r.Context(), v.Subject)
	a := c.Application
	if err != nil || f.answered(w, r, v, c) {
		return err
	}
	if r.Method == http.MethodPost && r.PostFormValue("settle") != "" {
		return f.settle(w, r, v, c)
	}
	form := decisionForm(a)
	status, answered := duty.Answered(r, &form)
	if !answered {
		return f.render(w, r, status, c, form)
	}
	d := pug.Decision{Choice: pug.Choice(form.Value("choice")), Note: form.Value("note"), By: v.Who(), At: now}
	call, err := f.decisions.Decide(r.Context(), c, d, v.Person)
	if pug.IsError(err, pug.Conflict) {
		if c.Application, err = f.Store.Application(r.Context(), a.ID); err == nil {
			f.answered(w, r, v, c)
		}
		return err
	}
	if err != nil {
		return err
	}
	a.Decision = &d
	f.Follow(r.Context(), call)
	f.Pages.Done(w, r, sentence(a),
		"Your decision is saved. "+a.Name()+" is told by email, and the other staff see it when they open their links.",
		page.Fact{Label: "Applicant", Value: a.Name()}, page.Fact{Label: "Decision", Value: capital(d.Choice.Past())})
	return nil
}

// answered answers if there is nothing to decide any more: the application is decided, or the link has ended. A link
// goes on where the deadline was moved.
func (f function) answered(w http.ResponseWriter, r *http.Request, v link.Visitor, c store.Case) bool {
	a := c.Application
	switch {
	case a.Decision != nil:
		f.showDecided(w, r, c)
	case v.Late && !f.Now().Before(c.DecideBy()):
		f.ExpiredForStaff(w, r, v, a.ID)
	default:
		return false
	}
	return true
}

// showDecided shows what was decided, and leads to where that can be changed.
func (f function) showDecided(w http.ResponseWriter, r *http.Request, c store.Case) {
	a := c.Application
	what, by := sentence(a)+".", *a.Decision
	if by.By == pug.TheDeadline {
		what, by.By = "Nobody decided in time, so the application of "+a.Name()+" was "+by.Choice.Past()+".", ""
	}
	d := f.Decision(what, by)
	if a.Instead == "" && a.Status != pug.StatusReplaced {
		d.Change = "/desk/people/" + a.ID + "/decision"
	}
	f.Pages.Decided(w, r, *d)
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
		{Kind: page.TextArea, Name: "note", Label: "Message to the applicant", Hint: "It is quoted in their email."},
	}}
}

// render shows the application with the form.
func (f function) render(w http.ResponseWriter, r *http.Request, status int, c store.Case, form page.Form) error {
	a := c.Application
	if c.Published() {
		form.Fields[0].Options[0].Hint = "Joins the waitlist; groups are settled."
	} else if a.Kind == pug.KindChampion && c.Cohort.Published != nil {
		form.Fields[0].Options[0].Hint = "Groups are settled: may come to lead one that needs a Champion."
	}
	unmet, err := f.unmet(r.Context(), a)
	if err != nil {
		return err
	}
	people, err := f.people(r.Context(), a)
	if err != nil {
		return err
	}
	facts := append(a.Details(), page.Fact{Label: "Submitted", Value: f.When(a.Submitted)})
	f.Pages.Render(w, r, status, "review", page.View{Title: title(a), Data: reviewView{
		Origin: origin(a), Why: a.Why, Facts: facts, Unmet: unmet, People: people,
		Until: c.DecideBy().In(f.Settings.Zone), Form: form,
	}})
	return nil
}

// unmet is what a member wants and nobody leads, with how many want the same: where a group on offer has one of the
// member's topics for the role and region, it is empty.
func (f function) unmet(ctx context.Context, a pug.Application) ([]pug.Demand, error) {
	if !a.Unmet {
		return nil, nil
	}
	groups, err := f.onOffer.Cohort(ctx, a.Cohort)
	if err != nil || !a.Unled(groups) {
		return nil, err
	}
	members, err := f.Store.Applications(ctx, a.Cohort, pug.KindMember)
	others := func(d pug.Demand) bool { return !slices.Contains(d.Members, a.ID) }
	return slices.DeleteFunc(pug.UnmetDemand(members, groups), others), err
}
