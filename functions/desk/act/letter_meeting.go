package act

import (
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// meetingLetter is what letters about a meeting say of it.
type meetingLetter struct {
	Group pug.Group
	Month string
	Facts []page.Fact
}

// aboutMeeting is what letters say of a meeting to somebody, at their own time where their zone is known.
func (f Planner) aboutMeeting(m Meeting, to letter.Address) meetingLetter {
	seen := Meeting{Meeting: duty.Seen(m.Meeting, to)}
	return meetingLetter{m.Group, pug.MonthName(m.Month), f.MeetingFacts(seen)}
}

// The letters about meetings.
type (
	// reportCorrected tells the Champion what staff said of a meeting (L5).
	reportCorrected struct {
		meetingLetter
		Changes []string
	}
	// attendanceCorrected tells a member that a miss of which they had word was none (L5).
	attendanceCorrected struct {
		meetingLetter
		Attendance string
		Missed     int // how many misses still count
	}
	// notHeld tells everybody in the group that a meeting did not take place (L6).
	notHeld struct {
		meetingLetter
		Another bool // another date may be found
	}
	// absenceNoted tells a member that they are not expected, or are again (L7).
	absenceNoted struct {
		meetingLetter
		Comes bool
	}
)
