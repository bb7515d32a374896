package part

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Room says why the group in which somebody sat last has no seat for them now; full is nil if it has. A seat that is on
// offer to somebody is theirs until they answer.
func (p Parts) Room(ctx context.Context, s Standing) (full error, waitlist []pug.Place, err error) {
	if waitlist, err = p.Store.Waitlist(ctx, s.Group.Cohort); err != nil {
		return nil, nil, err
	}
	full = pug.NewVacancy(s.Group, s.Records.Seats, waitlist).MaySeat(s.Application)
	if full == nil && s.Seat.Exception == nil && !s.Group.CompanyRoom(s.Application.Person(), s.Records.Seats) {
		full = pug.Errorf(pug.Full, "%s has no room for another member of the company.", s.Group.Name())
	}
	return full, waitlist, nil
}

// Comeback is the seat of somebody who comes back into the group in which they sat last, with the letters to them and
// to who leads it.
func (p Parts) Comeback(s Standing, by Actor) (pug.Seat, []store.Owed, error) {
	a, now := s.Application, p.Now()
	seat := pug.NewSeat(s.Group.ID, s.Records.Seats, a.Person(), now)
	seat.Exception = s.Seat.Exception
	next, to, sits := pug.NextMeeting(s.Records.Meetings, now), letter.ToApplicant(a), store.Sits(seat)
	text := seatBack{s.Group, p.NextMeeting(duty.Seen(next, to)), by.Note}
	told, err := p.Letters.Telling(s.LetterKey("back"), text, letter.While(sits, to)...)
	if err != nil {
		return seat, nil, err
	}
	back, err := p.Letters.Telling(s.LetterKey("joins"), memberBack{s.Group, a.Person()},
		letter.While(sits, letter.ToLeaders(s.Group)...)...)
	return seat, append(told, back...), err
}

// CameBack is the line of the log of somebody who takes back that they left.
func (s Standing) CameBack() pug.Entry {
	return s.About("came back", "{0} came back into {1}", s.Group)
}
