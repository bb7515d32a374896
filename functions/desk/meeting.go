package desk

import (
	"net/http"

	"github.com/partnerusergroups/pugs/functions/desk/act"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// meetingView is the page of a meeting: what it is, and who said what about it.
type meetingView struct {
	Group   pug.Group
	State   string
	Facts   []page.Fact
	Members []memberAt
	Acts    []actLink
}

// memberAt is what is known of a member at a meeting.
type memberAt struct {
	Member pug.Person
	Known  string
	Notice *pug.Notice
}

// actLink is the way to an act.
type actLink struct{ Label, Href string }

// meeting is the page of a meeting.
func (f function) meeting(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	m, err := f.planner.MeetingOf(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	view := meetingView{Group: m.Group, State: meetingState(m), Facts: f.planner.MeetingFacts(m)}
	for _, s := range pug.Reportees(m.Meeting, m.Report(), m.Records.Seats) {
		at := memberAt{Member: s.Member}
		if a, said := m.Report().Members[s.Member.ID]; said && !m.NotHeld {
			at.Known = a.With(m.Report().Minutes[s.Member.ID])
		}
		if n, found := pug.NoticeOf(m.Notices(), s.Member.ID); found {
			at.Notice = &n
		}
		view.Members = append(view.Members, at)
	}
	if m.Correctable() || m.Reportable(f.Now()) {
		view.Acts = append(view.Acts, actLink{"Report or correct attendance", m.Path() + "/report"})
	}
	if m.State == pug.MeetingPlanned && f.Now().Before(m.Starts) {
		view.Acts = append(view.Acts, actLink{"A member cannot come", m.Path() + "/absent"},
			actLink{"A member can come after all", m.Path() + "/comes"})
	}
	f.show(w, r, v, "meeting", m.Group.Name()+", "+pug.MonthName(m.Month), view)
	return nil
}

// meetingState says in words how the meeting stands.
func meetingState(m act.Meeting) string {
	if m.NotHeld {
		return "Did not take place"
	}
	return map[pug.MeetingState]string{pug.MeetingAsked: "The Champion has not chosen a date yet",
		pug.MeetingPlanned: "Planned", pug.MeetingCancelled: "Cancelled by the Champion",
		pug.MeetingReported: "Held, and attendance is reported", pug.MeetingUnplanned: "No date was chosen",
		pug.MeetingNotKnown: "Held, and attendance was never reported"}[m.State]
}
