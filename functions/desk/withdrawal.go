package desk

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// withdrawAct withdraws an application, or takes somebody off the waitlist (L2, L15).
func (f function) withdrawAct() act {
	return act{on: "people", name: "withdraw", label: "Withdraw the application", form: f.withdrawForm,
		plan: f.planWithdraw}
}

func (f function) withdrawForm(ctx context.Context, id string) (page.Form, error) {
	c, err := f.Store.Case(ctx, id)
	if err == nil {
		err = c.Application.MayWithdraw(nil)
	}
	return page.Form{Fields: []page.Field{noteField()}}, err
}

func (f function) planWithdraw(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	a := s.Application
	w, owed, err := f.parts.Withdraw(ctx, s.Standing, v.actor(form))
	if err != nil {
		return deed{}, err
	}
	d := deed{title: "Withdraw the application of " + a.Name(), undo: s.path("reinstate"),
		back: "/desk/people/" + id, entry: s.Withdrew(w), owed: owed,
		effects: []string{"It counts as declined in the figures of the cohort."},
		do:      func(ctx context.Context, owed ...store.Owed) error { return f.Store.Withdraw(ctx, w, owed...) }}
	if a.Status == pug.StatusPending {
		d.effects = append(d.effects, "Nobody is asked to decide on it any more.")
	}
	if w.Place != nil {
		d.title = "Take " + a.Name() + " off the waitlist"
		d.effects = append(d.effects, "The place on the waitlist is gone. Those behind it move up.")
	}
	if w.Offer != nil {
		d.effects = append(d.effects, "The seat in "+pug.GroupName(w.Offer.Group)+" that is on offer to them is "+
			"declined, and offered to the next.")
	}
	if w.Groups != nil {
		d.effects = append(d.effects, "The proposed groups go on without them.")
	}
	return d, nil
}
