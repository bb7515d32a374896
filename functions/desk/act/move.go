package act

import (
	"cmp"
	"context"
	"net/url"
	"slices"

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
	to, err := f.destination(ctx, form)
	if err != nil {
		return Deed{}, err
	}
	a := s.Application
	if err := cmp.Or(a.MayMove(s.Seat, to.vacancy), s.Runs()); err != nil {
		return Deed{}, err
	}
	leaving, owed, err := f.parts.Departure(ctx, s.Standing,
		pug.Decision{Choice: pug.ChoiceMoved, By: v.Name, At: f.Now()})
	if err != nil {
		return Deed{}, err
	}
	seat := s.SeatIn(to.ID, to.records, leaving.Seat.Left)
	var against []string
	seat.Exception, against = exception(to.vacancy, a, form, v.Name)
	leaving.To = &seat
	told, err := f.parts.Moved(ctx, s.Standing, to.Group, to.records, seat, form.Value("note"))
	if err != nil {
		return Deed{}, err
	}
	effects := []string{partners(s.Group, -1) + " The seat is offered to the waitlist.", partners(to.Group, 1),
		"Missed meetings so far stay with them: " +
			pug.Count(pug.MissesOf(s.Seat, s.History()), "meeting", "meetings") + "."}
	return Deed{
		Title:   "Move " + a.Name() + " from " + s.Group.Name() + " to " + to.Name(),
		Effects: slices.Concat(effects, s.unanswered("is asked again in "+to.Name()), meetingsLeave(leaving), against),
		Owed:    append(owed, told...),
		Entry:   s.About("moved", "{0} was moved from {1} to {2}", s.Group, to.Group),
		Do:      func(ctx context.Context, owed ...store.Owed) error { return f.Store.Leave(ctx, leaving, owed...) },
		Undo:    s.path("move") + "?" + url.Values{"group": {s.Group.ID}}.Encode(),
		Back:    "/desk/groups/" + to.ID,
	}, nil
}
