package members

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// leaveAct lets a member leave their group (L2).
func (f function) leaveAct() act {
	return act{on: "applications", name: "leave", plan: f.planLeave, next: func(v visitor, id string, _ pug.Entry) next {
		return next{sentences: []string{"We have written to you and to your Champion, and taken the meetings out of " +
			"your calendar.", "Was it a mistake? While your seat is free, you can take it back here and on your page."},
			undo: page.MenuItem{Label: "Take my seat back", Href: v.path("applications", id, "return")}}
	}}
}

func (f function) planLeave(ctx context.Context, v visitor, id string) (deed, error) {
	if _, err := v.application(id); err != nil {
		return deed{}, err
	}
	s, err := f.parts.Standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	leaving, owed, err := f.parts.Leave(ctx, s, v.actor())
	if err != nil {
		return deed{}, err
	}
	effects := []string{"Your seat comes free, and is offered to the waitlist.", "Your Champion is told."}
	if n := len(leaving.Meetings); n > 0 {
		effects = append(effects, pug.Count(n, "planned meeting leaves", "planned meetings leave")+" your calendar.")
	}
	return deed{
		title: "Leave " + s.Group.Name(), effects: append(effects, "While your seat is free, you can take it back."),
		form:  page.Form{Submit: "Leave the group", Fields: []page.Field{whyField()}},
		entry: s.Left(),
		undo:  "/desk/people/" + id + "/return",
		do: func(ctx context.Context, _ *page.Form, line *store.Logged) error {
			return f.FollowAll(ctx, owed, f.Store.Leave(ctx, leaving, append(owed, *line)...))
		},
	}, nil
}

// whyField asks for a reason, which the team reads.
func whyField() page.Field {
	return page.Field{Kind: page.TextArea, Name: why, Label: "Why", Length: 500,
		Hint: "Only the team reads it."}
}
