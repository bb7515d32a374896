package members

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// staysAsMember is the answer of the form by which somebody who led a group has a seat in it.
const staysAsMember = "stays"

// resignAct has somebody not lead a group any more (L1).
func (f function) resignAct() act {
	return act{on: "groups", name: "resign", plan: f.planResignation,
		next: stays("You do not lead the group any more",
			"The team and your members know. You get a letter that says how you stand.",
			"Was it a mistake? Write to the team: they can name you again.")}
}

func (f function) planResignation(ctx context.Context, v visitor, group string) (deed, error) {
	g, who, err := f.changing(ctx, v, group)
	if err != nil {
		return deed{}, err
	}
	l, err := g.StepDown(g.Seats, who, false, g.At)
	if err != nil {
		return deed{}, err
	}
	news, entry := l.Resignation(who)
	undoes := "champion" // the act at the desk
	if g.Co != nil && g.Co.ID == who.ID {
		undoes = "co-champion"
	}
	follows := news
	if l.After().Leaderless() {
		follows = "The team looks for somebody who follows you."
	}
	effects := []string{"You do not lead " + g.Name() + " any more.", follows,
		"The team and your members are told at once."}
	return deed{
		title: "Stop leading " + g.Name(),
		effects: append(effects, "Meetings that are planned stay as they are.",
			"Your links about planning and attendance end."),
		form: page.Form{Submit: "Stop leading the group", Fields: []page.Field{
			{Kind: page.Radios, Name: "then", Label: "What becomes of you", Required: true, Options: []page.Option{
				{Value: "leaves", Label: "I leave the group", Hint: "Its meetings leave your calendar."},
				{Value: staysAsMember, Label: "I stay as a member", Hint: "You have a seat, and your calendar stays."},
			}},
			{Kind: page.TextArea, Name: why, Label: "Why", Hint: "For the team. Your members do not read it.",
				Length: 500},
		}},
		entry: entry, undo: "/desk/groups/" + g.ID + "/" + undoes,
		do: func(ctx context.Context, form *page.Form, line *store.Logged) error {
			l, err := g.StepDown(g.Seats, who, form.Value("then") == staysAsMember, g.At)
			if err != nil {
				return err
			}
			l = l.Except(pug.Exception{Reason: pug.Line(form.Value(why), pug.MaxReason), By: who.Name})
			owed, err := f.LeadershipLetters(ctx, who.Email, g, l, news)
			if err != nil {
				return err
			}
			return f.Lead(ctx, g, l, append(owed, store.Settled{Matter: g.AsksForCo()}, *line)...)
		},
	}, nil
}
