package pug

import (
	"fmt"
	"net/url"
	"strings"
	"time"
)

// MinMeetingMinutes is the least length of a monthly meeting (R9), and MaxMeetingMinutes a length past which it is a slip.
const (
	MinMeetingMinutes = 60
	MaxMeetingMinutes = 480
)

// MeetingState is where a meeting stands.
type MeetingState string

// The states of a meeting.
const (
	MeetingAsked     MeetingState = "asked"     // the Champion has a link and has not answered
	MeetingPlanned   MeetingState = "planned"   // topic, date and place are known, members are invited
	MeetingCancelled MeetingState = "cancelled" // the Champion called it off
	MeetingReported  MeetingState = "reported"  // attendance is known
	MeetingUnplanned MeetingState = "unplanned" // the month ended without an answer
	MeetingNotKnown  MeetingState = "notknown"  // it was held, attendance was never reported
)

// Meeting is one group's meeting of one month (R8, R9).
type Meeting struct {
	Group    string       `json:"group"`
	Month    string       `json:"month"` // "2026-10"
	State    MeetingState `json:"state"`
	Topic    string       `json:"topic,omitempty"`
	Starts   time.Time    `json:"starts,omitzero"`
	Zone     string       `json:"zone,omitempty"` // IANA name, in which the Champion thinks of Starts
	Minutes  int          `json:"minutes,omitempty"`
	Place    string       `json:"place,omitempty"` // video link
	Sequence int          `json:"sequence"`        // of the invitation, RFC 5545 3.8.7.4
	// Series is the sequence at which it was planned, after a cancellation anew: each series is an event of its own in calendars.
	Series int `json:"series,omitempty"`
	// Planned is when the Champion last planned, changed or cancelled it. Announced is as of when every member had word of that; zero while
	// they must still be written to. Note is what the Champion said when cancelling.
	Planned   time.Time `json:"planned,omitzero"`
	Announced time.Time `json:"announced,omitzero"`
	Note      string    `json:"note,omitempty"`
	Asked     time.Time `json:"asked,omitzero"`     // the Champion was asked for topic and date
	Reminded  int       `json:"reminded,omitempty"` // reminders sent in the current step
	Reported  time.Time `json:"reported,omitzero"`
	// Points is true once members were asked for talking points, Digested once the Champion got them (R10).
	Points   bool `json:"points,omitempty"`
	Digested bool `json:"digested,omitempty"`
	// Requested is when the Champion was asked for attendance; Escalated is true once staff were told of the silence.
	Requested time.Time `json:"requested,omitzero"`
	Escalated bool      `json:"escalated,omitempty"`
	// Revision counts the writes, so that two writers do not overwrite each other.
	Revision int `json:"revision"`
	// Assessed is true once the misses of this meeting were counted (R11).
	Assessed bool `json:"assessed,omitempty"`
}

// Ends is when the meeting is over.
func (m Meeting) Ends() time.Time { return m.Starts.Add(time.Duration(m.Minutes) * time.Minute) }

// Plan is what a Champion decides about a meeting (R8).
type Plan struct {
	Topic   string
	Starts  time.Time
	Zone    string
	Minutes int
	Place   string
}

// Check lists what is wrong with the plan, keyed by field: "topic", "starts", "minutes", "place" (R8, R9). An empty map means that it
// can be held.
func (p Plan) Check(month Month, now time.Time) map[string]string {
	const day = "2 January 2006, 15:04" // in the plan's zone, where a month of the programme need not begin at midnight
	wrong := map[string]string{}
	if strings.TrimSpace(p.Topic) == "" {
		wrong["topic"] = "Say what the meeting is about."
	}
	switch {
	case p.Starts.IsZero():
		wrong["starts"] = "Give the date and the time of the meeting."
	case p.Starts.Before(month.From) || !p.Starts.Before(month.To):
		wrong["starts"] = fmt.Sprintf("The meeting of this month must start between %s and %s.",
			month.From.In(p.Starts.Location()).Format(day), month.To.Add(-time.Second).In(p.Starts.Location()).Format(day))
	case !p.Starts.After(now):
		wrong["starts"] = "That moment is already over: choose a later one."
	}
	if p.Minutes < MinMeetingMinutes || p.Minutes > MaxMeetingMinutes {
		wrong["minutes"] = fmt.Sprintf("A meeting takes at least %d minutes and at most %d.", MinMeetingMinutes, MaxMeetingMinutes)
	}
	if u, err := url.Parse(p.Place); err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		wrong["place"] = "Give the link to the video meeting, such as https://meet.example.com/our-group."
	}
	return wrong
}

// Changes says whether the plan differs from what members were invited to.
func (p Plan) Changes(m Meeting) bool {
	return m.State != MeetingPlanned || p.Topic != m.Topic || !p.Starts.Equal(m.Starts) || p.Minutes != m.Minutes || p.Place != m.Place
}
