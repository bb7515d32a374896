package desk

import (
	"cmp"
	"context"
	"fmt"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// identityAct changes somebody's name, address, company or time zone wherever it is written (L3).
func (f function) identityAct() act {
	return act{on: "people", name: "identity", label: "Change name, address, company or time zone",
		form: f.identityForm, plan: f.planIdentity}
}

func (f function) identityForm(ctx context.Context, id string) (page.Form, error) {
	a, err := f.Store.Application(ctx, id)
	if err != nil {
		return page.Form{}, err
	}
	if !a.Erased.IsZero() {
		_, err := a.Identify(pug.Identity{}, pug.Neighbours{}, nil)
		return page.Form{}, err
	}
	return page.Form{Fields: []page.Field{
		{Name: "first", Label: "First name", Value: a.FirstName, Length: 200},
		{Name: "last", Label: "Last name", Value: a.LastName, Length: 200},
		{Name: "email", Kind: page.Email, Label: "Mail address", Value: a.Email, Required: true,
			Hint: "Later letters go there. The former address is told."},
		{Name: "company", Label: "Company", Value: a.Company, Length: 200},
		{Kind: page.Select, Name: "zone", Label: "Time zone", Value: a.TimeZone,
			Hint: "Letters and their page tell them times by it.", Options: f.zonesFor(a)},
		{Name: "exception", Length: pug.MaxReason,
			Label: "Why they may stay in their group in spite of the new company",
			Hint:  "Only where the group has no room for one more of it."},
	}}, nil
}

func (f function) planIdentity(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	a, err := f.Store.Application(ctx, id)
	if err != nil {
		return deed{}, err
	}
	to, wrong := pug.ParseIdentity(form.Value("first"), form.Value("last"), form.Value("email"), form.Value("company"))
	for field, sentence := range wrong {
		form.Fail(field, sentence)
	}
	if form.Failed() {
		return deed{}, nil
	}
	to.Zone = cmp.Or(form.Value("zone"), a.TimeZone)
	var exception *pug.Exception
	if reason := form.Value("exception"); reason != "" {
		exception = &pug.Exception{Reason: reason, By: v.Who()}
	}
	r, err := f.parts.Identify(ctx, a, to, exception)
	switch {
	case pug.IsError(err, pug.Full):
		form.Fail("exception", pug.Sentence(err))
		return deed{}, nil
	case pug.IsError(err, pug.Conflict) && to.Email != a.Email:
		form.Fail("email", pug.Sentence(err))
		return deed{}, nil
	case err != nil:
		return deed{}, err
	}
	d := deed{
		title:   "Change who " + a.Name() + " is",
		effects: identityEffects(a, to, r.Changes),
		owed:    r.Owed,
		entry:   r.Line(),
		do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.Identify(ctx, r.Changes, owed...)
		},
		undo: "/desk/people/" + id + "/identity?" + url.Values{"first": {a.FirstName}, "last": {a.LastName},
			"email": {a.Email}, "company": {a.Company}, "zone": {a.TimeZone}}.Encode(),
		back: "/desk/people/" + id,
	}
	if r.Meetings > 0 {
		d.effects = append(d.effects, fmt.Sprintf("%s moves to the calendar of the new address.",
			pug.Count(r.Meetings, "meeting ahead", "meetings ahead")))
	}
	return d, nil
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
	if zone, known := calendar.Zone(to.Zone); known && to.Zone != a.TimeZone {
		effects = append(effects, "They are told times as clocks in "+calendar.CityOf(zone).Name+" show them.")
	}
	if a.Email != to.Email {
		effects = append(effects, "Letters that wait, and all later ones, go to the new address. "+
			"Links in mail that was sent before go on working, but for the one to their page.")
	}
	return effects
}

// zonesFor are the time zones to choose from for somebody: theirs first, then the programme's.
func (f function) zonesFor(a pug.Application) []page.Option {
	return page.ZoneOptions(f.Now(), a.TimeZone, f.Settings.Zone.String())
}

// whole names a person with all that changes.
func whole(a pug.Application) string {
	text := a.Person().WithEmail()
	if a.Company != "" {
		text += ", " + a.Company
	}
	return text
}
