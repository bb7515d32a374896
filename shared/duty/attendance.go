package duty

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Judged is what counts of what is said of a member at a meeting: nobody misses one that they were never told of (L13).
func (b *Base) Judged(
	ctx context.Context, m pug.Meeting, seat pug.Seat, said pug.Attendance,
) (pug.Attendance, error) {
	if said != pug.Missed {
		return said, nil
	}
	late := !m.Announced.IsZero() && len(calendar.Newcomers(m, []pug.Seat{seat})) > 0
	email, id := seat.Member.Email, letter.ID(InvitationKey(m, m.Sequence), letter.ToMember(seat))
	for {
		invitation, err := b.Store.Letter(ctx, email, id)
		switch {
		case pug.IsError(err, pug.NotFound) && late: // they joined too late to be invited
			return pug.NotTold, nil
		case pug.IsError(err, pug.NotFound): // it is older than the outbox, and nobody knows more
			return said, nil
		case err != nil:
			return "", err
		case invitation.Reached(m.Starts):
			return said, nil
		case invitation.Again == nil:
			return pug.NotTold, nil
		}
		email, id = invitation.Again.Email, invitation.Again.ID
	}
}
