package part

import (
	"cmp"
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Standing is where a person stands in their cohort: what changes of seats and places go by.
type Standing struct {
	store.Case
	Group   pug.Group          // in which they sit or sat last, or which they lead; empty where there is none
	Records store.GroupRecords // of the group
	Seat    pug.Seat           // that they have or had there; empty where there is none
}

// Standing reads where the person of an application stands.
func (p Parts) Standing(ctx context.Context, id string) (s Standing, err error) {
	if s.Case, err = p.Store.Case(ctx, id); err != nil {
		return s, err
	}
	if of := s.Application.LastGroup(); of != "" {
		if s.Group, err = p.Store.Group(ctx, of); err != nil {
			return s, err
		}
		if s.Records, err = p.Store.GroupRecords(ctx, of); err != nil {
			return s, err
		}
	}
	s.Seat, _ = pug.SeatOfMember(s.Records.Seats, id)
	return s, nil
}

// History is what is known of the person at the meetings of the group.
func (s Standing) History() []pug.Attendance {
	return pug.History(s.Records.Meetings, s.Seat, s.Records.Reports.Of(s.Application.ID))
}

// SeatIn is a seat for the person in a group from a time on. What they missed in the group where they sat last goes
// with them (R11).
func (s Standing) SeatIn(group string, there store.GroupRecords, at time.Time) pug.Seat {
	seat := pug.NewSeat(group, there.Seats, s.Application.Person(), at)
	if s.Seat.Group == "" || s.Seat.Group == group {
		return seat
	}
	known := pug.History(there.Meetings, seat, there.Reports.Of(s.Application.ID))
	return pug.Moved(s.Seat, s.History(), seat, known)
}

// Runs says why seats do not change hands any more; nil while they do.
func (s Standing) Runs() error {
	switch {
	case s.Cohort.Stage.Published():
		return nil
	case s.Cohort.Stage == pug.StageClosed:
		return pug.Errorf(pug.Invalid, "The %s cohort has ended: its groups do not meet any more.",
			s.Cohort.ID.Name())
	}
	return pug.Errorf(pug.Invalid, "The groups of the %s cohort do not meet: it is %s.", s.Cohort.ID.Name(),
		s.Cohort.Stage)
}

// MayLeave says why the person cannot leave their group now; nil if they can (L2).
func (s Standing) MayLeave() error { return cmp.Or(s.Application.MayLeave(s.Seat), s.Runs()) }

// MayReturn says why the person cannot come back into their group now, whether it has room or not; nil if they can
// (L10).
func (s Standing) MayReturn() error { return cmp.Or(s.Application.MayReturn(s.Seat), s.Runs()) }

// MayWaitAgain says why the person cannot go back to where they waited; nil if they can.
func (s Standing) MayWaitAgain() error { return cmp.Or(s.Application.MayWaitAgain(s.Seat), s.Runs()) }

// Besides says of somebody who has no part in the cohort by an application that they have one by another; nil if they
// have none (R5).
func (p Parts) Besides(ctx context.Context, a pug.Application) error {
	if a.Settled() {
		return nil
	}
	theirs, err := p.Store.ApplicationsOf(ctx, a.Email, a.Cohort)
	if err != nil {
		return err
	}
	return a.Besides(theirs)
}

// LetterKey is the key of a letter about the seat. Whoever comes back may leave again.
func (s Standing) LetterKey(what string) string { return what + "/" + s.Seat.Freed() }

// About is a line of the log about the person and groups.
func (s Standing) About(deed, what string, groups ...pug.Group) pug.Entry {
	e := pug.Entry{Deed: deed, Cohort: s.Application.Cohort, What: what,
		About: []pug.Subject{s.Application.Person().Subject()}}
	for _, g := range groups {
		e.About = append(e.About, g.Subject())
	}
	return e
}
