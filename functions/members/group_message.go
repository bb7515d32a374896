package members

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// messageAct writes to everybody in a group.
func (f function) messageAct() act {
	return act{on: "groups", name: "message", plan: f.planMessage, next: func(d done) next {
		if d.Deed == pug.DeedMessageHeld {
			return next{title: "Your message waits for the team",
				sentences: []string{"Nobody in your group gets it yet: since it has many links, the team " +
					"looks at it first.", "You hear from us what they decide. Your page says it, too."}}
		}
		return next{title: "Your message is on its way",
			sentences: []string{"Everybody in your group gets it within minutes, and replies come to you."}}
	}}
}

func (f function) planMessage(ctx context.Context, v visitor, group string) (deed, error) {
	g, who, err := f.changing(ctx, v, group)
	if err != nil {
		return deed{}, err
	}
	members := len(pug.Taken(g.Seats))
	return deed{
		title: "Write to your group",
		effects: []string{"The " + pug.Count(members, "member", "members") + " of " + g.Name() +
			" each get it by email. They do not see each other's addresses.", "Replies go to you: " + who.Email + "."},
		form: page.Form{Submit: "Send it", Fields: []page.Field{{Kind: page.TextArea, Name: "text",
			Label: "Your message", Required: true, Length: pug.MaxMessage,
			Hint: fmt.Sprintf("Plain text. With more than %d links, the team looks at it first.",
				pug.MaxMessageLinks)}}},
		do: func(ctx context.Context, form *page.Form, line *store.Logged) error {
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
			line.Entry = line.Saying(pug.LogMessage(g.Group, m))
			return f.Store.AddMessage(ctx, m, append(owed, *line)...)
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
	return append(told, store.Arises{Matter: m.Matter()}), err
}

// messageView is what became of a message that was held.
type messageView struct {
	Written, Opening string
	State            string // a sentence
	Note             string // of the team, on what they decided
}

// messageViews are the messages of somebody to their group on which staff decide or have decided of late, the latest
// first.
func (f function) messageViews(all []pug.Message, person string) []messageView {
	const late = 30 * 24 * time.Hour
	var views []messageView
	for _, m := range slices.Backward(all) {
		if m.Person.ID != person || f.Now().Sub(m.At) > late {
			continue
		}
		view := messageView{Written: page.Day(m.At.In(f.Settings.Zone)), Opening: m.Opening()}
		switch {
		case m.State == pug.MessageHeld:
			view.State = "It waits for the team, since it has many links. Nobody in your group has it yet."
		case m.Decision == nil:
			continue
		case m.State == pug.MessageRefused:
			view.State, view.Note = "The team refused it, so nobody has got it.", m.Decision.Note
		default:
			view.State, view.Note = "The team let it through: everybody in your group has it.", m.Decision.Note
		}
		views = append(views, view)
	}
	return views
}
