package pug

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// MinMeetingMinutes is the least length of a monthly meeting (R9), and MaxMeetingMinutes a length past which it is a
// slip.
const (
	MinMeetingMinutes = 60
	MaxMeetingMinutes = 480
)

// MeetingState is the state of a meeting.
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
	Location string       `json:"place,omitempty"` // video link
	Sequence int          `json:"sequence"`        // of the invitation, RFC 5545 3.8.7.4
	// Series is the sequence at which it was planned, after a cancellation anew: each series is an event of its own in
	// calendars.
	Series int `json:"series,omitempty"`
	// Event is what calendars know the meeting by. An earlier release did not keep it.
	Event Event `json:"event,omitzero"`
	// Planned is when the Champion last planned, changed or cancelled it. Announced is as of when every member had word
	// of that; zero while they must still be written to. Note is what the Champion said when cancelling.
	Planned   time.Time `json:"planned,omitzero"`
	Announced time.Time `json:"announced,omitzero"`
	Note      string    `json:"note,omitempty"`
	By        string    `json:"by,omitempty"`       // who did so, by name; empty where an older release noted it
	Asked     time.Time `json:"asked,omitzero"`     // the Champion was asked for topic and date
	Reminded  int       `json:"reminded,omitempty"` // reminders sent in the current step
	Reported  time.Time `json:"reported,omitzero"`
	// NotHeld is set with MeetingCancelled where it was said afterwards that it did not take place (L6).
	NotHeld bool `json:"not_held,omitempty"`
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

// Event is what calendars know a meeting by. It is kept with the meeting: what stands in calendars can't be renamed,
// whatever becomes of the settings that it was made of.
type Event struct {
	UID       string `json:"uid"`
	Organizer string `json:"organizer"` // mail address
	Name      string `json:"name"`      // of the organizer
}

// Ends is when the meeting is over.
func (m Meeting) Ends() time.Time { return m.Starts.Add(time.Duration(m.Minutes) * time.Minute) }

// Plannable says whether the Champion may still plan, change or cancel the meeting.
func (m Meeting) Plannable(now time.Time) bool {
	return m.State == MeetingAsked || m.State == MeetingCancelled || m.State == MeetingPlanned && now.Before(m.Starts)
}

// Open says whether anything may still have to be done about the meeting.
func (m Meeting) Open() bool {
	return m.State == MeetingAsked || m.State == MeetingPlanned || m.State == MeetingCancelled && m.Announced.IsZero()
}

// Reportable says whether the Champion may report on the meeting: it was held, and nobody has reported yet.
func (m Meeting) Reportable(now time.Time) bool {
	return m.State == MeetingPlanned && !now.Before(m.Ends())
}

// Over says whether there is anything to know about attendance yet.
func (m Meeting) Over(now time.Time) bool {
	ahead := m.State == MeetingAsked || m.State == MeetingPlanned && m.Ends().After(now)
	return !ahead
}

// Unassessed says whether attendance was reported and nothing has followed from it yet (R11).
func (m Meeting) Unassessed() bool { return m.State == MeetingReported && !m.Assessed }

// Place is where the meeting takes place, as a fact.
func (m Meeting) Place() Fact { return Fact{Label: "Place", Value: m.Location, Link: true} }

// Present are the members on whom the Champion reports: those who had a seat when the meeting started.
func (m Meeting) Present(members []Seat) []Seat {
	return slices.DeleteFunc(slices.Clone(members), func(s Seat) bool { return !s.Joined.Before(m.Starts) })
}

// Ahead sorts out the meetings that members may have in their calendars and that have not started: those that were
// cancelled among them, as long as not everybody has heard of it.
func Ahead(meetings []Meeting, now time.Time) []Meeting {
	return slices.DeleteFunc(slices.Clone(meetings), func(m Meeting) bool {
		standing := m.State == MeetingPlanned || m.State == MeetingCancelled && m.Announced.IsZero()
		return !standing || !m.Starts.After(now)
	})
}

// NextMeeting is the first planned meeting after now; the zero meeting if there is none.
func NextMeeting(meetings []Meeting, now time.Time) Meeting {
	for _, m := range meetings {
		if m.State == MeetingPlanned && m.Starts.After(now) {
			return m
		}
	}
	return Meeting{}
}

// Plan is what a Champion decides about a meeting (R8).
type Plan struct {
	Topic    string
	Starts   time.Time
	Zone     string
	Minutes  int
	Location string
}

// Check lists what is wrong with the plan, keyed by field: "topic", "starts", "minutes", "place" (R8, R9). An empty map
// means that it can be held.
func (p Plan) Check(month Month, now time.Time) map[string]string {
	// in the plan's zone, where a month of the programme need not begin at midnight
	const day = "2 January 2006, 15:04 (UTC-07:00)"
	wrong := map[string]string{}
	if strings.TrimSpace(p.Topic) == "" {
		wrong["topic"] = "Say what the meeting is about."
	}
	switch {
	case p.Starts.IsZero():
		wrong["starts"] = "Give the date and the time of the meeting."
	case p.Starts.Before(month.From) || !p.Starts.Before(month.To):
		wrong["starts"] = fmt.Sprintf("The meeting of this month must start between %s and %s.",
			month.From.In(p.Starts.Location()).Format(day),
			month.To.Add(-time.Second).In(p.Starts.Location()).Format(day))
	case !p.Starts.After(now):
		wrong["starts"] = "That moment is already over: choose a later one."
	}
	if p.Minutes < MinMeetingMinutes || p.Minutes > MaxMeetingMinutes {
		wrong["minutes"] = fmt.Sprintf("A meeting takes at least %d minutes and at most %d.", MinMeetingMinutes,
			MaxMeetingMinutes)
	}
	switch u, err := url.Parse(p.Location); {
	case strings.Contains(p.Location, " "): // calendars would end it there
		wrong["place"] = "Give the link to the video meeting alone, without blanks or other words."
	case err != nil, u.Host == "", u.Scheme != "https" && u.Scheme != "http":
		wrong["place"] = "Give the link to the video meeting, such as https://meet.example.com/our-group."
	case u.Scheme == "http":
		wrong["place"] = "Give a link that begins with https://. One with http:// is not secure."
	}
	return wrong
}

// Changes says whether the plan differs from what members were invited to.
func (p Plan) Changes(m Meeting) bool {
	return m.State != MeetingPlanned || p.Topic != m.Topic || !p.Starts.Equal(m.Starts) || p.Minutes != m.Minutes ||
		p.Location != m.Location
}

// Scheduled is the meeting with the plan in it. The sequence grows only if members would notice the change (RFC 5545,
// 3.8.7.4). A new start asks for talking points again, since the links to hand in the old ones end with it.
func (m Meeting) Scheduled(p Plan, now time.Time) Meeting {
	changed := p.Changes(m)
	m.Zone = p.Zone
	if !changed {
		return m
	}
	if !m.Planned.IsZero() {
		m.Sequence++
	}
	if m.State == MeetingCancelled {
		m.Series, m.Event = m.Sequence, Event{}
	}
	if !p.Starts.Equal(m.Starts) {
		m.Points, m.Digested = false, false
	}
	m.State, m.Planned, m.Announced, m.Note = MeetingPlanned, now, time.Time{}, ""
	m.Topic, m.Starts, m.Minutes, m.Location = p.Topic, p.Starts.UTC(), p.Minutes, p.Location
	m.Reminded, m.Escalated = 0, false
	if m.NotHeld { // it takes place on another date: attendance is asked for anew
		m.NotHeld, m.Assessed, m.Requested, m.Reported = false, false, time.Time{}, time.Time{}
	}
	return m
}

// CalledOff is the meeting as cancelled by the Champion.
func (m Meeting) CalledOff(note string, now time.Time) Meeting {
	m.Sequence++
	m.State, m.Planned, m.Announced, m.Note = MeetingCancelled, now, time.Time{}, note
	m.Points, m.Digested = false, false
	return m
}

// TalkingPoints are a member's ideas for a meeting, handed in before it (R10).
type TalkingPoints struct {
	Member Person    `json:"member"`
	Text   string    `json:"text"`
	At     time.Time `json:"at"`
}

// MaxPoints is how many characters talking points may have.
const MaxPoints = 4000

// PointsFrom sorts out the talking points of those who have no seat any more.
func PointsFrom(seats []Seat, points []TalkingPoints) []TalkingPoints {
	return slices.DeleteFunc(slices.Clone(points), func(p TalkingPoints) bool {
		_, sits := SeatOfMember(Taken(seats), p.Member.ID)
		return !sits
	})
}

// PointsOf finds a member's talking points.
func PointsOf(all []TalkingPoints, member string) (TalkingPoints, bool) {
	i := slices.IndexFunc(all, func(p TalkingPoints) bool { return p.Member.ID == member })
	if i < 0 {
		return TalkingPoints{}, false
	}
	return all[i], true
}

// Prepared are the talking points of a member for the meeting, without their text (R10). pug.NotFound: they have no
// seat; pug.Conflict: there is no meeting ahead.
func (m Meeting) Prepared(seats []Seat, member string, now time.Time) (TalkingPoints, error) {
	seat, sits := SeatOfMember(Taken(seats), member)
	if !sits {
		return TalkingPoints{}, Errorf(NotFound, "They have no seat in this group, so there is nothing to hand in.")
	}
	return TalkingPoints{Member: seat.Member, At: now}, m.ahead(now)
}
