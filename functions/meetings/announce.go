package meetings

import (
	"context"
	"fmt"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// announce writes to everybody in the group: the invitation, the change, or the cancellation, as the meeting stands.
func (f function) announce(ctx context.Context, o occasion) error {
	method := calendar.Request
	if o.meeting.State == pug.MeetingCancelled {
		method = calendar.Cancel
	}
	key, event := o.meeting.InvitationKey(), f.event(o, method)
	if err := f.Letters.Invite(ctx, key, f.announcement(o, true), event, letter.To(o.group.Champion)); err != nil {
		return err
	}
	return f.Letters.Invite(ctx, key, f.announcement(o, false), event, addresses(o.members)...)
}

// welcome sends members who joined since the meeting as it stands, under the same UID and sequence as the others have
// it; and asks them for talking points where the others were asked already.
func (f function) welcome(ctx context.Context, o occasion, members []pug.Seat) error {
	text, event := invitation{details: f.details(o)}, f.event(o, calendar.Request)
	err := f.Letters.Invite(ctx, o.meeting.InvitationKey(), text, event, addresses(members)...)
	if err != nil || !o.meeting.Points {
		return err
	}
	return f.askPoints(ctx, o, members)
}

// event is the meeting as calendars take it. The organizer is the sender of the mail, since Outlook shows no buttons
// otherwise.
func (f function) event(o occasion, method calendar.Method) calendar.Invitation {
	m := o.meeting
	return calendar.Invitation{
		UID: f.uid(m), Sequence: m.Sequence, Method: method, Stamp: m.Planned,
		Start: m.Starts, Length: m.Ends().Sub(m.Starts),
		Summary:  "Partner User Group: " + m.Topic,
		Location: m.Location,
		Description: fmt.Sprintf("%s\n\nHosted by %s, your Champion.\nJoin here: %s",
			m.Topic, o.group.Champion.Name, m.Location),
		Organizer: calendar.Person{Name: f.Settings.Sender.Name, Email: f.Settings.Sender.Address},
	}
}

// uid names the meeting in calendars, the same for every change of it. Once cancelled, a UID is dead: some calendars
// ignore what comes for it later. So a meeting that is planned anew in the same month begins a new series, with a UID
// of its own.
func (f function) uid(m pug.Meeting) string {
	host := "localhost"
	if u, err := url.Parse(f.Settings.PublicURL); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	if m.Series == 0 {
		return fmt.Sprintf("%s-%s@%s", m.Group, m.Month, host)
	}
	return fmt.Sprintf("%s-%s-%d@%s", m.Group, m.Month, m.Series, host)
}
