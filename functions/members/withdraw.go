package members

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// withdrawAct lets people withdraw their application, or leave the waitlist (L2, L15).
func (f function) withdrawAct() act {
	return act{on: "applications", name: "withdraw", plan: f.planWithdraw, next: func(v visitor, id string, _ pug.Entry) next {
		return next{sentences: []string{"We have written to you.",
			"Was it a mistake? Take it back soon, here or on your page."},
			undo: page.MenuItem{Label: "Take it back", Href: v.path("applications", id, "reinstate")}}
	}}
}

func (f function) planWithdraw(ctx context.Context, v visitor, id string) (deed, error) {
	if _, err := v.application(id); err != nil {
		return deed{}, err
	}
	s, err := f.parts.Standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	w, owed, err := f.parts.Withdraw(ctx, s, v.actor())
	if err != nil {
		return deed{}, err
	}
	d := deed{
		title:   withdrawLabel(s.Application),
		effects: []string{"You do not take part in the " + s.Application.Cohort.Name() + " cohort."},
		form:    page.Form{Submit: withdrawLabel(s.Application), Fields: []page.Field{whyField()}},
		entry:   s.Withdrew(w),
		undo:    "/desk/people/" + id + "/reinstate",
		do: func(ctx context.Context, _ *page.Form, line *store.Logged) error {
			return f.FollowAll(ctx, owed, f.Store.Withdraw(ctx, w, append(owed, *line)...))
		},
	}
	if w.Place != nil {
		d.effects = append(d.effects, "Your place on the waitlist is gone, and you are offered no seat.")
	}
	if w.Offer != nil {
		d.effects = append(d.effects, "The seat in "+pug.GroupName(w.Offer.Group)+" that is on offer to you goes to "+
			"the next.")
	}
	return d, nil
}

// withdrawLabel is what withdrawing means to somebody.
func withdrawLabel(a pug.Application) string {
	if a.Place != 0 {
		return "Leave the waitlist"
	}
	return "Withdraw my application"
}
