package desk

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// messageAct lets a message to a group go that is held, or refuses it.
func (f function) messageAct() act {
	return act{on: "messages", name: "decide", label: "A message that is held", form: f.messageForm,
		plan: f.planMessage}
}

func (f function) messageForm(ctx context.Context, id string) (page.Form, error) {
	m, err := f.Store.Message(ctx, id)
	if err != nil {
		return page.Form{}, err
	}
	return page.Form{Fields: []page.Field{
		{Kind: page.Radios, Name: "choice", Label: m.Person.Name + " wrote: “" + m.Text + "”", Required: true,
			Options: []page.Option{
				{Value: string(pug.ChoiceApprove), Label: "Let it go", Hint: "Everybody in the group gets it now."},
				{Value: string(pug.ChoiceDecline), Label: "Refuse it", Hint: "Nobody gets it."},
			}},
		{Kind: page.TextArea, Name: "note", Label: "Message to " + m.Person.Name, Hint: "It is quoted in their mail.",
			Length: noteLength},
	}}, nil
}

func (f function) planMessage(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	m, err := f.Store.Message(ctx, id)
	if err != nil {
		return deed{}, err
	}
	g, records, err := f.groupRecords(ctx, m.Group)
	if err != nil {
		return deed{}, err
	}
	m, err = m.Decided(pug.Decision{Choice: pug.Choice(form.Value("choice")), Note: form.Value("note"), By: v.Who(),
		At: f.Now()})
	if err != nil {
		return deed{}, err
	}
	d := deed{title: "Refuse the message of " + m.Person.Name, effects: []string{"Nobody in the group gets it."},
		entry: pug.LogMessageDecided(g, m), back: "/desk",
		do: func(ctx context.Context, owed ...store.Owed) error { return f.Store.DecideMessage(ctx, m, owed...) }}
	text := messageDecided{Group: g, Message: m}
	if m.State == pug.MessageSent {
		if g.State != pug.GroupOpen || g.Leader(m.Person) == nil {
			return deed{}, pug.Errorf(pug.Conflict, "%s does not lead %s any more, so the message can only be refused.",
				m.Person.Name, g.Name())
		}
		text.Members = len(pug.Taken(records.Seats))
		d.title = "Let the message of " + m.Person.Name + " go"
		d.effects = []string{"Everybody in the group gets it, with links as they are. Replies go to " + m.Person.Name +
			"."}
		if d.owed, err = f.MessageLetters(g, records.Seats, m); err != nil {
			return deed{}, err
		}
	}
	told, err := f.Letters.Telling("message/"+m.ID+"/decided", text, letter.To(m.Person))
	d.owed = append(append(d.owed, told...), store.Settled{Matter: m.Matter()})
	return d, err
}
