package act

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// leaveAct takes a member out of their group (L2).
func (f Planner) leaveAct() Act {
	return Act{On: "people", Name: "leave", Label: "Remove from the group", Form: f.leaveForm, Plan: f.planLeave}
}

func (f Planner) leaveForm(ctx context.Context, id string) (Question, error) {
	s, err := f.standing(ctx, id)
	if err == nil {
		err = s.MayLeave()
	}
	title := "Remove " + s.Application.Name() + " from " + s.Group.Name()
	return Question{Title: title, Fields: []page.Field{noteField()}}, err
}

func (f Planner) planLeave(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	leaving, owed, err := f.parts.Leave(ctx, s.Standing, actor(v, form))
	if err != nil {
		return Deed{}, err
	}
	a := s.Application
	return Deed{
		Title: "Remove " + a.Name() + " from " + s.Group.Name(),
		Effects: slices.Concat([]string{"The seat comes free, and is offered to the waitlist.", partners(s.Group, -1)},
			s.unanswered("ends"), meetingsLeave(leaving)),
		Owed:  owed,
		Entry: s.Left(),
		Do:    func(ctx context.Context, owed ...store.Owed) error { return f.Store.Leave(ctx, leaving, owed...) },
		Undo:  s.path("return"),
		Back:  "/desk/groups/" + s.Group.ID,
	}, nil
}

// meetingsLeave says which meetings leave the calendar.
func meetingsLeave(l store.Leaving) []string {
	if len(l.Meetings) == 0 {
		return nil
	}
	return []string{"Out of their calendar: " + pug.Count(len(l.Meetings), "planned meeting", "planned meetings") + "."}
}

// unanswered says what becomes of the question whether the person is kept or excused, where nobody has decided yet.
func (s standing) unanswered(becomes string) []string {
	if len(pug.Open(s.Records.Flags, s.Application.ID)) == 0 {
		return nil
	}
	return []string{"Nobody has decided yet whether they are kept or excused: that question " + becomes + "."}
}
