package part

import (
	"context"

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

// Runs says why seats do not change hands any more; nil while they do.
func (s Standing) Runs() error {
	if s.Cohort.Stage.Published() {
		return nil
	}
	return pug.Errorf(pug.Invalid, "The groups of the %s cohort do not meet: it is %s.", s.Cohort.ID.Name(),
		s.Cohort.Stage)
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
