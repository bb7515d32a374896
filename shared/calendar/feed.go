package calendar

import (
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"
)

// FeedEvery is how often calendars are asked to look for changes of a feed. Many look less often.
const FeedEvery = 4 * time.Hour

// Feed is a calendar that people subscribe to (webcal). Its meetings have the UIDs of their invitations, so that
// calendars which know both show one. No method stands in it, and nobody is named as invited: a feed is looked at, and
// not answered (RFC 5545, 3.7.2).
type Feed struct {
	Name     string
	Address  string // where it is, by https
	Meetings []Invitation
}

// Text returns the feed as iCalendar text, with the meetings in their order. RFC 7986 has its name, its address and how
// often to look; calendars that do not know it go by the properties that begin with X.
func (f Feed) Text() (string, error) {
	cal := ics.NewCalendarFor("")
	cal.SetProductId(productID)
	every := fmt.Sprintf("PT%dH", int(FeedEvery.Hours()))
	cal.SetName(oneLine(f.Name))
	cal.SetXWRCalName(oneLine(f.Name))
	cal.SetUrl(f.Address)
	cal.SetRefreshInterval(every)
	cal.SetXPublishedTTL(every)
	for _, m := range f.Meetings {
		m.Attendees = []Person{m.Organizer} // nobody is invited by a feed, and all else is held to the same rules
		if err := m.check(); err != nil {
			return "", fmt.Errorf("feed with the meeting %q: %w", m.UID, err)
		}
		event := m.event(cal)
		event.SetModifiedAt(m.Stamp)
		event.SetOrganizer(m.Organizer.Email, commonName(m.Organizer)...)
		m.setStatus(event)
	}
	return cal.Serialize(ics.WithNewLine("\r\n"), ics.WithLineLength(75)), nil
}
