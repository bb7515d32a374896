package act

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// withdrawAct withdraws an application, or takes somebody off the waitlist (L2, L15).
func (f Planner) withdrawAct() Act {
	return Act{On: "people", Name: "withdraw", Label: "Withdraw the application", Form: f.withdrawForm,
		Plan: f.planWithdraw}
}

func (f Planner) withdrawForm(ctx context.Context, id string) (Question, error) {
	c, err := f.caseOf(ctx, id)
	if err == nil {
		err = c.Application.MayWithdraw(c.Cohort, nil)
	}
	title := "Withdraw the application of " + c.Application.Name()
	return Question{Title: title, Fields: []page.Field{noteField()}}, err
}

func (f Planner) planWithdraw(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	a := s.Application
	w, owed, err := f.parts.Withdraw(ctx, s.Standing, actor(v, form))
	if err != nil {
		return Deed{}, err
	}
	d := Deed{Title: "Withdraw the application of " + a.Name(), Undo: s.path("reinstate"),
		Back: "/desk/people/" + id, Entry: s.Withdrew(w), Owed: owed,
		Effects: []string{"It counts as declined in the figures of the cohort."},
		Do:      func(ctx context.Context, owed ...store.Owed) error { return f.Store.Withdraw(ctx, w, owed...) }}
	if a.Status == pug.StatusPending {
		d.Effects = append(d.Effects, "Nobody is asked to decide on it any more.")
	}
	if w.Place != nil {
		d.Title = "Take " + a.Name() + " off the waitlist"
		d.Effects = append(d.Effects, "The place on the waitlist is gone. Those behind it move up.")
	}
	if w.Offer != nil {
		d.Effects = append(d.Effects, "The seat in "+pug.GroupName(w.Offer.Group)+" that is on offer to them is "+
			"declined, and offered to the next.")
	}
	if w.Groups != nil {
		d.Effects = append(d.Effects, "The proposed groups go on without them.")
	}
	return d, nil
}
