package pug

import (
	"slices"
	"time"
)

// Person is somebody as the other people of a group know them.
type Person struct {
	ID      string `json:"id"` // of the application
	Name    string `json:"name"`
	Email   string `json:"email"`
	Company string `json:"company"`
	Sharing string `json:"sharing,omitempty"` // which of several people at the address, see Application
	// Zone is the IANA name of their time zone; empty where it is not known.
	Zone string `json:"zone,omitempty"`
	// Series is that of the events of who leads a group without a seat, as Seat has it of members: it counts how often
	// they got another address.
	Series int `json:"series,omitempty"`
	// Unseen says that their name is known from a form alone, see Application.Unseen.
	Unseen bool `json:"unseen,omitempty"`
}

// Person is the applicant as the others of a group see them.
func (a Application) Person() Person {
	return Person{ID: a.ID, Name: a.Name(), Email: a.Email, Company: a.Company, Sharing: a.Sharing, Zone: a.TimeZone,
		Unseen: a.Unseen()}
}

// Unseen says that nobody has looked yet whether the name goes with the address: none of the staff has decided on the
// application, and nobody has had a seat by it. Anybody can fill in a form with anybody's address.
func (a Application) Unseen() bool {
	d := a.Decision
	if d != nil && (d.Own || d.Choice == ChoiceReplace) { // which was none of staff's
		d = a.Decided
	}
	return a.Origin == OriginForm && (d == nil || d.By == TheDeadline) && a.LastGroup() == ""
}

// WithCompany names the person and where they work: "Ada Hart, Acme".
func (p Person) WithCompany() string {
	if p.Company == "" {
		return p.Name
	}
	return p.Name + ", " + p.Company
}

// WithEmail names the person and how to reach them: "Ada Hart (ada@acme.example)".
func (p Person) WithEmail() string { return p.Name + " (" + p.Email + ")" }

// Seat is what a member has in a group.
type Seat struct {
	Group  string    `json:"group"`
	Member Person    `json:"member"`
	Joined time.Time `json:"joined"` // meetings before it are "before joining"
	// Exception is set when staff gave the seat in spite of what speaks against it (R5).
	Exception *Exception `json:"exception,omitempty"`
	// Excused is when staff excused the member (R11), and Left when they left the group in any other way (L2, L14).
	// With either the seat is free again.
	Excused time.Time `json:"excused,omitzero"`
	Left    time.Time `json:"left,omitzero"`
	// Own says that the member left by themselves: then they can take it back by themselves.
	Own bool `json:"own,omitempty"`
	// Series counts how often the member came back after the seat was free, or got another address. In calendars each
	// time has events of its own: some ignore what comes for one that was cancelled.
	Series int `json:"series,omitempty"`
	// Since is when a member who came back had joined first: what is known of them from then on stays with them.
	Since time.Time `json:"since,omitzero"`
	// Missed is how many meetings of other groups a member missed who was moved from there (L14). They count on.
	Missed int `json:"missed,omitempty"`
	// Waited is the order of the place on the waitlist that the member left for the seat, and Unplaced why they waited,
	// in a sentence. Both are zero for who did not wait.
	Waited   int    `json:"waited,omitempty"`
	Unplaced string `json:"unplaced,omitempty"`
}

// Ended is when the seat came free again; zero while it is taken.
func (s Seat) Ended() time.Time {
	if s.Excused.IsZero() {
		return s.Left
	}
	return s.Excused
}

// Taken says whether the member sits there.
func (s Seat) Taken() bool { return s.Ended().IsZero() }

// Sat says whether the member ever sat there: there is a seat as well of who led the group and left, see LeaderLeft.
func (s Seat) Sat() bool { return s.Taken() || s.Joined.Before(s.Ended()) }

// First is when the member joined the group, or had joined it before they came back.
func (s Seat) First() time.Time {
	if s.Since.IsZero() {
		return s.Joined
	}
	return s.Since
}

// joinedAfter says whether the member joined after a meeting had begun; where none was planned, after its month.
func (s Seat) joinedAfter(m Meeting) bool {
	if m.Starts.IsZero() {
		return m.Month < s.First().UTC().Format("2006-01")
	}
	return !s.First().Before(m.Starts)
}

// NewSeat is a seat for somebody in a group of which the seats are given. Who sat there before comes back, with what
// they missed.
func NewSeat(group string, seats []Seat, p Person, at time.Time) Seat {
	p.Unseen = false // staff gave the seat, or the answer to a letter did
	seat := Seat{Group: group, Member: p, Joined: at}
	if former, was := SeatOfMember(seats, p.ID); was {
		seat.Series, seat.Since, seat.Missed = former.Series+1, former.First(), former.Missed
	}
	return seat
}

// SeatOfMember finds the seat that a member has or had, by the id of their application.
func SeatOfMember(seats []Seat, member string) (Seat, bool) {
	i := slices.IndexFunc(seats, func(s Seat) bool { return s.Member.ID == member })
	if i < 0 {
		return Seat{}, false
	}
	return seats[i], true
}

// again is the seat, taken by the same person once more.
func (s Seat) again(at time.Time) Seat {
	s.Since, s.Joined = s.First(), at
	s.Excused, s.Left, s.Own = time.Time{}, time.Time{}, false
	s.Waited, s.Unplaced = 0, ""
	return s
}

// SeatOf finds the seat of a person; -1 if they have none. By their address, and what tells them from others there,
// they are found under another name, too.
func SeatOf(seats []Seat, p Person) int {
	at := slices.IndexFunc(seats, func(s Seat) bool { return s.Member.Is(p) })
	if at < 0 {
		at = slices.IndexFunc(seats, func(s Seat) bool {
			return s.Member.Email == p.Email && s.Member.Sharing == p.Sharing
		})
	}
	return at
}

// SeriesOf is the series of events that somebody who leads a group has of its meetings: that of the seat that they had
// there, of all those that are and were; else their own, as the group has them.
func SeriesOf(seats []Seat, leader Person) int {
	if i := SeatOf(seats, leader); i >= 0 {
		return seats[i].Series
	}
	return leader.Series
}

// LeaderLeft is how somebody who led a group has left it, as members leave their seats: with the series of their
// events. It is kept as a seat of theirs, so that they come back as members do.
func LeaderLeft(group string, seats []Seat, leader Person, at time.Time) Seat {
	return Seat{Group: group, Member: leader, Joined: at, Left: at, Series: SeriesOf(seats, leader)}
}

// Members are those who sit on seats.
func Members(seats []Seat) []Person {
	var all []Person
	for _, s := range seats {
		all = append(all, s.Member)
	}
	return all
}

// Taken sorts out the seats that are taken: those of members who left are free.
func Taken(seats []Seat) []Seat {
	return slices.DeleteFunc(slices.Clone(seats), func(s Seat) bool { return !s.Taken() })
}
