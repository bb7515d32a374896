package act

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// reinstateAct takes the withdrawal of an application back.
func (f Planner) reinstateAct() Act {
	return Act{On: "people", Name: "reinstate", Label: "Take the withdrawal back", Form: f.reinstateForm,
		Plan: f.planReinstate}
}

func (f Planner) reinstateForm(ctx context.Context, id string) (Question, error) {
	c, err := f.caseOf(ctx, id)
	if err == nil {
		_, err = c.Application.Reinstated(c.Cohort)
	}
	title := "Take the withdrawal of " + c.Application.Name() + " back"
	return Question{Title: title, Fields: []page.Field{noteField()}}, err
}

func (f Planner) planReinstate(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	r, err := f.parts.Reinstatement(ctx, s.Standing, actor(v, form))
	d := Deed{Title: "Take the withdrawal of " + r.After.Name() + " back", Undo: s.path("withdraw"),
		Back: "/desk/people/" + id, Entry: s.Reinstated(), Owed: r.Owed,
		Effects: []string{"The application is " + r.After.State() + " again."},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.parts.Reinstate(ctx, r, owed...)
		}}
	d.Effects = append(d.Effects, countsAgain(r)...)
	return d, err
}

// countsAgain says what an application leads to that counts again.
func countsAgain(r part.Reinstatement) []string {
	switch {
	case r.Waits:
		return []string{"They are on the waitlist, at the place that they had, if they had one."}
	case r.After.Status == pug.StatusPending:
		return []string{"Staff are asked to decide on it."}
	case r.Groups != nil:
		return []string{"The proposed groups follow: " + r.Groups.Entry.What + ". Who takes part waits there until " +
			"they are given a seat, or groups are proposed again."}
	}
	return nil
}
