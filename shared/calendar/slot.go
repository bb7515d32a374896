package calendar

import (
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Usual is when the meeting of a month starts by the slot that a group usually meets in. The problem says in a sentence
// why that cannot be in this month; another date has to be chosen then.
func Usual(s pug.Slot, month pug.Month, now time.Time) (start time.Time, problem string) {
	zone, known := Zone(s.Zone)
	if !known {
		return time.Time{}, "The time zone of your usual time is not known here: choose the date and the time."
	}
	start, problem = LocalTime(s.Date(month.Name), s.Clock, zone)
	switch {
	case problem != "":
		return time.Time{}, problem
	case !start.After(now):
		problem = "has passed"
	case start.Before(month.From) || !start.Before(month.To):
		problem = "is not within the time for this meeting"
	default:
		return start, ""
	}
	return time.Time{}, fmt.Sprintf("The %s of this month, %s, %s: choose another date.", s.Day(), When(start, zone),
		problem)
}
