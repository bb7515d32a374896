package letter

import (
	"cmp"
	"net/mail"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Address is a mailbox: a name to show, which may be empty, and the bare address.
type Address struct {
	Name  string
	Email string
	First string // the name by which letters greet; else the first word of Name
	ID    string // of the application by which the programme knows them; empty for staff
	// Sharing tells people who share the mailbox apart, see pug.Person: each of them has letters of their own.
	Sharing string
	// Unverified is somebody whose name is known from a form alone, see pug.Application.Unseen: no letter to them
	// repeats it, but staff know whom it was for.
	Unverified bool
	Staff      bool   // they are written to as staff
	Zone       string // the IANA name of their time zone; empty where it is not known
	// Seat is that of a member who is written to about their group's meetings: such letters are theirs only while they
	// sit there, and each time that they come back there are letters anew. Nil for all others.
	Seat *pug.Seat
	// While is what a letter to them takes for granted, but for an invitation, see store.Letter.
	While []store.Premise
	// Series tells the events that are in their calendar from those that were taken out of it before, see pug.Seat.
	Series int
}

// To is a person of the programme as somebody to write to.
func To(p pug.Person) Address {
	return Address{Name: p.Name, Email: p.Email, ID: p.ID, Sharing: p.Sharing, Zone: p.Zone, Unverified: p.Unseen}
}

// ToLeader is somebody who leads a group as somebody to write to about it, while they do.
func ToLeader(group string, p pug.Person) Address {
	to := To(p)
	to.While = []store.Premise{store.Leads(group, p)}
	return to
}

// ToLeaders are those who lead a group as people to write to about it, while they do; nobody where it has no Champion.
func ToLeaders(g pug.Group) []Address {
	var to []Address
	for _, p := range g.Leaders() {
		to = append(to, ToLeader(g.ID, p))
	}
	return to
}

// ToSeat is a member as somebody to write to about their group, while they sit there.
func ToSeat(s pug.Seat) Address {
	to := To(s.Member)
	to.While = []store.Premise{store.Sits(s)}
	return to
}

// ToMember is a member as somebody to write to about the meetings of their group.
func ToMember(s pug.Seat) Address {
	to := ToSeat(s)
	to.Seat, to.Series = &s, s.Series
	return to
}

// While is people as somebody to write to what is true only while a premise holds.
func While(p store.Premise, to ...Address) []Address {
	to = slices.Clone(to)
	for i := range to {
		to[i].While = append(slices.Clip(to[i].While), p)
	}
	return to
}

// ToHosts are those who lead a group as people to invite to its meetings. Whoever had a seat there, of all those that
// are and were, has the meetings by it in their calendar.
func ToHosts(g pug.Group, seats []pug.Seat) []Address {
	to := ToLeaders(g)
	for i, p := range g.Leaders() {
		to[i].Series = pug.SeriesOf(seats, p)
	}
	return to
}

// ToApplicant is whoever applied as somebody to write to.
func ToApplicant(a pug.Application) Address {
	to := To(a.Person())
	to.First = a.Greeting()
	return to
}

// String gives the address as it stands in a header: quoted or encoded (RFC 2047) where needed, always one line.
func (a Address) String() string { return a.header().String() }

func (a Address) header() *mail.Address {
	if a.Unverified {
		a.Name = ""
	}
	return &mail.Address{Name: unencoded(oneLine(a.Name)), Address: oneLine(a.Email)}
}

// unencoded keeps readers from decoding what somebody typed as if it were encoded for a header (RFC 2047): it could
// turn into anything, past every check. Many readers decode inside quotation marks, too.
func unencoded(text string) string { return strings.ReplaceAll(text, "=?", "= ?") }

// check refuses what is not one bare address that SES reaches.
func (a Address) check() error {
	_, err := pug.ParseEmail(a.Email)
	return err
}

// first is the name by which a letter greets; empty where none is known.
func (a Address) first() string {
	if a.Unverified {
		return ""
	}
	word, _, _ := strings.Cut(a.Name, " ")
	return cmp.Or(a.First, word)
}
