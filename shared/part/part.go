package part

import (
	"embed"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Parts changes parts for a function. The function's letters have to include Letters.
type Parts struct{ *duty.Base }

//go:embed letters/*.md
var letters embed.FS

// samples are made-up data for each kind of letter. They stay out of the program that runs on Lambda, where nothing
// asks for them.
//
//go:embed letters/samples.json
var samples []byte

// Letters are the kinds of letter that tell of such changes.
func Letters() letter.Kinds {
	return letter.Kinds{Templates: letters, Types: []any{
		leftGroup{}, waitsAgain{}, memberGone{}, seatBack{}, memberBack{}, movedGroup{}, groupClosed{},
		applicationWithdrawn{}, applicationReinstated{},
		memberAbsent{}, latePoints{},
		identityChanged{}, addressLeft{}, meetingHere{}, meetingElsewhere{},
	}}
}

// Specimens writes a letter of each kind, from an address, for people to look at.
func Specimens(from letter.Address) ([]letter.Specimen, error) {
	return Letters().Specimens("part", samples, from)
}

// The letters about seats and places. What staff wrote to the person stands in Note.
type (
	// leftGroup tells a member that they are out of their group.
	leftGroup struct {
		Group pug.Group
		Self  bool // they left by themselves, and can come back by themselves
		Note  string
	}
	// waitsAgain tells a member that their seat was taken back, and that they are on the waitlist again.
	waitsAgain struct {
		Group pug.Group
		Note  string
	}
	// memberGone tells the Champion of it.
	memberGone struct {
		Group     pug.Group
		Member    pug.Person
		Unoffered bool // nobody is offered the seat by itself
	}
	// seatBack tells a former member that the seat is theirs again.
	seatBack struct {
		Group pug.Group
		Next  []page.Fact // of the next meeting
		Note  string
	}
	// memberBack tells the Champion of it.
	memberBack struct {
		Group  pug.Group
		Member pug.Person
	}
	// movedGroup tells a member of their new group.
	movedGroup struct {
		From, To pug.Group
		Next     []page.Fact    // of the next meeting
		Members  []duty.Partner // of the new group
		Note     string
	}
	// groupClosed tells whoever led a group, or had a seat and finds none elsewhere, that it has ended (L1).
	groupClosed struct {
		Group      pug.Group
		Led, Waits bool
		Ended      bool // its cohort, too
		Note       string
	}
	// applicationWithdrawn tells an applicant that they take part no more.
	applicationWithdrawn struct {
		Application pug.Application
		Waited      bool // they were on the waitlist
		Self        bool // they withdrew by themselves, and can take it back by themselves
		Note        string
	}
	// applicationReinstated tells them that their application counts again.
	applicationReinstated struct {
		Application pug.Application
		Waits       bool // they are on the waitlist
		Self        bool // they took it back themselves
		Apart       bool // it was not withdrawn, but taken for another person's
		Note        string
	}
	// memberAbsent tells the Champion who cannot come to a meeting, or can come after all.
	memberAbsent struct {
		Group  pug.Group
		Month  string
		Facts  []page.Fact
		Notice pug.Notice
		Comes  bool
	}
	// latePoints brings the Champion the talking points that came after the others'.
	latePoints struct {
		Group  pug.Group
		Topic  string // of the meeting
		Facts  []page.Fact
		Points pug.TalkingPoints
	}
)

// The letters about who somebody is (L3).
type (
	// identityChanged tells a person, at their address, what was changed.
	identityChanged struct {
		What    string // "name and address"
		Several bool   // it is more than one thing
		Email   string
	}
	// addressLeft tells whoever reads mail at the former address.
	addressLeft struct{}
	// meetingHere brings a meeting to the calendar of the new address.
	meetingHere struct {
		Group       pug.Group
		Topic, When string
		Facts       []page.Fact
	}
	// meetingElsewhere takes it from that of the former one.
	meetingElsewhere struct {
		Group       pug.Group
		Topic, When string
	}
)
