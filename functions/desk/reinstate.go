package desk

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// reinstateAct takes the withdrawal of an application back.
func (f function) reinstateAct() act {
	return act{on: "people", name: "reinstate", label: "Take the withdrawal back", form: f.reinstateForm,
		plan: f.planReinstate}
}

func (f function) reinstateForm(ctx context.Context, id string) (page.Form, error) {
	a, err := f.Store.Application(ctx, id)
	if err == nil {
		_, err = a.Reinstated()
	}
	return page.Form{Fields: []page.Field{noteField()}}, err
}

func (f function) planReinstate(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	r, err := f.parts.Reinstatement(ctx, s.Standing, v.actor(form))
	d := deed{title: "Take the withdrawal of " + r.After.Name() + " back", undo: s.path("withdraw"),
		back: "/desk/people/" + id, entry: s.Reinstated(), owed: r.Owed,
		effects: []string{"The application is " + r.After.State() + " again."},
		do: func(ctx context.Context, owed ...store.Owed) error {
			return f.parts.Reinstate(ctx, r, owed...)
		}}
	if r.After.Status == pug.StatusPending {
		d.effects = append(d.effects, "Staff are asked to decide on it.")
	}
	if r.Waits {
		d.effects = append(d.effects, "They are on the waitlist again, at the place that they had, if they had one.")
	}
	return d, err
}
