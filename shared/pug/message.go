package pug

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// The bounds of messages to a group.
const (
	MaxMessage      = 4000 // characters
	MessagesADay    = 3    // to one group, by the day in UTC
	MaxMessageLinks = 3    // with more of them, a message is held until staff have looked at it
)

// MessageState is how far a message has come.
type MessageState string

// The states of a message. One that is held is either sent or refused by staff.
const (
	MessageSent    MessageState = "sent"
	MessageHeld    MessageState = "held"
	MessageRefused MessageState = "refused"
)

// Message is what somebody who leads a group writes to everybody in it.
type Message struct {
	ID       string       `json:"id"` // "2026-H2-g01-20261002-1": the first one of the day to the group
	Group    string       `json:"group"`
	Person   Person       `json:"person"` // who wrote it
	Text     string       `json:"text"`
	At       time.Time    `json:"at"`
	State    MessageState `json:"state"`
	Decision *Decision    `json:"decision,omitempty"` // of staff, about one that was held
}

// Message is what somebody who leads the group writes to it, after others. It is held where it has too many links.
// pug.Invalid: it is empty or too long; pug.Conflict: they do not lead the group; pug.Already: it was written today;
// pug.Full: no more can be sent today.
func (g Group) Message(from Person, text string, before []Message, now time.Time) (Message, error) {
	text = Prose(text, MaxMessage+1)
	leader := g.Leader(from)
	switch {
	case g.State != GroupOpen:
		return Message{}, Errorf(Conflict, "%s does not meet, so nobody can write to its members.", g.Name())
	case leader == nil:
		return Message{}, Errorf(Conflict, "%s is led by %s, who can write to its members.", g.Name(), g.Led())
	case text == "":
		return Message{}, Errorf(Invalid, "Write something to your members.")
	case len([]rune(text)) > MaxMessage:
		return Message{}, Errorf(Invalid, "Use at most %d characters.", MaxMessage)
	}
	day, n := now.UTC().Format("20060102"), 1
	for _, m := range before {
		if m.At.UTC().Format("20060102") != day {
			continue
		}
		if n++; m.Text == text {
			return Message{}, Errorf(Already, "You wrote this to your group today already.")
		}
	}
	if n > MessagesADay {
		return Message{}, Errorf(Full, "Your group got %d messages today, which is the most. Write again tomorrow.",
			MessagesADay)
	}
	m := Message{ID: fmt.Sprintf("%s-%s-%d", g.ID, day, n), Group: g.ID, Person: *leader, Text: text, At: now,
		State: MessageSent}
	if m.Links() > MaxMessageLinks {
		m.State = MessageHeld
	}
	return m, nil
}

// GroupOfMessage is the group of a message's id; empty where it is none.
func GroupOfMessage(id string) string {
	parts := strings.Split(id, "-")
	if len(parts) != 5 {
		return ""
	}
	return strings.Join(parts[:3], "-")
}

// linked finds what mail programs make links of.
var linked = regexp.MustCompile(`(?i)(?:[a-z][a-z\d+.-]*://|[\pL\d-]+(?:\.[\pL\d-]+)*\.\pL{2,})[^\s,;<>"]*`)

// Links counts the links in the message, bare names of hosts and mail addresses included.
func (m Message) Links() int { return len(linked.FindAllString(m.Text, -1)) }

// Opening is how the message begins, in one line.
func (m Message) Opening() string {
	const most = 90
	line := Line(m.Text, most)
	if line != Line(m.Text, MaxMessage) {
		line += "…"
	}
	return line
}

// Decided is a held message as staff have let it go, or refused it. pug.Already: somebody has decided.
func (m Message) Decided(d Decision) (Message, error) {
	if m.State != MessageHeld {
		what := "was let go"
		if m.State == MessageRefused {
			what = "was refused"
		}
		if m.Decision == nil {
			return m, Errorf(Already, "The message was sent, and never held.")
		}
		return m, Errorf(Already, "The message %s by %s on %s.", what, m.Decision.By,
			m.Decision.At.Format("2 January 2006"))
	}
	m.State, m.Decision = MessageRefused, &d
	if d.Choice == ChoiceApprove {
		m.State = MessageSent
	}
	return m, nil
}

// Matter is what waits for staff while the message is held.
func (m Message) Matter() Matter {
	return Matter{Kind: MatterMessage, Cohort: CohortOf(m.Group), ID: m.ID, Name: m.Person.WithCompany(),
		Detail: "To " + GroupName(m.Group) + ", with " + Count(m.Links(), "link", "links") + ".", Since: m.At.UTC()}
}

// DeedMessageHeld is the deed of the line that says that a message is held.
const DeedMessageHeld = "message held"

// LogMessage says that somebody who leads a group wrote to it; and where the message is held, that nobody gets it until
// staff have looked at it.
func LogMessage(g Group, m Message) Entry {
	e := Entry{Deed: "wrote", Cohort: g.Cohort, About: []Subject{m.Person.Subject(), g.Subject()},
		What: "{0} wrote to the members of {1}"}
	if m.State == MessageHeld {
		e.Deed = DeedMessageHeld
		e.What += ". The message has " + Count(m.Links(), "link", "links") + ", and is held for staff"
	}
	return e
}

// LogMessageDecided says what staff decided about a message that was held.
func LogMessageDecided(g Group, m Message) Entry {
	e := Entry{Deed: "message sent", Cohort: g.Cohort, About: []Subject{m.Person.Subject(), g.Subject()},
		What: "The message of {0} to the members of {1} was let go"}
	if m.State == MessageRefused {
		e.Deed, e.What = "message refused", "The message of {0} to the members of {1} was refused"
	}
	return e
}
