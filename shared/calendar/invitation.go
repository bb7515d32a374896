package calendar

import (
	"errors"
	"fmt"
	"math"
	"net/mail"
	"net/url"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// productID names the maker of the calendar text (RFC 5545, 3.7.3).
const productID = "-//Partner User Groups//Meetings//EN"

// Method is what an invitation asks of a calendar (RFC 5546, 1.4).
type Method string

// The methods that an organizer sends. A changed meeting is a Request with the same UID and a higher Sequence.
const (
	Request Method = "REQUEST"
	Cancel  Method = "CANCEL"
)

// Person takes part in a meeting.
type Person struct {
	Name  string
	Email string
}

// Invitation puts one meeting into a person's calendar, changes it there, or takes it out.
type Invitation struct {
	UID         string // names the meeting for good, such as "2026-H2-g01-2026-10@pugs.example.com"
	Sequence    int    // 0 at first, one more for every change and for the cancellation
	Method      Method
	Stamp       time.Time // when this version was written
	Start       time.Time
	Length      time.Duration
	Summary     string
	Description string // may have several lines; the first says how to join
	// Unable is the line under that one: how to say that one cannot come. It is empty for whoever hosts the meeting,
	// and earlier releases had none.
	Unable    string `json:",omitempty"`
	Location  string // a video link becomes the event's URL as well
	Organizer Person // should be the sender of the mail: Outlook shows no buttons otherwise
	Attendees []Person
}

// ForHost is the invitation as whoever hosts the meeting gets it: they cancel or move it where they planned it.
func (i Invitation) ForHost() Invitation {
	i.Unable = ""
	return i
}

// ForMember is the invitation as a member gets it whose own page has this address: there they say that they cannot
// come.
func (i Invitation) ForMember(page string) Invitation {
	if i.Unable != "" {
		i.Unable = "I cannot come: " + page + " (declining in your calendar tells nobody)"
	}
	return i
}

// Own is the UID that one person has of a meeting. Sharing tells those apart who share a calendar, as they share the
// mailbox: what takes it out for one leaves it there for the other. Series counts how often the meeting was taken out
// of the person's calendar: some calendars ignore what comes for an event that was cancelled.
func Own(uid, sharing string, series int) string {
	own := ""
	if sharing != "" {
		own = "-" + sharing
	}
	if series > 0 {
		own += fmt.Sprintf("-again%d", series)
	}
	return strings.Replace(uid, "@", own+"@", 1)
}

// Text returns the invitation as iCalendar text: one VEVENT, times in UTC, so that no time zone needs describing.
func (i Invitation) Text() (string, error) {
	if err := i.check(); err != nil {
		return "", fmt.Errorf("invitation %q: %w", i.UID, err)
	}
	cal := ics.NewCalendarFor("")
	cal.SetProductId(productID)
	cal.SetMethod(ics.Method(i.Method))
	event := i.event(cal)
	i.setPeople(event)
	i.setStatus(event)
	return cal.Serialize(ics.WithNewLine("\r\n"), ics.WithLineLength(75)), nil
}

// event adds the meeting to a calendar, but for who takes part in it, and how it stands.
func (i Invitation) event(cal *ics.Calendar) *ics.VEvent {
	event := cal.AddEvent(i.UID)
	event.SetDtStampTime(i.Stamp)
	event.SetStartAt(i.Start)
	event.SetEndAt(i.Start.Add(i.Length))
	event.SetSequence(i.Sequence)
	event.SetSummary(oneLine(i.Summary))
	i.setLocation(event)
	return event
}

func (i Invitation) setStatus(event *ics.VEvent) {
	if i.Method == Cancel {
		event.SetStatus(ics.ObjectStatusCancelled)
		return
	}
	event.SetStatus(ics.ObjectStatusConfirmed)
}

// check holds what RFC 5546 (3.2.2, 3.2.5) requires of a REQUEST and a CANCEL.
func (i Invitation) check() error {
	switch {
	case i.UID == "" || i.UID != oneLine(i.UID):
		return errors.New("the UID is empty or not one line")
	case i.Method != Request && i.Method != Cancel:
		return fmt.Errorf("method %q is neither REQUEST nor CANCEL", i.Method)
	case i.Sequence < 0 || (i.Method == Cancel && i.Sequence == 0):
		return fmt.Errorf("sequence %d: it counts changes, and a cancellation is one", i.Sequence)
	case i.Stamp.IsZero() || i.Start.IsZero() || i.Length <= 0:
		return errors.New("stamp, start and length are required")
	case oneLine(i.Summary) == "":
		return errors.New("the summary is empty")
	case len(i.Attendees) == 0:
		return errors.New("nobody is invited")
	}
	for _, p := range append([]Person{i.Organizer}, i.Attendees...) {
		if a, err := mail.ParseAddress(p.Email); err != nil || a.Address != p.Email {
			return fmt.Errorf("%q is not an email address", p.Email)
		}
	}
	return nil
}

func (i Invitation) setLocation(event *ics.VEvent) {
	description := i.Description
	if i.Unable != "" {
		join, rest, _ := strings.Cut(description, "\n")
		description = join + "\n" + i.Unable + "\n" + rest
	}
	if text := pug.Prose(description, math.MaxInt); text != "" {
		event.SetDescription(text)
	}
	location := oneLine(i.Location)
	if location == "" {
		return
	}
	event.SetLocation(location)
	if u, err := url.Parse(location); err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") {
		event.SetURL(u.String())
	}
}

func (i Invitation) setPeople(event *ics.VEvent) {
	event.SetOrganizer(i.Organizer.Email, commonName(i.Organizer)...)
	for _, p := range i.Attendees {
		params := commonName(p)
		if i.Method == Request {
			params = append(params, ics.CalendarUserTypeIndividual, ics.ParticipationRoleReqParticipant,
				ics.ParticipationStatusNeedsAction,
				&ics.KeyValues{Key: string(ics.ParameterRsvp), Value: []string{"TRUE"}})
		}
		event.AddAttendee(p.Email, params...)
	}
}

// commonName gives the CN parameter. A parameter has no escapes (RFC 5545, 3.2), yet golang-ical writes some, so the
// marks that it would escape are replaced: an apostrophe by the typographic one, the rest by spaces.
func commonName(p Person) []ics.PropertyParameter {
	name := strings.Map(func(r rune) rune {
		switch r {
		case '\'':
			return '’'
		case '"', ',', ';', ':', '\\':
			return ' '
		}
		return r
	}, p.Name)
	if name = oneLine(name); name == "" {
		return nil
	}
	return []ics.PropertyParameter{ics.WithCN(name)}
}

// oneLine is text as one clean line, whatever its length.
func oneLine(s string) string { return pug.Line(s, math.MaxInt) }
