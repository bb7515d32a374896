package members

import (
	"net/http"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// rosterView is the page of a group for who leads it: who its members are, when they were there, and what is known of
// the next meeting.
type rosterView struct {
	Months  []string
	Members []rosterRow
	Next    *nextView // nil where no meeting is ahead
	Back    string
}

// rosterRow is a member, with their attendance of each of the months.
type rosterRow struct {
	partnerView
	Record []string
}

// nextView is what was said for the next meeting.
type nextView struct {
	When   string
	Absent []pug.Notice
	Points []pug.TalkingPoints
}

// group is the page of a group for who leads it.
func (f function) group(w http.ResponseWriter, r *http.Request, v visitor) error {
	g, who, err := f.leading(r.Context(), v, r.PathValue("id"))
	if err != nil {
		return err
	}
	taken := pug.Taken(g.Seats)
	var ids []string
	for _, s := range taken {
		ids = append(ids, s.Member.ID)
	}
	of, err := f.Store.ApplicationsByID(r.Context(), ids...)
	if err != nil {
		return err
	}
	view := rosterView{Back: v.home(), Next: f.nextView(g)}
	for _, m := range g.Meetings {
		view.Months = append(view.Months, pug.MonthName(m.Month))
	}
	for _, s := range taken {
		row := rosterRow{partnerView: partner(s.Member, of[s.Member.ID], who.ID)}
		for i, known := range pug.History(g.Meetings, s, g.GroupRecords.Reports.Of(s.Member.ID)) {
			row.Record = append(row.Record, f.short(g.Meetings[i], known))
		}
		view.Members = append(view.Members, row)
	}
	f.Pages.Render(w, r, http.StatusOK, "group", page.View{Title: g.Name() + ": " + g.Topic.Name, Data: view,
		Wide: true, Guide: guideChampions})
	return nil
}

// short is what is known of a member at a meeting, in a word.
func (f function) short(m pug.Meeting, known pug.Attendance) string {
	switch {
	case !m.Over(f.Now()):
		return "ahead"
	case known == pug.Cancelled:
		return "not held"
	case known == pug.BeforeJoining:
		return "before joining"
	}
	return known.Label()
}

// nextView is what is known of the next meeting of a group; nil where none is planned.
func (f function) nextView(g duty.Leadership) *nextView {
	m := pug.NextMeeting(g.Meetings, g.At)
	if m.Starts.IsZero() {
		return nil
	}
	return &nextView{page.When(m.Starts.In(f.Zone(m.Zone))), pug.NoticesOf(g.Seats, m.Absent(g.Notices[m.Month])),
		pug.PointsFrom(g.Seats, g.Points[m.Month])}
}
