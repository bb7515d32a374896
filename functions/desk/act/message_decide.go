package act

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// messageAct lets a message to a group go that is held, or refuses it.
func (f Planner) messageAct() Act {
	return Act{On: "messages", Name: "decide", Label: "A message that is held", Form: f.messageForm,
		Plan: f.planMessage}
}

func (f Planner) messageForm(ctx context.Context, id string) (Question, error) {
	m, err := f.Store.Message(ctx, id)
	if err != nil {
		return Question{}, err
	}
	title := "Decide on the message of " + m.Person.Name + " to " + pug.GroupName(m.Group)
	return Question{Title: title, Fields: []page.Field{
		{Kind: page.Radios, Name: "choice", Label: m.Person.Name + " wrote: “" + m.Text + "”", Required: true,
			Options: []page.Option{
				{Value: string(pug.ChoiceApprove), Label: "Let it go", Hint: "Everybody in the group gets it now."},
				{Value: string(pug.ChoiceDecline), Label: "Refuse it", Hint: "Nobody gets it."},
			}},
		{Kind: page.TextArea, Name: "note", Label: "Message to " + m.Person.Name, Hint: "It is quoted in their email.",
			Length: NoteLength},
	}}, nil
}

func (f Planner) planMessage(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	m, err := f.Store.Message(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	g, records, err := f.GroupRecords(ctx, m.Group)
	if err != nil {
		return Deed{}, err
	}
	m, err = m.Decided(pug.Decision{Choice: pug.Choice(form.Value("choice")), Note: form.Value("note"), By: v.Who(),
		At: f.Now()})
	if err != nil {
		return Deed{}, err
	}
	d := Deed{Title: "Refuse the message of " + m.Person.Name, Effects: []string{"Nobody in the group gets it."},
		Entry: pug.LogMessageDecided(g, m), Back: "/desk",
		Do: func(ctx context.Context, owed ...store.Owed) error { return f.Store.DecideMessage(ctx, m, owed...) }}
	text := messageDecided{Group: g, Message: m}
	if m.State == pug.MessageSent {
		if g.State != pug.GroupOpen || g.Leader(m.Person) == nil {
			return Deed{}, pug.Errorf(pug.Conflict, "%s does not lead %s any more, so the message can only be refused.",
				m.Person.Name, g.Name())
		}
		text.Members = len(pug.Taken(records.Seats))
		d.Title = "Let the message of " + m.Person.Name + " go"
		d.Effects = []string{"Everybody in the group gets it, with links as they are. Replies go to " + m.Person.Name +
			"."}
		if d.Owed, err = f.MessageLetters(g, records.Seats, m); err != nil {
			return Deed{}, err
		}
	}
	told, err := f.Letters.Telling("message/"+m.ID+"/decided", text, letter.To(m.Person))
	d.Owed = append(append(d.Owed, told...), store.Settled{Matter: m.Matter()})
	return d, err
}
