package duty

import (
	"cmp"
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Judged is what counts of what is said of a member at a meeting: nobody misses one that they were never told of (L13).
func (b *Base) Judged(
	ctx context.Context, m pug.Meeting, seat pug.Seat, said pug.Attendance,
) (pug.Attendance, error) {
	if said != pug.Missed {
		return said, nil
	}
	to := letter.ToMember(seat)
	usual, err := b.Store.Posted(ctx, to.Email, letter.ID(InvitationKey(m, m.Sequence), to))
	if err != nil {
		return "", err
	}
	if usual[0].Reached(m.Starts) {
		return said, nil
	}
	invitations, err := b.invitations(ctx, m, seat)
	if err != nil {
		return "", err
	}
	latest := slices.IndexFunc(invitations, func(p store.Posted) bool { return p.Letter != nil })
	late := !m.Announced.IsZero() && len(calendar.Newcomers(m, []pug.Seat{seat})) > 0
	switch {
	case latest < 0 && late: // they joined too late to be invited
		return pug.NotTold, nil
	case latest < 0: // it is older than the outbox, and nobody knows more
		return said, nil
	case invitations[latest].Reached(m.Starts):
		return said, nil
	}
	return pug.NotTold, nil
}

// invitations are the letters by which a member may have the meeting as it is now, the latest first: each change of
// their address begins a series of its own, and so does each return to the group (see pug.Seat).
func (b *Base) invitations(ctx context.Context, m pug.Meeting, seat pug.Seat) ([]store.Posted, error) {
	a, err := b.Store.Application(ctx, seat.Member.ID)
	if err != nil {
		return nil, err
	}
	to := letter.ToMember(seat)
	sharing := slices.Compact([]string{"", cmp.Or(seat.Member.Sharing, a.NameKey())})
	var all []store.Posted
	for ; to.Series >= 0; to.Series-- {
		for _, to.Email = range a.Addresses() {
			var ids []string
			for _, to.Sharing = range sharing {
				ids = append(ids, letter.ID(InvitationKey(m, m.Sequence), to))
			}
			posted, err := b.Store.Posted(ctx, to.Email, ids...)
			if err != nil {
				return nil, err
			}
			all = append(all, posted...)
		}
	}
	return all, nil
}

// Correct works out what follows from an account of a meeting, see pug.Correct. It follows those who left the group to
// the one in which they sat last.
func (b *Base) Correct(ctx context.Context, p pug.Past, month string, a pug.Account) (pug.Correction, error) {
	c, err := pug.Correct(p, month, a, b.Now())
	if err != nil {
		return c, err
	}
	for _, ch := range c.Changed {
		if !ch.Left || ch.From != pug.Missed && ch.To != pug.Missed {
			continue
		}
		application, err := b.Store.Application(ctx, ch.Member.ID)
		if err != nil {
			return c, err
		}
		last := application.LastGroup()
		if last == "" || last == c.Meeting.Group {
			continue
		}
		r, err := b.Store.GroupRecords(ctx, last)
		if err != nil {
			return c, err
		}
		c.Carry(ch.Member.ID, r.Past())
	}
	return c, nil
}
