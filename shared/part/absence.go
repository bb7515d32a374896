package part

import (
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Absence is that a member cannot come to a meeting, or can come after all (L7).
type Absence struct {
	Group   pug.Group
	Meeting pug.Meeting
	Notice  pug.Notice
	Comes   bool
}

// Key is that of the letters about the absence: at a time, since people change their minds again.
func (a Absence) Key(at string) string {
	return "absent/" + a.Meeting.Group + "-" + a.Meeting.Month + "/" + a.Notice.Member.ID + "/" + at
}

// Line is the line of the log about the absence.
func (a Absence) Line() pug.Entry {
	kind, what := "said they cannot come", "{0} cannot come to"
	if a.Comes {
		kind, what = "can come", "{0} can come after all to"
	}
	return pug.Entry{Deed: kind, Cohort: a.Group.Cohort,
		About: []pug.Subject{a.Notice.Member.Subject(), a.Group.Subject()},
		What:  what + " the meeting of {1} in " + pug.MonthName(a.Meeting.Month)}
}

// TellLeaders are the letters to who leads the group, where they had the talking points already, with which they would
// have read of the absence.
func (p Parts) TellLeaders(a Absence) ([]store.Owed, error) {
	if !a.Meeting.Digested {
		return nil, nil
	}
	text := letter.Per(func(to letter.Address) any {
		return memberAbsent{a.Group, pug.MonthName(a.Meeting.Month), p.hosted(to, a.Meeting), a.Notice, a.Comes}
	})
	return p.Letters.Telling(a.Key(p.Now().Format(LetterTime)), text, letter.ToLeaders(a.Group)...)
}

// hosted is what somebody who leads a group is told of a meeting.
func (p Parts) hosted(to letter.Address, m pug.Meeting) []page.Fact {
	return p.MeetingFactsForHost(pug.Person{Zone: to.Zone}, m)
}
