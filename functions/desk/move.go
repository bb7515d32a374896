package desk

import (
	"context"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// moveAct moves a member to another group of their cohort (L14).
func (f function) moveAct() act {
	return act{on: "people", name: "move", label: "Move to another group", form: f.moveForm, plan: f.planMove}
}

func (f function) moveForm(ctx context.Context, id string) (page.Form, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return page.Form{}, err
	}
	if err := s.Application.MayLeave(s.Seat); err != nil {
		return page.Form{}, err
	}
	field, err := f.groupField(ctx, s.Application.Cohort, s.Group.ID)
	return page.Form{Fields: []page.Field{field, noteField()}}, err
}

func (f function) planMove(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	to, there, err := f.groupRecords(ctx, form.Value("group"))
	if err != nil {
		return deed{}, err
	}
	vacancy, _, err := f.vacancy(ctx, to, there)
	if err != nil {
		return deed{}, err
	}
	a, now := s.Application, f.Now()
	if err := a.MayMove(s.Seat, vacancy); err != nil {
		return deed{}, err
	}
	if err := s.Runs(); err != nil {
		return deed{}, err
	}
	leaving, owed, err := f.parts.Departure(ctx, s.Standing, v.Name, now)
	if err != nil {
		return deed{}, err
	}
	seat := pug.NewSeat(to.ID, there.Seats, a.Person(), now)
	seat = pug.Moved(s.Seat, s.History(), seat, pug.History(there.Meetings, seat, there.Reports.Of(id)))
	reason, against := exception(vacancy, a, form, v.Name)
	seat.Exception, leaving.To = reason, &seat
	told, err := f.moved(ctx, s, to, there, form.Value("note"))
	if err != nil {
		return deed{}, err
	}
	effects := []string{partners(s.Group, -1) + " The seat is offered to the waitlist.", partners(to, 1),
		"Missed meetings so far stay with them: " + pug.Count(seat.Missed, "meeting", "meetings") + "."}
	return deed{
		title:   "Move " + a.Name() + " from " + s.Group.Name() + " to " + to.Name(),
		effects: append(append(effects, meetingsLeave(leaving)...), against...),
		owed:    append(owed, told...),
		entry:   s.About("moved", "{0} was moved from {1} to {2}", s.Group, to),
		do:      func(ctx context.Context, owed ...store.Owed) error { return f.Store.Leave(ctx, leaving, owed...) },
		undo:    s.path("move") + "?" + url.Values{"group": {s.Group.ID}}.Encode(),
		back:    "/desk/groups/" + to.ID,
	}, nil
}

// moved are the letters to a member who moves, and to the Champion who gets them.
func (f function) moved(
	ctx context.Context, s standing, to pug.Group, there store.GroupRecords, note string,
) ([]store.Owed, error) {
	mover, next := letter.ToApplicant(s.Application), pug.NextMeeting(there.Meetings, f.Now())
	others, err := f.Partners(ctx, pug.Taken(there.Seats), s.Application.ID)
	if err != nil {
		return nil, err
	}
	text := movedGroup{s.Group, to, f.NextMeeting(duty.Seen(next, mover)), others, note}
	told, err := f.Letters.Telling(s.LetterKey("moved"), text, mover)
	if err != nil {
		return nil, err
	}
	joins, err := f.Letters.Telling(s.LetterKey("joins"), duty.MemberJoins(to, s.Application.Person()),
		letter.ToLeaders(to)...)
	return append(told, joins...), err
}
