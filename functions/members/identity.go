package members

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// nameAct lets people change their name, company and time zone wherever it is written (L3).
func (f function) nameAct() act {
	return act{on: "applications", name: "name", plan: f.planName, next: func(d done) next {
		return next{title: "Your name or company is changed",
			sentences: []string{"We have written to you what we have of you now."},
			undo:      page.MenuItem{Label: "Change it again", Href: d.path("applications", d.id, "name")}}
	}}
}

func (f function) planName(ctx context.Context, v visitor, id string) (deed, error) {
	a, err := v.application(id)
	if err != nil {
		return deed{}, err
	}
	d := deed{
		title: "Change your name, company or time zone",
		effects: []string{"It changes wherever we have it, for your group as well.",
			"Your email address stays as it is."},
		form: page.Form{Submit: "Change it", Fields: []page.Field{
			{Name: "first", Label: "First name", Value: a.FirstName, Length: 200},
			{Name: "last", Label: "Last name", Value: a.LastName, Length: 200},
			{Name: "company", Label: "Company", Value: a.Company, Length: 200},
			{Kind: page.Select, Name: "zone", Label: "Time zone", Value: a.TimeZone,
				Hint:    "Choose a city whose clocks show your time. We tell you times by it.",
				Options: f.parts.ZoneOptions(a)}}},
		entry: pug.Entry{Deed: pug.DeedIdentified, Cohort: a.Cohort, About: []pug.Subject{a.Person().Subject()},
			What: "The name, company or time zone of {0} was changed"},
		undo: "/desk/people/" + id + "/identity",
	}
	d.do = func(ctx context.Context, form *page.Form, line *store.Logged) error {
		to, wrong := pug.ParseIdentity(form.Value("first"), form.Value("last"), a.Email, form.Value("company"))
		for field, sentence := range wrong {
			form.Fail(field, sentence)
		}
		if form.Failed() {
			return nil
		}
		to.Zone = part.AnsweredZone(form.Value("zone"), a)
		err := f.identify(ctx, a, to, line)
		if pug.IsError(err, pug.Full) || pug.IsError(err, pug.Already) {
			form.Fail("company", pug.Sentence(err))
			return nil
		}
		return err
	}
	return d, nil
}

// identify changes who somebody is, as they said themselves.
func (f function) identify(ctx context.Context, a pug.Application, to pug.Identity, line *store.Logged) error {
	r, err := f.parts.Identify(ctx, a, to, nil)
	if err != nil {
		return err
	}
	line.About = r.Line().About // by the name that is theirs then
	return f.Store.Identify(ctx, r.Changes, append(r.Owed, *line)...)
}
