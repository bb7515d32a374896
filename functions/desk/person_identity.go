package desk

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// identityAct changes somebody's name, address or company wherever it is written (L3).
func (f function) identityAct() act {
	return act{on: "people", name: "identity", label: "Change name, address or company", form: f.identityForm,
		plan: f.planIdentity}
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
	changes, err := f.identifications(ctx, v, a, to, form)
	if err != nil || form.Failed() {
		return deed{}, err
	}
	d := deed{
		title:   "Change who " + a.Name() + " is",
		effects: identityEffects(a, to, changes),
		entry:   identityEntry(a, to),
		do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.Identify(ctx, changes, owed...)
		},
		undo: "/desk/people/" + id + "/identity?" + url.Values{"first": {a.FirstName}, "last": {a.LastName},
			"email": {a.Email}, "company": {a.Company}}.Encode(),
		back: "/desk/people/" + id,
	}
	if d.owed, err = f.tellIdentity(a, to); err != nil {
		return deed{}, err
	}
	for _, c := range changes {
		letters, meetings, err := f.moveCalendar(ctx, c)
		if err != nil {
			return deed{}, err
		}
		d.owed = append(d.owed, letters...)
		if meetings > 0 {
			d.effects = append(d.effects, fmt.Sprintf("%s moves to the calendar of the new address.",
				pug.Count(meetings, "meeting ahead", "meetings ahead")))
		}
	}
	return d, nil
}

// identifications plan the change of each of the person's applications, that by which they were asked for last. What
// keeps the group of one from it is said in the form.
func (f function) identifications(
	ctx context.Context, v visitor, a pug.Application, to pug.Identity, form *page.Form,
) ([]store.Identification, error) {
	own, _, err := f.theirs(ctx, a)
	if err != nil {
		return nil, err
	}
	var exception *pug.Exception
	if reason := form.Value("exception"); reason != "" {
		exception = &pug.Exception{Reason: reason, By: v.Who()}
	}
	slices.Reverse(own)
	var changes []store.Identification
	for _, one := range own {
		standing, err := f.Store.Standing(ctx, one)
		if err != nil {
			return nil, err
		}
		n := pug.Neighbours{Group: standing.Group, Seats: standing.Records.Seats}
		if to.Email != one.Email && one.Cohort != "" {
			if n.There, err = f.Store.ApplicationsOf(ctx, to.Email, one.Cohort); err != nil {
				return nil, err
			}
		}
		after, err := one.Identify(to, n, exception)
		switch {
		case pug.IsError(err, pug.Full):
			form.Fail("exception", pug.Sentence(err))
			return nil, nil
		case pug.IsError(err, pug.Conflict) && to.Email != one.Email:
			form.Fail("email", pug.Sentence(err))
			return nil, nil
		case pug.IsError(err, pug.Already) && one.ID != a.ID:
			continue
		case err != nil:
			return nil, err
		}
		changes = append(changes, store.Identification{Standing: standing, After: after, Exception: exception})
	}
	return changes, nil
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
	if a.Email != to.Email {
		effects = append(effects, "Letters that wait, and all later ones, go to the new address. "+
			"Links in mail that was sent before go on working.")
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

// identityEntry is the line of the log: it names the person as they are then.
func identityEntry(a pug.Application, to pug.Identity) pug.Entry {
	verb := " were changed"
	what := to.Differences(a.Identity())
	if len(what) == 1 {
		verb = " was changed"
	}
	subject := a.As(to).Person().Subject()
	return pug.Entry{Deed: "identified", Cohort: a.Cohort, About: []pug.Subject{subject},
		What: "The " + enumerated(what) + " of {0}" + verb}
}

// enumerated lists words as people do: "name, address and company".
func enumerated(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// tellIdentity tells the person at their new address, and at the former one if there is another.
func (f function) tellIdentity(a pug.Application, to pug.Identity) ([]store.Owed, error) {
	after := a.As(to)
	what := to.Differences(a.Identity())
	key := fmt.Sprintf("identity/%s/%d", a.ID, f.Now().Unix())
	changed := identityChanged{enumerated(what), len(what) > 1, to.Email}
	owed, err := f.Letters.Telling(key, changed, letter.To(after.Person()))
	if err != nil || a.Email == to.Email {
		return owed, err
	}
	former, err := f.Letters.Telling(key, addressLeft{}, letter.To(a.Person()))
	return append(owed, former...), err
}

// The letters about who somebody is (L3).
type (
	// identityChanged tells a person, at their address, what was changed.
	identityChanged struct {
		What    string // "name and address"
		Several bool   // it is more than one thing
		Email   string
	}
	// addressLeft tells whoever reads mail at the former address.
	addressLeft struct{}
)
