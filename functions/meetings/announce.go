package meetings

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// announce writes to everybody in the group: the invitation, the change, or the cancellation, as the meeting stands.
func (f function) announce(ctx context.Context, o occasion) error {
	method := calendar.Request
	if o.meeting.State == pug.MeetingCancelled {
		method = calendar.Cancel
	}
	m := o.meeting
	key, event := duty.InvitationKey(m, m.Sequence), f.Invitation(o.group, m, method)
	hosts := f.announcement(o, letter.Address{}, true)
	if err := f.Letters.Invite(ctx, key, hosts, event.ForHost(), letter.ToHosts(o.group, o.past.Seats)...); err != nil {
		return err
	}
	joined, err := f.Partners(ctx, o.newcomers(), "")
	if err != nil {
		return err
	}
	each := letter.Per(func(to letter.Address) any {
		text := f.announcement(o, to, false)
		if first, is := text.(invitation); is {
			first.New = slices.DeleteFunc(slices.Clone(joined), func(p duty.Partner) bool { return p.ID == to.ID })
			return first
		}
		return text
	})
	return f.Letters.Invite(ctx, key, each, event, addresses(o.members)...)
}

// newcomers are the members who have joined since the group's meeting before was planned, or since its first one was
// asked for. Only the first invitation to a meeting names them.
func (o occasion) newcomers() []pug.Seat {
	m := o.meeting
	if m.State == pug.MeetingCancelled || m.Sequence > m.Series {
		return nil
	}
	since := o.past.Meetings[0].Asked
	for _, past := range o.past.Meetings {
		if past.Month < m.Month && !past.Planned.IsZero() {
			since = past.Planned
		}
	}
	known := func(s pug.Seat) bool { return since.IsZero() || !s.Joined.After(since) }
	return slices.DeleteFunc(slices.Clone(o.members), known)
}

// welcome sends members who joined since the meeting as it stands, under the same UID and sequence as the others have
// it; and asks them for talking points where the others were asked already.
func (f function) welcome(ctx context.Context, o occasion, members []pug.Seat) error {
	m := o.meeting
	text := letter.Per(func(to letter.Address) any { return invitation{details: f.detailsFor(to, o)} })
	event := f.Invitation(o.group, m, calendar.Request)
	err := f.Letters.Invite(ctx, duty.InvitationKey(m, m.Sequence), text, event, addresses(members)...)
	if err != nil || !o.meeting.Points {
		return err
	}
	return f.askPoints(ctx, o, members)
}
