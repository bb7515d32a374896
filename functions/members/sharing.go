package members

import (
	"context"
	"strings"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// shown is the answer of the form that shows one's group what one wants to talk about.
const shown = "shown"

// sharingAct lets a member say whether their group sees what they want to talk about.
func (f function) sharingAct() act {
	return act{on: "applications", name: "sharing", plan: f.planSharing, next: func(v visitor, id string, _ pug.Entry) next {
		return next{sentences: []string{"It holds from now on, for your group as well. Letters that are sent stay as they " +
			"are."}, undo: page.MenuItem{Label: "Change it again", Href: v.path("applications", id, "sharing")}}
	}}
}

func (f function) planSharing(_ context.Context, v visitor, id string) (deed, error) {
	a, err := v.application(id)
	if err != nil {
		return deed{}, err
	}
	field := page.Field{Kind: page.Radios, Name: "sharing", Label: "What you want to talk about", Required: true,
		Value: "hidden", Hint: said(a), Options: []page.Option{{Value: shown, Label: "Show it to my group"},
			{Value: "hidden", Label: "Do not show it", Hint: "Only the team sees it."}}}
	if a.Shares {
		field.Value = shown
	}
	return deed{
		title: "What your group sees of you",
		effects: []string{"Your group sees your name, company, role and region: " + a.Person().WithCompany() + ", " +
			a.Role.Label() + ", " + a.Region.Label() + ".", "Whether it sees what you want to talk about is up to you."},
		form: page.Form{Submit: "Save it", Fields: []page.Field{field}},
		do: func(ctx context.Context, form *page.Form, line *store.Logged) error {
			a.Shares = form.Value("sharing") == shown
			line.Entry = line.Saying(pug.LogShares(a))
			return f.Store.Share(ctx, a, *line)
		},
	}, nil
}

// said is what somebody said in the form that they want to talk about.
func said(a pug.Application) string {
	var topics []string
	for _, t := range a.Topics {
		topics = append(topics, t.Name)
	}
	if a.Why == "" {
		return strings.Join(topics, " · ")
	}
	return strings.Join(topics, " · ") + ": “" + a.Why + "”"
}
