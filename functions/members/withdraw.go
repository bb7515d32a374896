package members

import (
	"context"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// withdrawAct lets people withdraw their application, or leave the waitlist (L2, L15).
func (f function) withdrawAct() act {
	return act{on: "applications", name: "withdraw", plan: f.planWithdraw, next: func(d done) next {
		if d.Deed == pug.DeedAskedOut {
			return next{title: "The team is asked", sentences: []string{
				"The team takes you out, and you hear from us by email. Until then nothing changes."}}
		}
		return next{title: "You have withdrawn",
			sentences: []string{"We have written to you.",
				"Was it a mistake? Take it back soon, here or on your page."},
			undo: page.MenuItem{Label: "Take it back", Href: d.path("applications", d.id, "reinstate")}}
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
	leads, err := f.parts.LeadsProposed(ctx, s)
	if err == nil && leads {
		return f.planAskOut(s), nil
	}
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

// planAskOut has staff asked to withdraw the application of somebody who leads a proposed group.
func (f function) planAskOut(s part.Standing) deed {
	a := s.Application
	return deed{
		title: withdrawLabel(a),
		effects: []string{"The groups are being put together at the moment, so the team has to take you out. It is " +
			"asked at once, and you hear from us by email."},
		form:  page.Form{Submit: "Ask the team", Fields: []page.Field{whyField()}},
		entry: s.About(pug.DeedAskedOut, "{0} asked to withdraw"),
		do: func(ctx context.Context, form *page.Form, line *store.Logged) error {
			m := a.AsksOut(line.At)
			text := wantsOut{a.Person(), form.Value(why), f.Settings.PublicURL + m.Act}
			told, err := f.Letters.TellingStaff(ctx, fmt.Sprintf("out/%s/%d", a.ID, line.At.Unix()), text)
			if err != nil {
				return err
			}
			return f.Store.Write(ctx, append(told, store.Arises{Matter: m}, *line)...)
		},
	}
}

// withdrawLabel is what withdrawing means to somebody.
func withdrawLabel(a pug.Application) string {
	if a.Place != 0 {
		return "Leave the waitlist"
	}
	return "Withdraw my application"
}
