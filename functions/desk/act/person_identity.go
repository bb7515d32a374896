package act

import (
	"cmp"
	"context"
	"fmt"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// identityAct changes somebody's name, address, company or time zone wherever it is written (L3).
func (f Planner) identityAct() Act {
	return Act{On: "people", Name: "identity", Label: "Change name, address, company or time zone",
		Form: f.identityForm, Plan: f.planIdentity}
}

func (f Planner) identityForm(ctx context.Context, id string) (Question, error) {
	c, err := f.caseOf(ctx, id)
	if err != nil {
		return Question{}, err
	}
	a := c.Application
	return Question{Title: "Change the name, address, company or time zone of " + a.Name(), Fields: []page.Field{
		{Name: "first", Label: "First name", Value: a.FirstName, Length: 200},
		{Name: "last", Label: "Last name", Value: a.LastName, Length: 200},
		{Name: "email", Kind: page.Email, Label: "Email address", Value: a.Email, Required: true,
			Hint: "Later letters go there. The former address is told."},
		{Name: "company", Label: "Company", Value: a.Company, Length: 200},
		{Kind: page.Select, Name: "zone", Label: "Time zone", Value: a.TimeZone,
			Hint: "Letters and their page tell them times by it.", Options: f.parts.ZoneOptions(a)},
		{Name: "exception", Length: pug.MaxReason,
			Label: "Why they may stay in their group in spite of the new company",
			Hint:  "Only where the group has no room for one more of it."},
	}}, nil
}

func (f Planner) planIdentity(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	a, err := f.Store.Application(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	to := identity(form, a)
	if form.Failed() {
		return Deed{}, nil
	}
	var exception *pug.Exception
	if reason := form.Value("exception"); reason != "" {
		exception = &pug.Exception{Reason: reason, By: v.Who()}
	}
	r, err := f.parts.Identify(ctx, a, to, exception)
	switch {
	case pug.IsError(err, pug.Full):
		form.Fail("exception", pug.Sentence(err))
		return Deed{}, nil
	case pug.IsError(err, pug.Conflict) && to.Email != a.Email:
		form.Fail("email", pug.Sentence(err))
		return Deed{}, nil
	case err != nil:
		return Deed{}, err
	}
	d := Deed{
		Title:   "Change who " + a.Name() + " is",
		Effects: identityEffects(a, to, r.Changes),
		Owed:    r.Owed,
		Entry:   r.Line(),
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.Identify(ctx, r.Changes, owed...)
		},
		Undo: "/desk/people/" + id + "/identity?" + identityAnswers(a).Encode(),
		Back: "/desk/people/" + id,
	}
	if r.Meetings > 0 {
		d.Effects = append(d.Effects, fmt.Sprintf("%s moves to the calendar of the new address.",
			pug.Count(r.Meetings, "meeting ahead", "meetings ahead")))
	}
	return d, nil
}

// identity is who somebody is by the form. What is wrong with it is said there.
func identity(form *page.Form, a pug.Application) pug.Identity {
	to, wrong := pug.ParseIdentity(form.Value("first"), form.Value("last"), form.Value("email"), form.Value("company"))
	for field, sentence := range wrong {
		form.Fail(field, sentence)
	}
	to.Zone = part.AnsweredZone(form.Value("zone"), a)
	return to
}

// identityAnswers are the answers of the form that say who somebody is now.
func identityAnswers(a pug.Application) url.Values {
	return url.Values{"first": {a.FirstName}, "last": {a.LastName}, "email": {a.Email}, "company": {a.Company},
		"zone": {cmp.Or(a.TimeZone, part.NoZone)}}
}

func identityEffects(a pug.Application, to pug.Identity, changes []store.Identification) []string {
	after := a.As(to)
	effects := []string{fmt.Sprintf("%s becomes %s, wherever it is written: in %s.", whole(a), whole(after),
		pug.Count(len(changes), "application", "applications"))}
	for _, c := range changes {
		if c.Group != nil && c.Application.Group == c.Group.ID {
			effects = append(effects, fmt.Sprintf("%s shows the new name, address and company.", c.Group.Name()))
		}
		if c.Exception != nil && c.Group != nil {
			effects = append(effects, "They stay in their group in spite of the company cap.")
		}
	}
	switch zone, known := calendar.Zone(to.Zone); {
	case to.Zone == a.TimeZone:
	case known:
		effects = append(effects, "They are told times as clocks in "+calendar.CityOf(zone).Name+" show them.")
	default:
		effects = append(effects, "They are told times in the zone of whoever plans a meeting.")
	}
	if a.Email != to.Email {
		effects = append(effects, "Letters that wait, and all later ones, go to the new address. "+
			"Links in email that was sent before go on working while nobody else has the former address, but for the "+
			"one to their page.")
	}
	return effects
}

// whole names a person with all that changes.
func whole(a pug.Application) string {
	text := a.Person().WithEmail()
	if a.Company != "" {
		text += ", " + a.Company
	}
	return text
}
