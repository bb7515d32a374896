package desk

import (
	"cmp"
	"context"
	"net/http"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// attendanceView is who came to the meetings of a group: people by months.
type attendanceView struct {
	Months   []string
	Rows     []attendanceRow
	Turnouts []cell // of everybody, by month
}

// attendanceRow is one member. Left says that they sit in the group no more.
type attendanceRow struct {
	Member pug.Person
	Left   bool
	Cells  []cell
}

// cell is one field of a heat map: what it says in words, and how it is shaded.
type cell struct{ Text, Shade string }

// groupAttendance is who came to the meetings of a group.
func (f function) groupAttendance(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	g, err := f.Store.Group(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	seats, err := f.Store.Seats(r.Context(), g.ID)
	if err != nil {
		return err
	}
	group, err := f.met(r.Context(), g.ID)
	if err != nil {
		return err
	}
	meetings, reports := group.meetings, group.reports
	var view attendanceView
	for _, m := range meetings {
		view.Months = append(view.Months, monthInShort(m.Month))
		view.Turnouts = append(view.Turnouts, turnoutCell(reports, m))
	}
	for _, s := range seats {
		row := attendanceRow{Member: s.Member, Left: !s.Taken()}
		for i, a := range pug.History(meetings, s, reports.Of(s.Member.ID)) {
			row.Cells = append(row.Cells, memberCell(s, meetings[i], a))
		}
		view.Rows = append(view.Rows, row)
	}
	f.showAmong(w, r, v, groupTabs(g), "attendance", "Attendance of "+g.Name()+", "+g.Topic.Name, view)
	return nil
}

// monthInShort is the name of a meeting month over a narrow column: "Oct". A cohort has each of them once.
func monthInShort(name string) string { return pug.MonthName(name)[:3] }

// met reads the meetings of a group, and what was reported of them.
func (f function) met(ctx context.Context, group string) (m met, err error) {
	if m.meetings, err = f.Store.Meetings(ctx, group); err != nil {
		return m, err
	}
	m.reports, err = f.Store.Reports(ctx, group)
	return m, err
}

// memberCell says what is known of a member at a meeting.
func memberCell(s pug.Seat, m pug.Meeting, a pug.Attendance) cell {
	switch {
	case !s.Taken() && !m.Starts.IsZero() && s.Ended().Before(m.Starts):
		return cell{Text: "Has left"}
	case m.State == pug.MeetingAsked || m.State == pug.MeetingPlanned:
		return cell{Text: "Ahead"}
	}
	known := map[pug.Attendance]cell{
		pug.Attended: {"Attended", "good"}, pug.Excused: {"Absent with notice", "warn"}, pug.Missed: {"Missed", "bad"},
		pug.NotTold: {"Missed, not told", "warn"}, pug.Cancelled: {"No meeting", ""},
		pug.BeforeJoining: {"Not yet in the group", ""},
	}[a]
	return cell{cmp.Or(known.Text, "Not known"), known.Shade}
}

// turnoutCell says how many were at a meeting.
func turnoutCell(reports pug.Reports, m pug.Meeting) cell {
	for _, r := range reports {
		if r.Month == m.Month && m.State == pug.MeetingReported {
			return shaded(r.Turnout())
		}
	}
	return cell{Text: map[pug.MeetingState]string{pug.MeetingAsked: "No date", pug.MeetingPlanned: "Ahead",
		pug.MeetingCancelled: "Cancelled", pug.MeetingUnplanned: "No meeting", pug.MeetingNotKnown: "No report",
		pug.MeetingReported: "No report"}[m.State]}
}

// shaded shades a turnout: from four in five it is good, below one in two it is bad.
func shaded(t pug.Turnout) cell {
	c := cell{t.String(), "warn"}
	switch percent := t.Percent(); {
	case percent >= 80:
		c.Shade = "good"
	case percent < 50:
		c.Shade = "bad"
	}
	return c
}
