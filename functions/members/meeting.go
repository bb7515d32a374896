package members

import (
	"cmp"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// meetingView is the next meeting of a group as somebody in it sees it.
type meetingView struct {
	Facts  []page.Fact
	Join   string // the link to the video meeting
	Absent bool   // they said that they cannot come
	Lapsed string // of when they said so, before it was moved; else empty
	Points string // theirs, as handed in
	Acts   []page.MenuItem
}

// meetingView shows somebody their group's next meeting; nil where there is none.
func (f function) meetingView(v visitor, s standing) *meetingView {
	m := pug.NextMeeting(s.records.Meetings, f.Now())
	if m.Starts.IsZero() || s.group.Over() {
		return nil
	}
	view := meetingView{Join: m.Location, Facts: []page.Fact{{Label: "About", Value: m.Topic}}}
	when := page.When(m.Starts.In(f.zoneOf(s, m)))
	view.Facts = append(view.Facts, page.Fact{Label: "When", Value: when},
		page.Fact{Label: "Length", Value: pug.Count(m.Minutes, "minute", "minutes")})
	notices := s.records.Notices[m.Month]
	_, view.Absent = pug.NoticeOf(m.Absent(notices), s.ID)
	if earlier, lapsed := pug.NoticeOf(m.Lapsed(notices), s.ID); lapsed {
		view.Lapsed = page.When(earlier.Starts.In(f.zoneOf(s, m)))
	}
	points, _ := pug.PointsOf(s.records.Points[m.Month], s.ID)
	view.Points = points.Text
	if !s.leads() {
		view.Acts = v.actsOnMeeting(meetingID(m), view)
	}
	return &view
}

// meetsAgain says whether the group has a month ahead whose meeting is still to be planned.
func (s standing) meetsAgain(now time.Time) bool {
	if s.group.Over() || s.cohort.Stage != pug.StageRunning {
		return false
	}
	return slices.ContainsFunc(s.cohort.Dates.Months, func(month pug.Month) bool {
		of := func(m pug.Meeting) bool { return m.Month == month.Name }
		i := slices.IndexFunc(s.records.Meetings, of)
		return now.Before(month.To) && (i < 0 || s.records.Meetings[i].Plannable(now))
	})
}

// actsOnMeeting are what a member can do about a meeting that is ahead.
func (v visitor) actsOnMeeting(id string, m meetingView) []page.MenuItem {
	points := page.MenuItem{Label: "Hand in talking points", Href: v.path("meetings", id, "points")}
	if m.Points != "" {
		points.Label = "Change your talking points"
	}
	if m.Absent {
		return []page.MenuItem{points, {Label: "I can come after all", Href: v.path("meetings", id, "comes")}}
	}
	return []page.MenuItem{points, {Label: "I cannot come", Href: v.path("meetings", id, "absent")}}
}

// zoneOf is the time zone in which the person lives; where that is not known, the one of the meeting.
func (f function) zoneOf(s standing, m pug.Meeting) *time.Location {
	return f.Zone(cmp.Or(s.TimeZone, m.Zone))
}

// monthView is what is known of somebody at a meeting.
type monthView struct{ Month, Known string }

// record is a member's attendance of the meetings that are over.
func (f function) record(s standing) []monthView {
	if s.seat.Group == "" {
		return nil
	}
	var months []monthView
	if n := s.seat.Missed; n > 0 {
		months = append(months, monthView{"In your earlier group", "You missed " + pug.Count(n, "meeting", "meetings")})
	}
	known := pug.History(s.records.Meetings, s.seat, s.records.Reports.Of(s.ID))
	for i, m := range s.records.Meetings {
		if m.Over(f.Now()) && known[i] != pug.BeforeJoining {
			months = append(months, monthView{pug.MonthName(m.Month), ownAttendance(known[i])})
		}
	}
	return months
}

// ownAttendance says to somebody what is known of them at a meeting.
func ownAttendance(a pug.Attendance) string {
	switch a {
	case pug.Attended:
		return "You were there"
	case pug.Excused:
		return "You had said that you could not come"
	case pug.Missed:
		return "You missed it"
	case pug.Cancelled:
		return "It did not take place"
	}
	return "Not known, and it counts for nothing"
}
