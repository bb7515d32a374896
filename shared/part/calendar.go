package part

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// moveCalendar are the letters by which the meetings ahead that a person was invited to follow them to their new
// address, with how many meetings there are. At the new address they are events of their own: the two may lead to one
// calendar, and some ignore what comes for an event that was cancelled.
func (p Parts) moveCalendar(
	ctx context.Context, c store.Identification,
) (owed []store.Owed, meetings int, err error) {
	if c.Group == nil || c.Application.Group != c.Group.ID || c.Application.Email == c.After.Email {
		return nil, 0, nil
	}
	from, to := letter.To(c.Application.Person()), letter.To(c.After.Person())
	if seat, sits := pug.SeatOfMember(c.Records.Seats, c.Application.ID); sits {
		from = letter.ToMember(seat)
		seat.Member, seat.Series = c.After.Person(), seat.Series+1
		to = letter.ToMember(seat)
	} else if leader := c.Group.Leader(c.Application.Person()); leader != nil {
		from.Series, to.Series = leader.Series, leader.Series+1
	}
	for _, m := range pug.Ahead(c.Records.Meetings, p.Now()) {
		if m.State != pug.MeetingPlanned {
			continue // the cancellation takes it from the calendar that has it
		}
		letters, err := p.moveMeeting(ctx, *c.Group, m, from, to)
		if err != nil {
			return nil, 0, err
		}
		if len(letters) > 0 {
			owed, meetings = append(owed, letters...), meetings+1
		}
	}
	return owed, meetings, nil
}

// moveMeeting moves one meeting. Whoever was not written to about it yet is invited as everybody else is.
func (p Parts) moveMeeting(
	ctx context.Context, g pug.Group, m pug.Meeting, from, to letter.Address,
) ([]store.Owed, error) {
	var ids []string
	for sequence := m.Series; sequence <= m.Sequence; sequence++ {
		ids = append(ids, letter.ID(duty.InvitationKey(m, sequence), from))
	}
	posted, err := p.Store.Posted(ctx, from.Email, ids...)
	written := func(p store.Posted) bool { return p.Letter != nil }
	if err != nil || !slices.ContainsFunc(posted, written) {
		return nil, err
	}
	seen := duty.Seen(m, to)
	facts := append(p.NextMeeting(seen), m.Place())
	here := meetingHere{g, m.Topic, p.WhenMeets(seen), facts}
	owed, err := p.Letters.Inviting(duty.InvitationKey(m, m.Sequence), here, p.Invitation(g, m, calendar.Request), to)
	if err != nil || !slices.ContainsFunc(posted, store.Posted.Reaches) {
		return owed, err
	}
	event := p.Invitation(g, m, calendar.Cancel)
	event.Sequence, event.Stamp = m.Sequence+1, p.Now()
	elsewhere := meetingElsewhere{g, m.Topic, p.WhenMeets(seen)}
	away, err := p.Letters.Inviting("moved/"+m.Group+"/"+m.Month, elsewhere, event, from)
	return append(owed, away...), err
}
