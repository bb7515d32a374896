package meetings

import (
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// lines are those of the log about a change of a meeting, which a visitor makes or nobody: none for what only the
// software keeps in mind.
func (f function) lines(o occasion, v link.Visitor, before, after pug.Meeting) []store.Owed {
	var line pug.Entry
	switch {
	case before.State == after.State && before.Planned.Equal(after.Planned):
		return nil
	case after.State == pug.MeetingUnplanned || after.State == pug.MeetingNotKnown:
		line = pug.LogNoMeeting(o.group, after, f.Now())
	default:
		line = pug.LogMeeting(o.group, after, f.WhenMeets(after), v.Who(), v.Person)
	}
	return []store.Owed{store.Logged{Entry: line}}
}
