package act

import (
	"cmp"
	"context"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// seatAct gives somebody on the waitlist a seat, whatever their turn (R5).
func (f Planner) seatAct() Act {
	return Act{On: "people", Name: "seat", Label: "Give a seat", Form: f.seatForm, Plan: f.planSeat}
}

func (f Planner) seatForm(ctx context.Context, id string) (Question, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Question{}, err
	}
	a := s.Application
	if err := cmp.Or(a.MayTakeSeat(pug.Place{}), s.Runs()); err != nil {
		return Question{}, err
	}
	field, err := f.groupField(ctx, a.Cohort, a.Group)
	return Question{Title: "Give " + a.Name() + " a seat", Fields: []page.Field{field}}, err
}

func (f Planner) planSeat(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	if err := s.Runs(); err != nil {
		return Deed{}, err
	}
	to, err := f.destination(ctx, form)
	if err != nil {
		return Deed{}, err
	}
	place, _ := pug.PlaceOf(to.waitlist, id)
	if err := s.Application.MayTakeSeat(place); err != nil {
		return Deed{}, err
	}
	if err := to.vacancy.MaySeat(s.Application); err != nil {
		return Deed{}, err
	}
	seat := s.SeatIn(to.ID, to.records, f.Now())
	var against []string
	seat.Exception, against = exception(to.vacancy, s.Application, form, v.Name)
	told, err := f.welcomed(ctx, s.Application, to, seat)
	return Deed{
		Title: "Give " + s.Application.Name() + " a seat in " + to.Name(),
		Effects: append([]string{"They leave the waitlist, and are invited to the meetings ahead.",
			partners(to.Group, 1)},
			against...),
		Owed:  told,
		Entry: s.About("seated", "{0} was given a seat in {1}", to.Group),
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.TakeSeat(ctx, seat, &place, owed...)
		},
		Undo: s.path("unseat"),
		Back: "/desk/groups/" + to.ID,
	}, err
}

// welcomed are the letters to somebody who gets a seat, and to the Champion.
func (f Planner) welcomed(
	ctx context.Context, a pug.Application, to destination, seat pug.Seat,
) ([]store.Owed, error) {
	others, err := f.Partners(ctx, pug.Taken(to.records.Seats), a.ID)
	if err != nil {
		return nil, err
	}
	text := f.Welcome(to.Group, pug.NextMeeting(to.records.Meetings, f.Now()), others)
	sits := store.Sits(seat)
	told, err := f.Letters.Telling("welcome/"+seat.Freed(), text, letter.While(sits, letter.ToApplicant(a))...)
	if err != nil {
		return nil, err
	}
	joins, err := f.Letters.Telling("joins/"+seat.Freed(), duty.MemberJoins(to.Group, a.Person()),
		letter.While(sits, letter.ToLeaders(to.Group)...)...)
	return append(told, joins...), err
}
