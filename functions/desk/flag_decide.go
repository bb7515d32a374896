package desk

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// flagAct decides whether a member who missed meetings is kept or excused (R11).
func (f function) flagAct() act {
	return act{on: "flags", name: "decide", label: "Keep or excuse", form: f.flagForm, plan: f.planFlag}
}

func (f function) flagForm(ctx context.Context, id string) (page.Form, error) {
	flag, err := f.Store.Flag(ctx, id)
	if err != nil {
		return page.Form{}, err
	}
	return page.Form{Fields: []page.Field{
		{Kind: page.Radios, Name: "choice", Label: flag.Member.WithCompany() + " missed " +
			pug.Count(flag.Missed, "meeting", "meetings"), Required: true, Options: []page.Option{
			{Value: string(pug.ChoiceKeep), Label: "Keep", Hint: "The seat stays theirs."},
			{Value: string(pug.ChoiceExcuse), Label: "Excuse", Hint: "The seat is offered to the waitlist."},
		}},
		{Kind: page.TextArea, Name: "note", Label: "Message to the member", Hint: "It is quoted in their mail.",
			Length: noteLength},
	}}, nil
}

func (f function) planFlag(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	flag, err := f.Store.Flag(ctx, id)
	if err != nil {
		return deed{}, err
	}
	if flag.Decision != nil {
		return deed{}, pug.Errorf(pug.Conflict, "%s was %s by %s, %s.", flag.Member.Name, flag.Decision.Choice.Past(),
			flag.Decision.By, f.When(flag.Decision.At))
	}
	d := pug.Decision{Choice: pug.Choice(form.Value("choice")), Note: form.Value("note"), By: v.Who(), At: f.Now()}
	title, effect := "Keep "+flag.Member.Name, flag.Member.Name+" keeps the seat and hears so by mail."
	if d.Choice == pug.ChoiceExcuse {
		title = "Excuse " + flag.Member.Name
		effect = flag.Member.Name + " loses the seat. They and the Champion hear so by mail, and the seat is offered " +
			"to the waitlist."
	}
	return deed{
		title: title, effects: []string{effect}, owed: []store.Owed{workflow.Answer(flag.ID, d.At)},
		entry: pug.LogFlagDecided(flag, d, v.Email),
		do: func(ctx context.Context, owed ...store.Owed) error {
			_, err := f.Store.DecideFlag(ctx, flag.ID, d, owed...)
			return err
		},
		back: "/desk",
	}, nil
}
