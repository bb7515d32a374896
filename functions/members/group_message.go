package members

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// messageAct writes to everybody in a group.
func (f function) messageAct() act {
	return act{on: "groups", name: "message", plan: f.planMessage,
		next: stays("Everybody in your group gets it within minutes, and replies come to you.",
			fmt.Sprintf("With more than %d links, the team looks at it first, and writes to you what they decide.",
				pug.MaxMessageLinks))}
}

func (f function) planMessage(ctx context.Context, v visitor, group string) (deed, error) {
	g, who, err := f.leading(ctx, v, group)
	if err != nil {
		return deed{}, err
	}
	members := len(pug.Taken(g.Seats))
	return deed{
		title: "Write to your group",
		effects: []string{"The " + pug.Count(members, "member", "members") + " of " + g.Name() +
			" each get it by mail. They do not see each other's addresses.", "Replies go to you: " + who.Email + "."},
		form: page.Form{Submit: "Send it", Fields: []page.Field{{Kind: page.TextArea, Name: "text",
			Label: "Your message", Required: true, Length: pug.MaxMessage,
			Hint: fmt.Sprintf("Plain text. With more than %d links, the team looks at it first.",
				pug.MaxMessageLinks)}}},
		entry: pug.LogMessage(g.Group, who),
		do: func(ctx context.Context, form *page.Form, line store.Logged) error {
			m, err := g.Message(who, form.Value("text"), g.Messages, line.At)
			if pug.IsError(err, pug.Invalid) {
				form.Fail("text", pug.Sentence(err))
				return nil
			}
			if err != nil {
				return err
			}
			owed, err := f.messageOwes(ctx, g, m)
			if err != nil {
				return err
			}
			return f.Store.AddMessage(ctx, m, append(owed, line)...)
		},
	}, nil
}

// messageOwes brings a message to the group; or to staff, where it is held.
func (f function) messageOwes(ctx context.Context, g duty.Leadership, m pug.Message) ([]store.Owed, error) {
	if m.State == pug.MessageSent {
		return f.MessageLetters(g.Group, g.Seats, m)
	}
	text := messageHeld{g.Group, m, f.Settings.PublicURL + "/desk/messages/" + m.ID + "/decide"}
	told, err := f.Letters.TellingStaff(ctx, "message/"+m.ID+"/held", text)
	return append(told, store.Arises{Matter: m.Matter()}, store.Logged{Entry: pug.LogMessageHeld(g.Group, m)}), err
}
