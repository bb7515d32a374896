package members

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// pointsAct lets a member hand in talking points for a meeting, and change them (R10).
func (f function) pointsAct() act {
	return act{on: "meetings", name: "points", plan: f.planPoints, next: func(v visitor, id string, _ pug.Entry) next {
		return next{sentences: []string{"Your Champion gets them before the meeting.",
			"You can change them until it starts."},
			undo: page.MenuItem{Label: "Change them", Href: v.path("meetings", id, "points")}}
	}}
}

func (f function) planPoints(ctx context.Context, v visitor, id string) (deed, error) {
	o, err := f.occasion(ctx, v, id)
	if err != nil {
		return deed{}, err
	}
	points, err := o.Prepared(o.records.Seats, o.ID, f.Now())
	if err != nil {
		return deed{}, err
	}
	before, _ := pug.PointsOf(o.records.Points[o.Month], o.ID)
	return deed{
		title:   "Your talking points",
		effects: []string{"Your Champion gets them for " + f.toldOf(o) + ".", "You can change them until it starts."},
		form: page.Form{Submit: "Hand them in", Fields: []page.Field{{Kind: page.TextArea, Name: "points",
			Label: "What you would like to talk about", Value: before.Text, Required: true, Length: pug.MaxPoints,
			Hint: "Ideas, questions, something that worked or did not."}}},
		entry: pug.LogPrepared(*o.group, o.Meeting, points.Member),
		do: func(ctx context.Context, form *page.Form, line *store.Logged) error {
			if points.Text = form.Value("points"); points.Text == before.Text {
				form.Fail("points", "You have handed in this text already. Change it, or go back to your page.")
				return nil
			}
			late, err := f.parts.LatePoints(*o.group, o.Meeting, points)
			if err != nil {
				return err
			}
			return f.Store.PutTalkingPoints(ctx, o.Meeting.Group, o.Month, points, append(late, *line)...)
		},
	}, nil
}
