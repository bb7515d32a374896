package part

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// Leave is what it takes for a member to leave their group (L2), with what is owed of it. pug.Invalid, pug.Already:
// they have no seat to leave.
func (p Parts) Leave(ctx context.Context, s Standing, by Actor) (store.Leaving, []store.Owed, error) {
	if err := s.MayLeave(); err != nil {
		return store.Leaving{}, nil, err
	}
	leaving, owed, err := p.Departure(ctx, s, pug.Decision{Choice: pug.ChoiceLeft, By: by.Name, At: p.Now()})
	if err != nil {
		return leaving, nil, err
	}
	leaving.Seat.Own = by.Self
	text := leftGroup{s.Group, by.Self, by.Note}
	to := letter.While(store.Left(s.Seat), letter.ToApplicant(s.Application))
	told, err := p.Letters.Telling(s.LetterKey("left"), text, to...)
	return leaving, append(owed, told...), err
}

// Departure is what it takes for somebody to leave their group, with what is owed of it: what parting owes, the letter
// to the Champion, and the call to the workflow of the seat.
func (p Parts) Departure(ctx context.Context, s Standing, d pug.Decision) (store.Leaving, []store.Owed, error) {
	leaving, owed, err := p.Parting(ctx, s, d)
	if err != nil {
		return leaving, nil, err
	}
	owed = append(owed, workflow.Start(workflow.Absence, leaving.Seat.Freed(), d.At))
	text := memberGone{Group: s.Group, Member: s.Application.Person()}
	told, err := p.Letters.Telling(s.LetterKey("gone"), text,
		letter.While(store.Left(s.Seat), letter.ToLeaders(s.Group)...)...)
	return leaving, append(owed, told...), err
}

// Parting is what it takes for somebody to give up their seat, with what is owed of it: the letters that take meetings
// out of their calendar, and an end to the questions about them, by the decision: that they left, or moved.
func (p Parts) Parting(ctx context.Context, s Standing, d pug.Decision) (store.Leaving, []store.Owed, error) {
	seat := s.Seat
	seat.Left = d.At
	leaving, owed, err := p.Leaving(ctx, s.Group, s.Records.Meetings, seat, d.At)
	return leaving, append(owed, duty.Unasked(s.Records.Flags, s.Application.ID, d)...), err
}

// Unseat is what it takes to take back that a member was given a seat, with what is owed of it: they wait again where
// they waited before, and nobody is offered the seat by itself. pug.Invalid, pug.Already: they have none, or did not
// wait for it.
func (p Parts) Unseat(ctx context.Context, s Standing, by Actor) (store.Leaving, []store.Owed, error) {
	if err := s.MayWaitAgain(); err != nil {
		return store.Leaving{}, nil, err
	}
	leaving, owed, err := p.Parting(ctx, s, pug.Decision{Choice: pug.ChoiceLeft, By: by.Name, At: p.Now()})
	if err != nil {
		return leaving, nil, err
	}
	place := s.Seat.Former()
	leaving.Unoffered, leaving.Place = true, &place
	told, err := p.Letters.Telling(s.LetterKey("waits"), waitsAgain{s.Group, by.Note},
		letter.While(store.Waits(place), letter.ToApplicant(s.Application))...)
	if err != nil {
		return leaving, nil, err
	}
	text := memberGone{s.Group, s.Application.Person(), true}
	gone, err := p.Letters.Telling(s.LetterKey("gone"), text,
		letter.While(store.Left(s.Seat), letter.ToLeaders(s.Group)...)...)
	return leaving, slices.Concat(owed, told, gone), err
}

// Left is the line of the log of somebody who leaves.
func (s Standing) Left() pug.Entry { return s.About("left", "{0} left {1}", s.Group) }
