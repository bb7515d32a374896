package part

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Moved are the letters to a member who moves to a seat of another group (L14), and to who leads that one. The note is
// what staff write to the member.
func (p Parts) Moved(
	ctx context.Context, s Standing, to pug.Group, there store.GroupRecords, seat pug.Seat, note string,
) ([]store.Owed, error) {
	mover, next := letter.ToApplicant(s.Application), pug.NextMeeting(there.Meetings, p.Now())
	others, err := p.Partners(ctx, pug.Taken(there.Seats), s.Application.ID)
	if err != nil {
		return nil, err
	}
	text := movedGroup{s.Group, to, p.NextMeeting(duty.Seen(next, mover)), others, note}
	sits := store.Sits(seat)
	told, err := p.Letters.Telling(s.LetterKey("moved"), text, letter.While(sits, mover)...)
	if err != nil {
		return nil, err
	}
	joins, err := p.Letters.Telling(s.LetterKey("joins"), duty.MemberJoins(to, s.Application.Person()),
		letter.While(sits, letter.ToLeaders(to)...)...)
	return append(told, joins...), err
}
