package duty

import (
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// leadershipLetters are the kinds of letter about who leads a group (L1). In each, the group is as it is then, and News
// says in a sentence what has changed.
func leadershipLetters() []any {
	return []any{
		leadersChanged{}, championThanks{}, leaderless{},
		championWelcome{}, plannedMeeting{}, meetingHandover{}, attendanceHandover{}, renewalHandover{},
	}
}

// The letters to everybody but whoever comes to lead.
type (
	// leadersChanged tells a member.
	leadersChanged struct {
		Group pug.Group
		News  string
		Next  []page.Fact // of the next meeting
	}
	// championThanks thanks whoever led the group.
	championThanks struct {
		Group pug.Group
		News  string
		Stays bool // as a member
	}
	// leaderless tells staff that nobody leads the group.
	leaderless struct {
		Group   pug.Group
		News    string
		Members int
		Desk    string
	}
)

// The letters to whoever comes to lead the group.
type (
	// championWelcome says who its members are, and what is planned.
	championWelcome struct {
		Group    pug.Group
		Beside   string // with whom they lead it; empty for nobody
		Members  []pug.Person
		Meetings []page.Fact
		Open     int // questions that come in letters of their own
	}
	// plannedMeeting invites them to a meeting.
	plannedMeeting struct {
		Topic, When string
		Facts       []page.Fact
	}
	// meetingHandover asks them for a meeting, or to look at one that is planned, with what members handed in for it.
	meetingHandover struct {
		Group         pug.Group
		Month, Former string
		Facts         []page.Fact // of the planned meeting
		Until         string
		Points        []pug.TalkingPoints
	}
	// attendanceHandover asks them for a report that nobody has given.
	attendanceHandover struct {
		Topic, When string
		Facts       []page.Fact
		Until       string
	}
	// renewalHandover asks them to lead the group again (R12).
	renewalHandover struct {
		Group         pug.Group
		Next          pug.CohortID
		Launch, Until string
	}
)
