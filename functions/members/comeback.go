package members

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// returnAct lets somebody take back that they left their group, while it has a seat for them (L2).
func (f function) returnAct() act {
	return act{on: "applications", name: "return", plan: f.planReturn, next: func(d done) next {
		return next{title: "You have your seat back",
			sentences: []string{"We have written to you and to your Champion.",
				"The meetings that are planned come with an email each, as new entries for your calendar."},
			undo: page.MenuItem{Label: "Leave the group", Href: d.path("applications", d.id, "leave")}}
	}}
}

func (f function) planReturn(ctx context.Context, v visitor, id string) (deed, error) {
	if _, err := v.application(id); err != nil {
		return deed{}, err
	}
	s, err := f.parts.Standing(ctx, id)
	if err != nil {
		return deed{}, err
	}
	if err := f.mayReturn(ctx, s); err != nil {
		return deed{}, f.orWrite(err)
	}
	seat, told, err := f.parts.Comeback(s, v.actor())
	return deed{
		title: "Take your seat in " + s.Group.Name() + " back",
		effects: []string{"You are a member of the group again, and are invited to the meetings ahead.",
			"Your Champion is told."},
		form:  page.Form{Submit: "Take my seat back"},
		entry: s.CameBack(),
		undo:  "/desk/people/" + id + "/leave",
		do: func(ctx context.Context, _ *page.Form, line *store.Logged) error {
			err := f.Store.TakeSeat(ctx, seat, nil, append(told, *line)...)
			if pug.IsError(err, pug.Full) {
				err = f.orWrite(goneToSomebody(s.Group))
			}
			return err
		},
	}, err
}

// mayReturn says why somebody cannot take their seat back; nil if they can.
func (f function) mayReturn(ctx context.Context, s part.Standing) error {
	if err := s.Application.MayComeBack(s.Seat); err != nil {
		return err
	}
	if err := s.Runs(); err != nil {
		return err
	}
	if err := f.parts.Besides(ctx, s.Application); err != nil {
		return err
	}
	full, _, err := f.parts.Room(ctx, s)
	if err != nil {
		return err
	}
	return noSeat(s.Group, full)
}

// noSeat says to whoever left a group that it has no seat for them, and of whom it is on offer nothing.
func noSeat(g pug.Group, full error) error {
	switch {
	case full == nil:
		return nil
	case pug.IsError(full, pug.Conflict):
		return pug.Errorf(pug.Conflict, "Your seat in %s is on offer to somebody else. If they do not take it, "+
			"you can take it back.", g.Name())
	case !pug.IsError(full, pug.Full):
		return full
	case !g.Full():
		return pug.Errorf(pug.Full, "%s has no room for one more of your company.", g.Name())
	case g.Partners < pug.MaxPartners:
		return pug.Errorf(pug.Full, "%s looks for a Champion, and the place that is free is kept for them.", g.Name())
	}
	return goneToSomebody(g)
}

func goneToSomebody(g pug.Group) error {
	return pug.Errorf(pug.Full, "Your seat in %s has gone to somebody else.", g.Name())
}

// orWrite adds to what makes an act impossible whom to write to.
func (f function) orWrite(err error) error {
	if !pug.Final(err) || pug.IsError(err, pug.Already) {
		return err
	}
	return pug.Errorf(pug.ErrorKindOf(err), "%s If you would like to take part after all, write to us: %s.",
		pug.Sentence(err), f.Settings.Sender.Address)
}
