package attendance

import (
	"cmp"
	"embed"
	"io/fs"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
)

//go:embed letters/*.md
var letters embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Shared: []fs.FS{part.Letters().Templates}, Types: []any{
		missedNote{}, keepQuestion{}, undecided{}, kept{}, excused{}, memberLeft{},
		seatOffer{}, offerLapsed{}, seatGone{}, seatStaysFree{},
	}}
}

// The letters about missed meetings (R11).
type (
	// missedNote is the friendly note to a member after the first miss.
	missedNote struct {
		Group     pug.Group
		Day, When string // of the meeting
	}
	// keepQuestion asks staff: keep or excuse.
	keepQuestion struct {
		flagged
		Reminder bool
		Until    string
	}
	// undecided tells staff that the deadline kept the member.
	undecided struct{ flagged }
	// kept tells the member that they stay.
	kept struct {
		flagged
		Undecided bool // the deadline kept them
	}
	// excused tells the member that they leave the group.
	excused struct{ Group pug.Group }
	// memberLeft tells the Champion that a member left.
	memberLeft struct{ flagged }

	flagged struct {
		Flag  pug.Flag
		Group pug.Group
	}
)

func (f function) missedNote(m pug.Meeting, g pug.Group, to letter.Address) missedNote {
	starts := m.Starts.In(f.Zone(duty.Seen(m, to).Zone))
	return missedNote{g, page.Day(starts), page.When(starts)}
}

// The letters about a seat that came free.
type (
	// seatOffer offers it to somebody on the waitlist.
	seatOffer struct {
		Group      pug.Group
		Facts      []page.Fact
		Day, Until string // of the answer
	}
	// offerLapsed tells the person that the offer is over.
	offerLapsed struct{ Group pug.Group }
	// seatGone tells the person that there is no seat for them in the group: it is full, unless it was closed.
	seatGone struct {
		Group     pug.Group
		Said      bool   // they said yes
		Elsewhere string // the group in which they have a part by now; empty: in none
		Waits     bool   // they are on the waitlist
	}
	// seatStaysFree tells staff that nobody takes it.
	seatStaysFree struct {
		Group pug.Group
		Why   string
	}
)

// offerFacts are what a person needs to know to say yes or no, in the letter and on the page.
func (f function) offerFacts(o pug.Offer, g pug.Group, next pug.Meeting) []page.Fact {
	facts := []page.Fact{
		{Label: "Topic", Value: g.Topic.Name}, {Label: "Role", Value: g.Role.Label()},
		{Label: "Region", Value: g.Region.Label()},
		{Label: "Champion", Value: cmp.Or(g.Champion.WithCompany(), g.Led())},
	}
	to := letter.To(o.Person)
	facts = append(facts, f.NextMeeting(duty.Seen(next, to))...)
	return append(facts, page.Fact{Label: "Answer by", Value: f.WhenFor(to, o.Expires)})
}
