package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestAMeetingIsSavedByWhoReadItLast(t *testing.T) {
	s := forming(t, 1)
	asked := pug.Meeting{Group: "2026-H2-g01", Month: "2026-10", State: pug.MeetingAsked, Asked: morning}
	wants(t, s.AddMeeting(t.Context(), asked), "")
	wants(t, s.AddMeeting(t.Context(), pug.Meeting{Group: asked.Group, Month: asked.Month}), "")
	one, err := s.Meeting(t.Context(), asked.Group, asked.Month)
	if diff := cmp.Diff(asked, one); diff != "" || err != nil {
		t.Fatalf("%v %s", err, diff)
	}
	other := one
	one.State, one.Topic, one.Starts = pug.MeetingPlanned, "Pricing", morning
	planned, err := s.SaveMeeting(t.Context(), one, nil)
	if err != nil || planned.Revision != 1 {
		t.Fatalf("revision %d, %v", planned.Revision, err)
	}
	other.State = pug.MeetingUnplanned
	stands, err := s.SaveMeeting(t.Context(), other, []pug.Report{{Group: asked.Group, Month: asked.Month,
		Members: map[string]pug.Attendance{"a": pug.Missed}}})
	wants(t, err, pug.Conflict)
	if diff := cmp.Diff(planned, stands); diff != "" {
		t.Errorf("what stands: %s", diff)
	}
	if report, err := s.Attendance(t.Context(), asked.Group, asked.Month); err != nil || len(report.Members) > 0 {
		t.Errorf("the report of a save that failed is stored: %v, %v", report, err)
	}
	_, err = s.SaveMeeting(t.Context(), stands, nil)
	wants(t, err, "")
}

func TestAttendanceIsStoredWithItsMeeting(t *testing.T) {
	s := forming(t, 1)
	m := pug.Meeting{Group: "2026-H2-g01", Month: "2026-10", State: pug.MeetingPlanned}
	wants(t, s.AddMeeting(t.Context(), m), "")
	m.State = pug.MeetingReported
	report := pug.Report{Group: m.Group, Month: m.Month, Members: map[string]pug.Attendance{"2026-H2-member-ada": pug.Attended, "2026-H2-member-bob": pug.Missed}}
	_, err := s.SaveMeeting(t.Context(), m, []pug.Report{report})
	wants(t, err, "")
	got, err := s.Attendance(t.Context(), m.Group, m.Month)
	if diff := cmp.Diff(report, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}

func TestMeetingsAndTalkingPointsKeepToTheirGroupAndMonth(t *testing.T) {
	s := forming(t, 2)
	for _, m := range []pug.Meeting{
		{Group: "2026-H2-g01", Month: "2027-01"}, {Group: "2026-H2-g01", Month: "2026-10"}, {Group: "2026-H2-g01", Month: "2026-12"},
		{Group: "2026-H2-g02", Month: "2026-10"},
	} {
		wants(t, s.AddMeeting(t.Context(), m), "")
		for _, text := range []string{"first thoughts", "better ones of " + m.Month} {
			points := pug.TalkingPoints{Member: pug.Person{ID: "2026-H2-member-ada"}, Text: text, At: morning}
			wants(t, s.PutTalkingPoints(t.Context(), m.Group, m.Month, points), "")
		}
	}
	meetings, err := s.Meetings(t.Context(), "2026-H2-g01")
	wants(t, err, "")
	var months []string
	for _, m := range meetings {
		months = append(months, m.Month)
	}
	if diff := cmp.Diff([]string{"2026-10", "2026-12", "2027-01"}, months); diff != "" {
		t.Error(diff)
	}
	records, err := s.GroupRecords(t.Context(), "2026-H2-g01")
	wants(t, err, "")
	if points := records.Points["2026-12"]; len(points) != 1 || points[0].Text != "better ones of 2026-12" {
		t.Errorf("got %v", points)
	}
}

func TestAGroupTellsWhetherThereIsSomethingNew(t *testing.T) {
	s := forming(t, 1)
	const id = "2026-H2-g01"
	group := func() pug.Group {
		g, err := s.Group(t.Context(), id)
		wants(t, err, "")
		return g
	}
	rests := func(what string, want bool) {
		t.Helper()
		if g := group(); g.Rests(morning) != want {
			t.Errorf("%s: %+v", what, g)
		}
		wants(t, s.Tended(t.Context(), id, pug.Tended{Changes: group().Changes, Next: morning.Add(time.Hour)}), "")
	}
	rests("never tended", false)
	rests("tended", true)
	m := pug.Meeting{Group: id, Month: "2026-10", State: pug.MeetingPlanned}
	wants(t, s.AddMeeting(t.Context(), m), "")
	rests("asked for a meeting", false)
	member := person(pug.KindMember, "ada")
	wants(t, s.AddApplication(t.Context(), member), "")
	wants(t, s.TakeSeat(t.Context(), pug.Seat{Group: id, Member: member.Person(), Joined: morning}, nil), "")
	rests("a new member", false)
	wants(t, s.FreeSeat(t.Context(), id, member.ID, morning), "")
	rests("a member left", false)
	wants(t, s.MoveDates(t.Context(), readCohort(t, s), readCohort(t, s)), "")
	rests("dates moved", false)
	wants(t, s.Assessed(t.Context(), id, group().Reports), "")
	m, err := s.SaveMeeting(t.Context(), m, nil)
	wants(t, err, "")
	rests("planned", false)
	if g := group(); !g.AllAssessed() {
		t.Errorf("nothing was reported: %+v", g)
	}
	m.State = pug.MeetingReported
	_, err = s.SaveMeeting(t.Context(), m, nil)
	wants(t, err, "")
	rests("reported", false)
	if g := group(); g.AllAssessed() {
		t.Errorf("a report is not assessed: %+v", g)
	}
	if g := group(); g.Rests(morning.Add(time.Hour)) {
		t.Error("it rests when something is due")
	}
	wants(t, s.AddMeeting(t.Context(), pug.Meeting{Group: "2026-H2-g09", Month: "2026-10"}), pug.NotFound)
}
