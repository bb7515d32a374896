package desk

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// leaveAct takes a member out of their group (L2).
func (f function) leaveAct() act {
	return act{on: "people", name: "leave", label: "Remove from the group", form: f.leaveForm, plan: f.planLeave}
}

func (f function) leaveForm(ctx context.Context, id string) (page.Form, error) {
	s, err := f.standing(ctx, id)
	if err == nil {
		err = s.Application.MayLeave(s.Seat)
	}
	return page.Form{Fields: []page.Field{noteField()}}, err
}

func (f function) planLeave(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	leaving, owed, err := f.parts.Leave(ctx, s.Standing, v.actor(form))
	if err != nil {
		return deed{}, err
	}
	a := s.Application
	return deed{
		title: "Remove " + a.Name() + " from " + s.Group.Name(),
		effects: append([]string{"The seat comes free, and is offered to the waitlist.", partners(s.Group, -1)},
			meetingsLeave(leaving)...),
		owed:  owed,
		entry: s.Left(),
		do:    func(ctx context.Context, owed ...store.Owed) error { return f.Store.Leave(ctx, leaving, owed...) },
		undo:  s.path("return"),
		back:  "/desk/groups/" + s.Group.ID,
	}, nil
}

// meetingsLeave says which meetings leave the calendar.
func meetingsLeave(l store.Leaving) []string {
	if len(l.Meetings) == 0 {
		return nil
	}
	return []string{"Out of their calendar: " + pug.Count(len(l.Meetings), "planned meeting", "planned meetings") + "."}
}
