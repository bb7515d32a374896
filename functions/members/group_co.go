package members

import (
	"context"
	"fmt"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// somebodyElse is the answer of the form that names nobody in the group, as staff's act has it.
const somebodyElse = "else"

// coChampionAct asks staff for a co-Champion (L1).
func (f function) coChampionAct() act {
	return act{on: "groups", name: "co-champion", plan: f.planCoChampion,
		next: stays("The team is asked", "The team decides, and you hear from them. Until then nothing changes.")}
}

func (f function) planCoChampion(ctx context.Context, v visitor, group string) (deed, error) {
	g, who, err := f.changing(ctx, v, group)
	if err != nil {
		return deed{}, err
	}
	if g.Co != nil {
		return deed{}, pug.Errorf(pug.Conflict, "%s is led by %s. A group has one co-Champion at most.", g.Name(),
			g.Led())
	}
	return deed{
		title: "Ask for a co-Champion",
		effects: []string{"The team is asked to name whom you propose. Nobody else is told yet, so ask them yourself.",
			"A co-Champion can do all that you can. A member gives up their seat for it, and stays in the group."},
		form:  coChampionForm(g),
		entry: pug.LogAskedForCo(g.Group, who),
		do: func(ctx context.Context, form *page.Form, line *store.Logged) error {
			r := pug.CoRequest{By: who, Who: proposed(g, form), Seats: g.Seats, At: line.At}
			m, err := g.AskForCo(r)
			if pug.IsError(err, pug.Invalid) {
				form.Fail("email", pug.Sentence(err))
			}
			if err != nil || form.Failed() {
				return onlyIf(!form.Failed(), err)
			}
			m.Act = coChampionPath(g.ID, r.Who)
			text := coChampionAsked{g.Group, who, r.Who, form.Value(why), f.Settings.PublicURL + m.Act}
			told, err := f.Letters.TellingStaff(ctx, fmt.Sprintf("co/%s/%d", g.ID, line.At.Unix()), text)
			if err != nil {
				return err
			}
			return f.Store.Write(ctx, append(told, store.Arises{Matter: m}, *line)...)
		},
	}, nil
}

// onlyIf is the error, or nil where it was said already.
func onlyIf(is bool, err error) error {
	if !is {
		return nil
	}
	return err
}

func coChampionForm(g duty.Leadership) page.Form {
	var options []page.Option
	for _, s := range pug.Taken(g.Seats) {
		options = append(options, page.Option{Value: s.Member.ID, Label: s.Member.WithCompany()})
	}
	options = append(options, page.Option{Value: somebodyElse, Label: "Somebody else, by their email address"})
	return page.Form{Submit: "Ask the team", Fields: []page.Field{
		{Kind: page.Select, Name: "who", Label: "Whom you propose", Required: true, Options: options},
		{Kind: page.Email, Name: "email", Label: "Email address of somebody else", Length: 200},
		{Name: "name", Label: "Their name", Length: 100},
		{Kind: page.TextArea, Name: why, Label: "Why", Hint: "The team reads it.", Length: 500},
	}}
}

// proposed is whom the form proposes. What is wrong with an address is said in the form.
func proposed(g duty.Leadership, form *page.Form) pug.Person {
	if s, sits := pug.SeatOfMember(pug.Taken(g.Seats), form.Value("who")); sits {
		return s.Member
	}
	email, err := pug.ParseEmail(form.Value("email"))
	if err != nil {
		form.Fail("email", pug.Sentence(err))
	}
	if form.Value("name") == "" {
		form.Fail("name", "Give their name.")
	}
	for _, s := range pug.Taken(g.Seats) {
		if s.Member.Email == email {
			return s.Member
		}
	}
	return pug.Person{Name: form.Value("name"), Email: email}
}

// coChampionPath is the address of staff's act, with its form filled in.
func coChampionPath(group string, who pug.Person) string {
	form := url.Values{"who": {who.ID}}
	if who.ID == "" {
		form = url.Values{"who": {somebodyElse}, "email": {who.Email}, "name": {who.Name}}
	}
	return "/desk/groups/" + group + "/co-champion?" + form.Encode()
}
