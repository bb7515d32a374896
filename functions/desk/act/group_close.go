package act

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// closeAct ends a group while its cohort goes on (L1).
func (f Planner) closeAct() Act {
	return Act{On: "groups", Name: "close", Label: "Close the group", Form: f.closeForm, Plan: f.planClose}
}

// The answers of the form about where members go.
const (
	goToGroups   = "groups"
	goToWaitlist = "waitlist"
)

func (f Planner) closeForm(ctx context.Context, id string) (Question, error) {
	g, err := f.Store.Group(ctx, id)
	if err != nil {
		return Question{}, err
	}
	in, err := f.Store.Cohort(ctx, g.Cohort)
	if err == nil {
		err = g.MayClose(in)
	}
	return Question{Title: "Close " + g.Name(), Fields: []page.Field{
		{Kind: page.Radios, Name: "members", Label: "Where its members go", Required: true, Options: []page.Option{
			{Value: goToGroups, Label: "To other groups that suit them and have room",
				Hint: "Who finds none is among the first on the waitlist."},
			{Value: goToWaitlist, Label: "Among the first on the waitlist, in order of application"},
		}},
		{Kind: page.TextArea, Name: "note", Label: "Message to everybody in the group", Length: 1000,
			Hint: "It is quoted in each of their letters."}}}, err
}

// planClose says where everybody goes. It is noted first that the group ends: what is cut short after that is carried
// on with by the daily schedule, see the function attendance.
func (f Planner) planClose(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	g, err := f.Leadership(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	if err := g.MayClose(g.Within); err != nil {
		return Deed{}, err
	}
	ending := pug.Ending{By: v.Name, At: g.At, Moves: form.Value("members") == goToGroups, Note: form.Value("note")}
	c, err := f.parts.Closing(ctx, g, ending)
	if err != nil {
		return Deed{}, err
	}
	effects := []string{"Nobody is asked for its meetings any more, and those that are planned are cancelled.",
		"The cohort keeps it among its ten groups: no other opens in its place."}
	for _, m := range c.Going {
		effects = append(effects, goes(g.Within, m))
	}
	letters := c.Letters()
	var begins []store.Owed
	for _, o := range pug.OpenOffers(g.Offers) {
		begins, effects = append(begins, duty.Unoffered(o, v.Name, g.At)...), append(effects, noOffer(o))
	}
	return Deed{
		Title: "Close " + g.Name(), Effects: effects, Owed: append(letters, begins...), Back: "/desk/groups/" + g.ID,
		Entry: pug.Entry{Deed: "closed", Cohort: g.Cohort, About: []pug.Subject{g.Subject()}, What: "{0} was closed"},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			begins := owed[len(letters):] // the letters are stored as each of their readers goes
			if err := f.Store.BeginClosing(ctx, g.Group, ending, begins...); err != nil {
				return err
			}
			if err := f.parts.Close(ctx, c); err != nil {
				f.Log.WarnContext(ctx, "not closed yet, the schedule goes on", "group", g.ID, "error", err)
			}
			return nil
		},
	}, nil
}

// goes says where a member goes.
func goes(in pug.Cohort, m part.Going) string {
	switch {
	case in.Stage == pug.StageClosed:
		return m.From.Member.Name + " leaves the group: the cohort has ended."
	case m.To != nil:
		return fmt.Sprintf("%s moves to %s.", m.From.Member.Name, m.To.Name())
	case m.Waits:
		return m.From.Member.Name + " is among the first on the waitlist."
	}
	return m.From.Member.Name + " leaves the cohort: who came to lead cannot wait for a seat."
}
