package desk

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// leaveAct takes a member out of their group (L2).
func (f function) leaveAct() act {
	return act{on: "people", name: "leave", label: "Remove from the group", form: f.leaveForm, plan: f.planLeave}
}

func (f function) leaveForm(ctx context.Context, id string) (page.Form, error) {
	s, err := f.standing(ctx, id)
	if err == nil {
		err = s.Application.MayLeave(s.seat)
	}
	return page.Form{Fields: []page.Field{noteField()}}, err
}

func (f function) planLeave(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	a, now := s.Application, f.Now()
	if err := a.MayLeave(s.seat); err != nil {
		return deed{}, err
	}
	if err := s.runs(); err != nil {
		return deed{}, err
	}
	leaving, owed, err := f.departure(ctx, s, v.Name, now)
	if err != nil {
		return deed{}, err
	}
	told, err := f.Letters.Telling(s.letterKey("left"), leftGroup{s.group, form.Value("note")},
		letter.ToApplicant(a))
	if err != nil {
		return deed{}, err
	}
	return deed{
		title: "Remove " + a.Name() + " from " + s.group.Name(),
		effects: append([]string{"The seat comes free, and is offered to the waitlist.", partners(s.group, -1)},
			meetingsLeave(leaving)...),
		owed:  append(owed, told...),
		entry: s.about("left", "{0} left {1}", s.group),
		do:    func(ctx context.Context, owed ...store.Owed) error { return f.Store.Leave(ctx, leaving, owed...) },
		undo:  s.path("return"),
		back:  "/desk/groups/" + s.group.ID,
	}, nil
}

// departure is what it takes for somebody to leave their group, with what is owed of it: what parting owes, the letter
// to the Champion, and the call to the workflow of the seat.
func (f function) departure(
	ctx context.Context, s standing, by string, now time.Time,
) (store.Leaving, []store.Owed, error) {
	leaving, owed, err := f.parting(ctx, s, by, now)
	if err != nil {
		return leaving, nil, err
	}
	owed = append(owed, workflow.Start(workflow.Absence, leaving.Seat.Freed(), now))
	told, err := f.Letters.Telling(s.letterKey("gone"), memberGone{s.group, s.Application.Person()},
		letter.ToLeaders(s.group)...)
	return leaving, append(owed, told...), err
}

// parting is what it takes for somebody to give up their seat, with what is owed of it: the letters that take meetings
// out of their calendar, and the calls to the workflows of their flags.
func (f function) parting(
	ctx context.Context, s standing, by string, now time.Time,
) (store.Leaving, []store.Owed, error) {
	seat := s.seat
	seat.Left = now
	leaving, owed, err := f.Leaving(ctx, s.group, s.records.Meetings, seat, now)
	if err != nil {
		return leaving, nil, err
	}
	leaving.By = by
	for _, flag := range s.records.Flags {
		if flag.Member.ID == s.Application.ID && flag.Decision == nil {
			leaving.Undecided = append(leaving.Undecided, flag.ID)
			owed = append(owed, workflow.Answer(flag.ID, now))
		}
	}
	return leaving, owed, nil
}

// letterKey is the key of a letter about the seat. Whoever comes back may leave again.
func (s standing) letterKey(what string) string { return what + "/" + s.seat.Freed() }

// meetingsLeave says which meetings leave the calendar.
func meetingsLeave(l store.Leaving) []string {
	if len(l.Meetings) == 0 {
		return nil
	}
	return []string{"Out of their calendar: " + pug.Count(len(l.Meetings), "planned meeting", "planned meetings") + "."}
}
