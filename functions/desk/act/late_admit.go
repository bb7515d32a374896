package act

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// letInAct puts an application in review that was late or odd as it came (L9).
func (f Planner) letInAct() Act {
	return Act{On: "people", Name: "let-in", Label: "Let in", Form: f.letInForm, Plan: f.planLetIn}
}

// atLeast is how long staff have, as the form proposes it, to decide on an application that is let in.
const atLeast = 3 * 24 * time.Hour

func (f Planner) letInForm(ctx context.Context, id string) (Question, error) {
	c, err := f.caseOf(ctx, id)
	if err != nil {
		return Question{}, err
	}
	a := c.Application
	if err := a.MayBeLetIn(c.Cohort); err != nil {
		return Question{}, err
	}
	by := a.Deadline
	if soon := f.Now().Add(atLeast); by.Before(soon) {
		by = soon
	}
	return Question{Title: "Let in " + a.Name(), Fields: append(letInFields(a),
		page.Field{Kind: page.DateTime, Name: "by", Label: "Decided by", Value: f.local(by), Required: true,
			Hint: f.clocks(by) + " Nobody having decided by then, it is waitlisted. Dates of the phase do not move " +
				"this."})}, nil
}

// letInFields ask for what may have to be put right of an application.
func letInFields(a pug.Application) []page.Field {
	fields := []page.Field{
		{Name: "first", Label: "First name", Value: a.FirstName, Length: 200},
		{Name: "last", Label: "Last name", Value: a.LastName, Length: 200},
		{Kind: page.Email, Name: "email", Label: "Email", Value: a.Email, Required: true, Length: 200},
		{Name: "company", Label: "Company", Value: a.Company, Required: true, Length: 200},
		{Kind: page.Select, Name: "type", Label: "Partner type", Value: string(a.PartnerType), Required: true,
			Options: labelled(pug.PartnerTypes())},
		{Kind: page.Select, Name: "role", Label: "Role", Value: string(a.Role), Required: true,
			Options: labelled(pug.Roles())},
		{Kind: page.Select, Name: "region", Label: "Region", Value: string(a.Region), Required: true,
			Options: labelled(pug.Regions())},
	}
	for i := range most(a.Kind) {
		field := page.Field{Name: fmt.Sprintf("topic%d", i+1), Label: fmt.Sprintf("Topic %d", i+1), Required: i == 0,
			Length: 200}
		if i < len(a.Topics) {
			field.Value = a.Topics[i].Name
		}
		fields = append(fields, field)
	}
	accepted := page.Field{Kind: page.Checkbox, Name: "commitments", Label: "The applicant accepts the commitments"}
	if a.Commitments {
		accepted.Value = "true"
	}
	return append(fields, accepted)
}

// labelled are the terms of a list of the programme's as options.
func labelled[T interface {
	~string
	Label() string
}](terms []T) []page.Option {
	var options []page.Option
	for _, t := range terms {
		options = append(options, page.Option{Value: string(t), Label: t.Label()})
	}
	return options
}

// most is how many topics an application of the kind names.
func most(k pug.Kind) int {
	if k == pug.KindChampion {
		return 1
	}
	return pug.MaxTopics
}

// right is the application as the form puts it right, and by when it is to be decided.
func (f Planner) right(a pug.Application, form *page.Form) (pug.Application, time.Time) {
	email, err := pug.ParseEmail(form.Value("email"))
	if err != nil {
		form.Fail("email", err.Error())
	}
	if form.Value("first") == "" && form.Value("last") == "" {
		form.Fail("first", "Give a name.")
	}
	a.FirstName, a.LastName, a.Email, a.Company = form.Value("first"), form.Value("last"), email, form.Value("company")
	a.PartnerType, a.Role = pug.PartnerType(form.Value("type")), pug.Role(form.Value("role"))
	a.Region, a.Commitments, a.Topics = pug.Region(form.Value("region")), form.Value("commitments") == "true", nil
	for i := range most(a.Kind) {
		name := pug.CleanTopic(form.Value(fmt.Sprintf("topic%d", i+1)))
		if key := pug.TopicKey(name); key != "" {
			a.Topics = append(a.Topics, pug.Topic{Name: name, Key: key})
		}
	}
	return a, f.localTime(form, "by")
}

func (f Planner) planLetIn(ctx context.Context, _ pug.Staff, id string, form *page.Form) (Deed, error) {
	c, err := f.caseOf(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	right, by := f.right(c.Application, form)
	if form.Failed() {
		return Deed{}, nil
	}
	there, err := f.Store.ApplicationsOf(ctx, right.Email, right.Cohort)
	if err != nil {
		return Deed{}, err
	}
	same, others := pug.SamePerson(right, there)
	a, err := c.Application.LetIn(c.Cohort, right, same, by, f.Now())
	if pug.IsError(err, pug.Invalid) {
		form.Fail("", pug.Sentence(err))
		return Deed{}, nil
	}
	if err != nil {
		return Deed{}, err
	}
	a, beside := a.Beside(same, others)
	owed, err := f.Letters.Telling("desk/"+a.ID+"/let-in", letIn{a, f.When(by)}, letter.ToApplicant(a))
	if err != nil {
		return Deed{}, err
	}
	return Deed{
		Title:   "Let in " + a.Name(),
		Effects: f.afterLetIn(a, c.Cohort), Owed: append(owed, workflow.Start(workflow.Application, a.ID, f.Now())),
		Entry: pug.Entry{Deed: "let in", Cohort: a.Cohort, About: []pug.Subject{a.Person().Subject()},
			What: "The application of {0} was let in, to be decided by " + f.When(by)},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.LetIn(ctx, c.Application, a, beside, owed...)
		},
		Back: "/desk/people/" + id,
	}, nil
}

// afterLetIn says what letting somebody in leads to.
func (f Planner) afterLetIn(a pug.Application, c pug.Cohort) []string {
	effects := []string{fmt.Sprintf("It is in review as that of a %s, and decided by %s.", a.Kind.Label(),
		f.When(a.Deadline))}
	switch {
	case c.Published != nil:
		effects = append(effects, "If it is approved, "+a.Name()+" joins the waitlist: groups are settled.")
	case c.Revision > 0:
		effects = append(effects, "The proposed groups stay as they are. If it is approved before they are published, "+
			"a new proposal has "+a.Name()+"; else they wait.")
	case a.Deadline.After(c.Dates.Propose):
		effects = append(effects, fmt.Sprintf("Groups are proposed on %s. Decided later, %s waits.",
			f.When(c.Dates.Propose), a.Name()))
	}
	return effects
}

// localTime reads a time from a field of the form, and says there what is wrong with it.
func (f Planner) localTime(form *page.Form, name string) time.Time {
	at, problem := calendar.Local(form.Value(name), f.Settings.Zone)
	if problem != "" {
		form.Fail(name, problem)
	}
	return at.UTC()
}

// letIn tells an applicant that their application is in review after all.
type letIn struct {
	Application pug.Application
	Decided     string
}
