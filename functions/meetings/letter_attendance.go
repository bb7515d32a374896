package meetings

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// attendanceLetter asks the Champion who was there.
func (f function) attendanceLetter(o occasion, number int) letter.Letter {
	return letter.Letter{
		Subject: reminder(number, fmt.Sprintf("Who was there? %s, %s", o.meeting.Topic, f.when(o.meeting))),
		Paragraphs: []string{
			"Thank you for hosting your group. Please tell us who attended, who told you beforehand that they could not come, and who missed the meeting. It takes a minute.",
		},
		Facts:   f.facts(o.meeting),
		After:   []string{f.ends(calendar.AttendanceEnds(o.meeting, f.Settings.Intervals))},
		Because: becauseChampion,
	}
}

// silentAttendanceLetter tells staff that a Champion never reported.
func (f function) silentAttendanceLetter(o occasion) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("Attendance not reported: %s's group on %s, %s", o.group.Champion.Name, o.group.Topic.Name, pug.MonthName(o.month.Name)),
		Paragraphs: []string{
			fmt.Sprintf("%s was asked who attended this meeting, and reminded, and has not answered. The meeting is closed as \"not recorded\": it counts against nobody.", o.group.Champion.Name),
		},
		Facts:   append([]letter.Fact{{Label: "Group", Value: groupName(o.group)}, {Label: "Champion", Value: o.group.Champion.Email}}, f.facts(o.meeting)...),
		Because: becauseStaff,
	}
}
