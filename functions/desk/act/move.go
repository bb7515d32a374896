package act

import (
	"context"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// moveAct moves a member to another group of their cohort (L14).
func (f Planner) moveAct() Act {
	return Act{On: "people", Name: "move", Label: "Move to another group", Form: f.moveForm, Plan: f.planMove}
}

func (f Planner) moveForm(ctx context.Context, id string) (Question, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Question{}, err
	}
	if err := s.MayLeave(); err != nil {
		return Question{}, err
	}
	field, err := f.groupField(ctx, s.Application.Cohort, s.Group.ID)
	title := "Move " + s.Application.Name() + " from " + s.Group.Name() + " to another group"
	return Question{Title: title, Fields: []page.Field{field, noteField()}}, err
}

func (f Planner) planMove(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	to, there, err := f.GroupRecords(ctx, form.Value("group"))
	if err != nil {
		return Deed{}, err
	}
	vacancy, _, err := f.Vacancy(ctx, to, there)
	if err != nil {
		return Deed{}, err
	}
	a, now := s.Application, f.Now()
	if err := a.MayMove(s.Seat, vacancy); err != nil {
		return Deed{}, err
	}
	if err := s.Runs(); err != nil {
		return Deed{}, err
	}
	leaving, owed, err := f.parts.Departure(ctx, s.Standing, v.Name, now)
	if err != nil {
		return Deed{}, err
	}
	seat := pug.NewSeat(to.ID, there.Seats, a.Person(), now)
	seat = pug.Moved(s.Seat, s.History(), seat, pug.History(there.Meetings, seat, there.Reports.Of(id)))
	reason, against := exception(vacancy, a, form, v.Name)
	seat.Exception, leaving.To = reason, &seat
	told, err := f.parts.Moved(ctx, s.Standing, to, there, form.Value("note"))
	if err != nil {
		return Deed{}, err
	}
	effects := []string{partners(s.Group, -1) + " The seat is offered to the waitlist.", partners(to, 1),
		"Missed meetings so far stay with them: " + pug.Count(seat.Missed, "meeting", "meetings") + "."}
	return Deed{
		Title:   "Move " + a.Name() + " from " + s.Group.Name() + " to " + to.Name(),
		Effects: append(append(effects, meetingsLeave(leaving)...), against...),
		Owed:    append(owed, told...),
		Entry:   s.About("moved", "{0} was moved from {1} to {2}", s.Group, to),
		Do:      func(ctx context.Context, owed ...store.Owed) error { return f.Store.Leave(ctx, leaving, owed...) },
		Undo:    s.path("move") + "?" + url.Values{"group": {s.Group.ID}}.Encode(),
		Back:    "/desk/groups/" + to.ID,
	}, nil
}
