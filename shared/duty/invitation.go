package duty

import (
	"fmt"
	"net/url"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// InvitationKey is the key of the letters by which members have a meeting as it was at a sequence.
func InvitationKey(m pug.Meeting, sequence int) string {
	return fmt.Sprintf("invitation/%s/%s/%d", m.Group, m.Month, sequence)
}

// PointsKey is the key of the letters that ask for talking points. The start is in it: members of a meeting that was
// moved are asked again, since their first link ends at the old start.
func PointsKey(m pug.Meeting) string {
	return fmt.Sprintf("points/%s/%s/%s", m.Group, m.Month, m.Starts.UTC().Format(time.RFC3339))
}

// Invitation is a meeting as calendars take it.
func (b *Base) Invitation(g pug.Group, m pug.Meeting, method calendar.Method) calendar.Invitation {
	event, unable := b.Identified(m).Event, ""
	if method == calendar.Request {
		unable = "If you cannot come, tell your Champion: declining in your calendar tells nobody."
	}
	return calendar.Invitation{
		UID: event.UID, Sequence: m.Sequence, Method: method, Stamp: m.Planned,
		Start: m.Starts, Length: m.Ends().Sub(m.Starts),
		Summary:     "Partner User Group: " + m.Topic,
		Location:    m.Location,
		Description: fmt.Sprintf("Join: %s\n\n%s\n%s", m.Location, m.Topic, hosted(g)),
		Unable:      unable,
		Organizer:   calendar.Person{Name: event.Name, Email: event.Organizer},
	}
}

// hosted is the line of an invitation that says who hosts the meeting, as far as anybody does.
func hosted(g pug.Group) string {
	switch {
	case g.Leaderless():
		return ""
	case g.Co != nil:
		return "Hosted by " + g.Led() + ", your Champions."
	}
	return "Hosted by " + g.Led() + ", your Champion."
}

// Identified is the meeting with what calendars know it by. The organizer is the sender of the mail, since Outlook
// shows no buttons otherwise.
func (b *Base) Identified(m pug.Meeting) pug.Meeting {
	if m.Event.UID == "" {
		m.Event = pug.Event{UID: b.uid(m), Organizer: b.Settings.Sender.Address, Name: b.Settings.Sender.Name}
	}
	return m
}

// uid names the meeting in calendars, the same for every change of it. Once cancelled, a UID is dead: some calendars
// ignore what comes for it later. So a meeting that is planned anew in the same month begins a new series, with a UID
// of its own.
func (b *Base) uid(m pug.Meeting) string {
	host := "localhost"
	if u, err := url.Parse(b.Settings.PublicURL); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	if m.Series == 0 {
		return fmt.Sprintf("%s-%s@%s", m.Group, m.Month, host)
	}
	return fmt.Sprintf("%s-%s-%d@%s", m.Group, m.Month, m.Series, host)
}

// WhenMeets is the start of the meeting in the time zone in which its Champion thinks of it.
func (b *Base) WhenMeets(m pug.Meeting) string { return page.When(m.Starts.In(b.Zone(m.Zone))) }

// Seen is a meeting as somebody is told of it: at their own time, where their zone is known.
func Seen(m pug.Meeting, by letter.Address) pug.Meeting {
	if _, known := calendar.Zone(by.Zone); known {
		m.Zone = by.Zone
	}
	return m
}

// MeetingFacts are what everybody needs to know of a planned meeting, in letters and on pages. The programme's own time
// is told where its clocks show another.
func (b *Base) MeetingFacts(m pug.Meeting) []page.Fact {
	return b.meetingFacts(m, page.Fact{Label: "Programme time", Value: page.When(m.Starts.In(b.Settings.Zone))})
}

// MeetingFactsForHost are the MeetingFacts for somebody who leads the group, with their own time beside the one in
// which the meeting was planned, where that is another.
func (b *Base) MeetingFactsForHost(host pug.Person, m pug.Meeting) []page.Fact {
	facts := b.MeetingFacts(m)
	own, _ := calendar.Zone(host.Zone)
	for i := range facts {
		if facts[i].Label == factWhen {
			facts[i].Value += calendar.Yours(m.Starts, b.Zone(m.Zone), own)
		}
	}
	return facts
}

// factWhen is the label of the time of a meeting.
const factWhen = "When"

// MeetingFactsFor are the MeetingFacts for somebody, at their own time where their zone is known. Then the Champion's
// is told where their clocks show another.
func (b *Base) MeetingFactsFor(to letter.Address, m pug.Meeting) []page.Fact {
	seen := Seen(m, to)
	if seen.Zone != to.Zone || to.Zone == "" {
		return b.MeetingFacts(m)
	}
	return b.meetingFacts(seen, page.Fact{Label: "Champion's time", Value: b.WhenMeets(m)})
}

func (b *Base) meetingFacts(m pug.Meeting, elsewhere page.Fact) []page.Fact {
	facts := []page.Fact{{Label: "Topic", Value: m.Topic}, {Label: factWhen, Value: b.WhenMeets(m)}}
	if elsewhere.Value != b.WhenMeets(m) {
		facts = append(facts, elsewhere)
	}
	return append(facts, page.Fact{Label: "Length", Value: fmt.Sprintf("%d minutes", m.Minutes)}, m.Place())
}

// NextMeeting is what is known of a group's next meeting: nothing where none is planned.
func (b *Base) NextMeeting(next pug.Meeting) []page.Fact {
	if next.Starts.IsZero() {
		return nil
	}
	return []page.Fact{
		{Label: "Next meeting", Value: fmt.Sprintf("%s, %d minutes", b.WhenMeets(next), next.Minutes)},
		{Label: "About", Value: next.Topic},
	}
}
