package desk

import (
	"context"
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// meeting is one meeting of a group with what is known of the group.
type meeting struct {
	pug.Meeting
	id      string // as the desk's addresses have it: "2026-H2-g01-2026-10"
	group   pug.Group
	records store.GroupRecords
}

// meetingID names a meeting in the desk's addresses.
func meetingID(group, month string) string { return group + "-" + month }

// meetingOf reads the meeting of an address.
func (f function) meetingOf(ctx context.Context, id string) (meeting, error) {
	none := pug.Errorf(pug.NotFound, "There is no such meeting.")
	group := pug.GroupOfFlag(id)
	if pug.CohortOf(group) == "" || len(id) < len(group)+len("-2026-10") {
		return meeting{}, none
	}
	m := meeting{id: id}
	var err error
	if m.group, err = f.Store.Group(ctx, group); err != nil {
		return m, err
	}
	if m.records, err = f.Store.GroupRecords(ctx, group); err != nil {
		return m, err
	}
	at := slices.IndexFunc(m.records.Meetings, func(x pug.Meeting) bool { return meetingID(x.Group, x.Month) == id })
	if at < 0 {
		return m, none
	}
	m.Meeting = m.records.Meetings[at]
	return m, nil
}

// report is what was said of the meeting; empty before that.
func (m meeting) report() pug.Report { return m.records.Reports.Month(m.Meeting) }

// absent are the notices of those who cannot come to it.
func (m meeting) absent() []pug.Notice { return m.Absent(m.records.Notices[m.Month]) }

func (m meeting) path() string { return "/desk/meetings/" + m.id }

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
func (f function) meeting(w http.ResponseWriter, r *http.Request, v visitor) error {
	m, err := f.meetingOf(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	view := meetingView{Group: m.group, State: m.state(), Facts: f.meetingFacts(m)}
	for _, s := range pug.Reportees(m.Meeting, m.report(), m.records.Seats) {
		at := memberAt{Member: s.Member}
		if a, said := m.report().Members[s.Member.ID]; said && !m.NotHeld {
			at.Known = a.With(m.report().Minutes[s.Member.ID])
		}
		if n, found := pug.NoticeOf(m.absent(), s.Member.ID); found {
			at.Notice = &n
		}
		view.Members = append(view.Members, at)
	}
	if m.Correctable() || m.Reportable(f.Now()) {
		view.Acts = append(view.Acts, actLink{"Report or correct attendance", m.path() + "/report"})
	}
	if m.State == pug.MeetingPlanned && f.Now().Before(m.Starts) {
		view.Acts = append(view.Acts, actLink{"A member cannot come", m.path() + "/absent"},
			actLink{"A member can come after all", m.path() + "/comes"})
	}
	f.show(w, r, v, "meeting", m.group.Name()+", "+pug.MonthName(m.Month), view)
	return nil
}

// state says in words how the meeting stands.
func (m meeting) state() string {
	if m.NotHeld {
		return "Did not take place"
	}
	return map[pug.MeetingState]string{pug.MeetingAsked: "The Champion has not chosen a date yet",
		pug.MeetingPlanned: "Planned", pug.MeetingCancelled: "Cancelled by the Champion",
		pug.MeetingReported: "Held, and attendance is reported", pug.MeetingUnplanned: "No date was chosen",
		pug.MeetingNotKnown: "Held, and attendance was never reported"}[m.State]
}

// meetingFacts are what is known of a meeting that was planned; none before that.
func (f function) meetingFacts(m meeting) []page.Fact {
	if m.Starts.IsZero() {
		return nil
	}
	when := page.When(m.Starts.In(f.Zone(m.Zone)))
	facts := []page.Fact{{Label: "Topic", Value: m.Topic}, {Label: "When", Value: when},
		m.Place()}
	if r := m.report(); !r.At.IsZero() {
		facts = append(facts, page.Fact{Label: "Reported", Value: "By " + r.By + ", " + f.When(r.At)})
	}
	return facts
}
