package act

import (
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
	c, err := f.Store.Case(ctx, id)
	if err != nil {
		return Question{}, err
	}
	field, err := f.groupField(ctx, c.Application.Cohort, c.Application.Group)
	return Question{Title: "Give " + c.Application.Name() + " a seat", Fields: []page.Field{field}}, err
}

func (f Planner) planSeat(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	s, err := f.standing(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	if err := s.Runs(); err != nil {
		return Deed{}, err
	}
	to, there, err := f.GroupRecords(ctx, form.Value("group"))
	if err != nil {
		return Deed{}, err
	}
	vacancy, waitlist, err := f.Vacancy(ctx, to, there)
	if err != nil {
		return Deed{}, err
	}
	place, err := mayTake(s.Application, waitlist)
	if err != nil {
		return Deed{}, err
	}
	if err := vacancy.MaySeat(s.Application); err != nil {
		return Deed{}, err
	}
	seat := pug.NewSeat(to.ID, there.Seats, s.Application.Person(), f.Now())
	var against []string
	seat.Exception, against = exception(vacancy, s.Application, form, v.Name)
	told, err := f.welcomed(s.Application, to, seat, there)
	return Deed{
		Title: "Give " + s.Application.Name() + " a seat in " + to.Name(),
		Effects: append([]string{"They leave the waitlist, and are invited to the meetings ahead.", partners(to, 1)},
			against...),
		Owed:  told,
		Entry: s.About("seated", "{0} was given a seat in {1}", to),
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.TakeSeat(ctx, seat, &place, owed...)
		},
		Undo: s.path("leave"),
		Back: "/desk/groups/" + to.ID,
	}, err
}

// mayTake finds the place of somebody on the waitlist, and says why they cannot be given a seat.
func mayTake(a pug.Application, waitlist []pug.Place) (pug.Place, error) {
	place, waits := pug.PlaceOf(waitlist, a.ID)
	switch {
	case a.Group != "":
		return place, pug.Errorf(pug.Already, "%s has a seat in %s. Move them instead.", a.Name(),
			pug.GroupName(a.Group))
	case !waits:
		return place, pug.Errorf(pug.Invalid, "%s is not on the waitlist: bring them back first.", a.Name())
	case place.Offer != "":
		return place, pug.Errorf(pug.Conflict, "%s has a seat of %s on offer. Wait for the answer.", a.Name(),
			pug.GroupName(pug.GroupOfFlag(place.Offer)))
	}
	return place, nil
}

// welcomed are the letters to somebody who gets a seat, and to the Champion.
func (f Planner) welcomed(a pug.Application, to pug.Group, seat pug.Seat, r store.GroupRecords) ([]store.Owed, error) {
	next := pug.NextMeeting(r.Meetings, f.Now())
	told, err := f.Letters.Telling("welcome/"+seat.Freed(), f.Welcome(to, next), letter.ToApplicant(a))
	if err != nil {
		return nil, err
	}
	joins, err := f.Letters.Telling("joins/"+seat.Freed(), duty.MemberJoins(to, a.Person()), letter.ToLeaders(to)...)
	return append(told, joins...), err
}
