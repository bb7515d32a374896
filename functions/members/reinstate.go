package members

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// reinstateAct lets somebody take back that they withdrew, or left the waitlist (L2, L15).
func (f function) reinstateAct() act {
	return act{on: "applications", name: "reinstate", plan: f.planReinstate,
		next: func(d done) next {
			return next{title: "Your withdrawal is taken back",
				sentences: []string{"We have written to you how it stands. Your page says what comes next."},
				undo:      page.MenuItem{Label: "Withdraw again", Href: d.path("applications", d.id, "withdraw")}}
		}}
}

func (f function) planReinstate(ctx context.Context, v visitor, id string) (deed, error) {
	if _, err := v.application(id); err != nil {
		return deed{}, err
	}
	s, err := f.parts.Standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	if err := s.Application.MayReinstate(s.Cohort, f.Now()); err != nil {
		return deed{}, f.orWrite(err)
	}
	r, err := f.parts.Reinstatement(ctx, s, v.actor())
	return deed{
		title:   "Take your withdrawal back",
		effects: []string{standsAgain(r)},
		form:    page.Form{Submit: "Take it back"},
		entry:   s.Reinstated(),
		undo:    "/desk/people/" + id + "/withdraw",
		do: func(ctx context.Context, _ *page.Form, line *store.Logged) error {
			return f.FollowAll(ctx, r.Owed, f.parts.Reinstate(ctx, r, append(r.Owed, *line)...))
		},
	}, err
}

// standsAgain says to somebody how their application stands once its withdrawal is taken back.
func standsAgain(r part.Reinstatement) string {
	switch {
	case r.Waits && r.After.Waited != 0:
		return "You are on the waitlist again, at the place that you had."
	case r.Waits:
		return "You are on the waitlist."
	case r.After.Status == pug.StatusPending:
		return "The team decides on your application, and you hear from us by email."
	}
	return "Your application is " + r.After.State() + " again."
}
