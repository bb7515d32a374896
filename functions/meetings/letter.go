package meetings

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
		planRequest{}, planMissing{}, unplanned{}, unplannedGroups{}, invitation{}, changed{}, cancelled{},
		attendanceRequest{}, attendanceMissing{}, attendanceCorrected{}, notHeld{}, excusalInDoubt{},
		pointsRequest{}, pointsDigest{}, groupStuck{},
	}}
}

// details are what letters say of a group's meeting in a month. All but the group and the month is empty before it is
// planned.
type details struct {
	Group       pug.Group
	Month       string
	Topic, When string
	Facts       []page.Fact
}

func (f function) details(o occasion) details { return f.detailsFor(letter.Address{}, o) }

// detailsFor are the details for a member, at their own time.
func (f function) detailsFor(to letter.Address, o occasion) details {
	d := details{Group: o.group, Month: pug.MonthName(o.month.Name)}
	if !o.meeting.Starts.IsZero() {
		d.Topic, d.When = o.meeting.Topic, f.WhenMeets(duty.Seen(o.meeting, to))
		d.Facts = f.MeetingFactsFor(to, o.meeting)
	}
	return d
}

// The letters about a meeting's plan (R8).
type (
	// planRequest asks the Champion for topic and date.
	planRequest struct {
		details
		Reminder bool
		Until    string
		Usual    string   // when it is by the group's usual time; empty where that has to be chosen
		Holidays []string // of members on that day, in sentences
	}
	// planMissing tells staff of a Champion who did not answer, and where to name another one.
	planMissing struct {
		details
		Desk string
	}
	// groupStuck tells staff what could not be done for a group.
	groupStuck struct {
		details
		Doing, Said string
	}
	// unplanned closes a month without a meeting, kindly.
	unplanned struct{ details }
	// unplannedGroups tells staff of every group that did not meet in a month.
	unplannedGroups struct {
		Cohort pug.CohortID
		Month  string
		Groups []pug.Group
	}
)

// The letters that go to everybody in the group with the invitation, and to its Champion, whose own doing it is.
type (
	invitation struct {
		details
		Host bool           // the reader leads the group
		By   string         // who planned, changed or cancelled it
		Said string         // of when the reader said that they cannot come, before it was moved; else empty
		New  []duty.Partner // who has joined the group since its last meeting, the reader left out
	}
	changed   invitation
	cancelled struct {
		invitation
		Note string // what was said, for the others; may be empty
	}
)

// announcement is the letter that says somebody how the meeting stands.
func (f function) announcement(o occasion, to letter.Address, host bool) any {
	text := invitation{details: f.detailsFor(to, o), Host: host, By: cmp.Or(o.meeting.By, o.group.Led())}
	if n, said := pug.NoticeOf(o.lapsed(), to.ID); said {
		earlier := duty.Seen(o.meeting, to)
		earlier.Starts = n.Starts
		text.Said = f.WhenMeets(earlier)
	}
	switch {
	case o.meeting.State == pug.MeetingCancelled && host:
		return cancelled{text, ""}
	case o.meeting.State == pug.MeetingCancelled:
		return cancelled{text, o.meeting.Note}
	case o.meeting.Sequence > o.meeting.Series:
		return changed(text)
	}
	return text
}

// The letters about attendance (R11).
type (
	// attendanceRequest asks the Champion who was there.
	attendanceRequest struct {
		details
		Reminder bool
		Until    string
	}
	// attendanceMissing tells staff that a Champion never reported, and where to name another one.
	attendanceMissing struct {
		details
		Desk string
	}
	// attendanceCorrected tells a member that a miss of which they had word was none (L5).
	attendanceCorrected struct {
		details
		Attendance string
		Missed     int // how many misses still count
	}
	// notHeld tells members that a meeting did not take place (L6).
	notHeld struct {
		details
		Another bool // another date may be found
	}
	// excusalInDoubt tells staff that a member was excused for a miss that was none (L5, L10).
	excusalInDoubt struct {
		details
		Member pug.Person
		Desk   string // the address of the act that takes the excusal back
	}
)

// The letters about talking points (R10).
type (
	// pointsRequest asks a member for them.
	pointsRequest struct{ details }
	// pointsDigest brings the Champion everybody's, and says who handed in nothing.
	pointsDigest struct {
		details
		Points  []pug.TalkingPoints
		Without string
		Absent  []pug.Notice // who said that they cannot come (L7)
	}
)

func addresses(seats []pug.Seat) []letter.Address {
	var to []letter.Address
	for _, s := range seats {
		to = append(to, letter.ToMember(s))
	}
	return to
}

// facts are those of the meeting for who leads the group, if it is they who read them.
func (f function) facts(o occasion) []page.Fact {
	if o.leader == nil {
		return f.MeetingFacts(o.meeting)
	}
	return f.MeetingFactsForHost(*o.leader, o.meeting)
}
