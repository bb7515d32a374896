package pug_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestR8R9APlanIsOneHourOrMoreWithinItsMonth(t *testing.T) {
	newYork := time.FixedZone("EST", -5*3600)
	month := pug.Month{Name: "2026-12", From: time.Date(2026, 12, 1, 0, 0, 0, 0, newYork), To: time.Date(2027, 1, 1, 0, 0, 0, 0, newYork)}
	now := time.Date(2026, 12, 3, 9, 0, 0, 0, newYork)
	early := month.From.Add(-24 * time.Hour) // a now before the month
	for name, c := range map[string]struct {
		now    time.Time
		change func(*pug.Plan)
		wrong  []string
	}{
		"a plan of sixty minutes":                {now, func(*pug.Plan) {}, nil},
		"fifty-nine minutes":                     {now, func(p *pug.Plan) { p.Minutes = 59 }, []string{"minutes"}},
		"a slip of the keyboard: 900 minutes":    {now, func(p *pug.Plan) { p.Minutes = 900 }, []string{"minutes"}},
		"the first moment of the month":          {early, func(p *pug.Plan) { p.Starts = month.From }, nil},
		"a second before the month":              {early, func(p *pug.Plan) { p.Starts = month.From.Add(-time.Second) }, []string{"starts"}},
		"the last second of the month":           {now, func(p *pug.Plan) { p.Starts = month.To.Add(-time.Second) }, nil},
		"the first moment after the month":       {now, func(p *pug.Plan) { p.Starts = month.To }, []string{"starts"}},
		"in the month, as another zone sees it":  {now, func(p *pug.Plan) { p.Starts = time.Date(2027, 1, 1, 4, 59, 0, 0, time.UTC) }, nil},
		"a moment that is over":                  {now, func(p *pug.Plan) { p.Starts = now }, []string{"starts"}},
		"no date":                                {now, func(p *pug.Plan) { p.Starts = time.Time{} }, []string{"starts"}},
		"no topic":                               {now, func(p *pug.Plan) { p.Topic = " " }, []string{"topic"}},
		"no place":                               {now, func(p *pug.Plan) { p.Location = "" }, []string{"place"}},
		"a place that is no link":                {now, func(p *pug.Plan) { p.Location = "Room 5" }, []string{"place"}},
		"a place that is more than a link":       {now, func(p *pug.Plan) { p.Location = "https://meet.example.com/r 42" }, []string{"place"}},
		"a place that is not secure":             {now, func(p *pug.Plan) { p.Location = "http://meet.example.com/r" }, []string{"place"}},
		"a place that would run a script":        {now, func(p *pug.Plan) { p.Location = "javascript:alert(1)" }, []string{"place"}},
		"nothing at all: every field is wrong":   {now, func(p *pug.Plan) { *p = pug.Plan{} }, []string{"minutes", "place", "starts", "topic"}},
		"two wrong fields are both spoken about": {now, func(p *pug.Plan) { p.Topic, p.Minutes = "", 0 }, []string{"minutes", "topic"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := pug.Plan{Topic: "Pricing", Starts: time.Date(2026, 12, 10, 15, 0, 0, 0, newYork), Minutes: 60, Location: "https://meet.example.com/g01"}
			c.change(&p)
			if diff := cmp.Diff(c.wrong, slices.Sorted(maps.Keys(p.Check(month, c.now)))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestR8MembersHearOfAPlanThatChanges(t *testing.T) {
	starts := time.Date(2026, 12, 10, 15, 0, 0, 0, time.UTC)
	invited := pug.Meeting{State: pug.MeetingPlanned, Topic: "Pricing", Starts: starts, Minutes: 60, Location: "https://meet.example.com/g01"}
	same := pug.Plan{Topic: "Pricing", Starts: starts.In(time.FixedZone("", 3600)), Minutes: 60, Location: "https://meet.example.com/g01"}
	if same.Changes(invited) {
		t.Error("the same moment in another zone is a change")
	}
	later := same
	later.Starts = starts.Add(time.Minute)
	again := invited
	again.State = pug.MeetingCancelled
	if !later.Changes(invited) || !same.Changes(again) {
		t.Error("a later start, or a meeting that was cancelled before, is no change")
	}
	if end := invited.Ends(); !end.Equal(starts.Add(time.Hour)) {
		t.Errorf("it ends at %s", end)
	}
}

func TestR11AttendanceOfOneMeeting(t *testing.T) {
	starts := time.Date(2026, 10, 8, 15, 0, 0, 0, time.UTC)
	joined := starts.AddDate(0, 0, -7)
	for name, c := range map[string]struct {
		state    pug.MeetingState
		joined   time.Time
		reported pug.Attendance
		want     pug.Attendance
	}{
		"reported as missed":                        {pug.MeetingReported, joined, pug.Missed, pug.Missed},
		"joined a moment before the start":          {pug.MeetingReported, starts.Add(-time.Second), pug.Missed, pug.Missed},
		"joined as it started":                      {pug.MeetingReported, starts, pug.Missed, pug.BeforeJoining},
		"reported, but nothing said of this member": {pug.MeetingReported, joined, "", pug.NotRecorded},
		"planned and not reported yet":              {pug.MeetingPlanned, joined, "", pug.NotRecorded},
		"held and never reported":                   {pug.MeetingNotKnown, joined, "", pug.NotRecorded},
		"called off":                                {pug.MeetingCancelled, joined, "", pug.Cancelled},
		"called off before they joined":             {pug.MeetingCancelled, starts.AddDate(0, 0, 7), "", pug.BeforeJoining},
		"never planned":                             {pug.MeetingUnplanned, joined, "", pug.Cancelled},
		"never planned, in their first month":       {pug.MeetingUnplanned, starts.AddDate(0, 0, 7), "", pug.Cancelled},
		"never planned in the month before":         {pug.MeetingUnplanned, starts.AddDate(0, 1, 0), "", pug.BeforeJoining},
	} {
		m := pug.Meeting{Month: "2026-10", State: c.state, Starts: starts}
		if c.state == pug.MeetingUnplanned {
			m.Starts = time.Time{}
		}
		got := pug.AttendanceOf(m, pug.Seat{Joined: c.joined}, c.reported)
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestWhatMayBeDoneAboutAMeeting(t *testing.T) {
	const plan, report, know, still = "plan", "report", "know", "still to do"
	for name, c := range map[string]struct {
		meeting pug.Meeting
		now     time.Time
		want    []string
	}{
		"asked for: it may be planned":                            {pug.Meeting{State: pug.MeetingAsked}, on(1), []string{plan, still}},
		"planned and ahead: it may be changed":                    {pug.Meeting{State: pug.MeetingPlanned, Starts: on(2), Minutes: 60}, on(1), []string{plan, still}},
		"being held: nothing":                                     {pug.Meeting{State: pug.MeetingPlanned, Starts: on(1), Minutes: 60}, on(1), []string{still}},
		"over: attendance may be reported":                        {pug.Meeting{State: pug.MeetingPlanned, Starts: on(1), Minutes: 60}, on(1).Add(time.Hour), []string{report, know, still}},
		"reported: nothing":                                       {pug.Meeting{State: pug.MeetingReported, Starts: on(1), Minutes: 60}, on(2), []string{know}},
		"cancelled, members not told: a new date, once they were": {pug.Meeting{State: pug.MeetingCancelled, Starts: on(3)}, on(1), []string{plan, know, still}},
		"cancelled, members told: a new date":                     {pug.Meeting{State: pug.MeetingCancelled, Starts: on(3), Announced: on(1)}, on(1), []string{plan, know}},
		"never planned: nothing":                                  {pug.Meeting{State: pug.MeetingUnplanned}, on(1), []string{know}},
		"never reported: nothing":                                 {pug.Meeting{State: pug.MeetingNotKnown, Starts: on(1)}, on(9), []string{know}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, may := range []struct {
				what string
				is   bool
			}{
				{plan, c.meeting.Plannable(c.now)}, {report, c.meeting.Reportable(c.now)}, {know, c.meeting.Over(c.now)}, {still, c.meeting.Open()},
			} {
				if may.is {
					got = append(got, may.what)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAPlanBecomesTheMeeting(t *testing.T) {
	plan := pug.Plan{Topic: "Pricing", Starts: on(20), Zone: "Europe/Berlin", Minutes: 60, Location: "https://meet.example.com/g01"}
	first := pug.Meeting{State: pug.MeetingAsked, Reminded: 2, Escalated: true}.Scheduled(plan, on(1))
	prepared := first
	prepared.Announced, prepared.Points, prepared.Digested = on(1), true, true
	edited := func(edit func(*pug.Plan)) pug.Plan { p := plan; edit(&p); return p }
	cancelled := prepared.CalledOff("Sorry!", on(3))
	for name, c := range map[string]struct {
		got                      pug.Meeting
		sequence, series         int
		planned, announced       time.Time
		points, digested, silent bool
	}{
		"at first as the first version, with reminders forgotten": {first, 0, 0, on(1), time.Time{}, false, false, false},
		"the same plan again: nothing anybody would notice":       {prepared.Scheduled(plan, on(2)), 0, 0, on(1), on(1), true, true, false},
		"only the zone: members keep their invitation": {prepared.Scheduled(edited(func(p *pug.Plan) { p.Zone = "UTC" }), on(2)),
			0, 0, on(1), on(1), true, true, false},
		"another topic: a new version, talking points stay": {prepared.Scheduled(edited(func(p *pug.Plan) { p.Topic = "SEO" }), on(2)),
			1, 0, on(2), time.Time{}, true, true, false},
		"another start: talking points are asked for again": {prepared.Scheduled(edited(func(p *pug.Plan) { p.Starts = on(21) }), on(2)),
			1, 0, on(2), time.Time{}, false, false, false},
		"a cancellation is a version too":          {cancelled, 1, 0, on(3), time.Time{}, false, false, false},
		"a new date after it begins a series anew": {cancelled.Scheduled(plan, on(4)), 2, 2, on(4), time.Time{}, false, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			m := c.got
			if m.Sequence != c.sequence || m.Series != c.series || m.Points != c.points || m.Digested != c.digested || m.Escalated != c.silent {
				t.Errorf("got %+v", m)
			}
			if !m.Planned.Equal(c.planned) || !m.Announced.Equal(c.announced) {
				t.Errorf("planned %s, announced %s", m.Planned, m.Announced)
			}
		})
	}
	if cancelled.State != pug.MeetingCancelled || cancelled.Note != "Sorry!" || !cancelled.Starts.Equal(on(20)) {
		t.Errorf("cancelled as %+v", cancelled)
	}
	if again := cancelled.Scheduled(plan, on(4)); again.State != pug.MeetingPlanned || again.Note != "" {
		t.Errorf("planned again as %+v", again)
	}
}

func TestTheNextMeetingIsThePlannedOneAhead(t *testing.T) {
	meetings := []pug.Meeting{
		{Month: "held", State: pug.MeetingReported, Starts: on(1)}, {Month: "cancelled", State: pug.MeetingCancelled, Starts: on(8)},
		{Month: "next", State: pug.MeetingPlanned, Starts: on(9)}, {Month: "later", State: pug.MeetingPlanned, Starts: on(15)},
	}
	for want, now := range map[string]time.Time{"next": on(2), "later": on(9), "": on(15)} {
		if m := pug.NextMeeting(meetings, now); m.Month != want {
			t.Errorf("on %s: %q, want %q", now, m.Month, want)
		}
	}
}

func TestAReportIsAboutThoseWhoHadASeatAtTheStart(t *testing.T) {
	seats := []pug.Seat{{Member: pug.Person{ID: "before"}, Joined: on(1)}, {Member: pug.Person{ID: "at the start"}, Joined: on(2)},
		{Member: pug.Person{ID: "after"}, Joined: on(3)}}
	got := pug.Meeting{Starts: on(2)}.Present(seats)
	if len(got) != 1 || got[0].Member.ID != "before" || len(seats) != 3 {
		t.Errorf("got %+v", got)
	}
}

func TestAReportIsAlsoAboutWhoLeftAfterTheStart(t *testing.T) {
	m := pug.Meeting{Starts: on(5)}
	for who, c := range map[string]struct {
		joined, left int
		said, is     bool
	}{
		"who sits there":                      {1, 0, false, true},
		"who was moved after it":              {1, 6, false, true},
		"who left before it":                  {1, 4, false, false},
		"who joined after it, and left":       {6, 7, false, false},
		"who led the group, and left it then": {6, 6, false, false},
		"who left, and is in the report":      {1, 4, true, true},
	} {
		s := pug.Seat{Member: pug.Person{ID: "m"}, Joined: on(c.joined)}
		if c.left > 0 {
			s.Left = on(c.left)
		}
		var stands pug.Report
		if c.said {
			stands.Members = map[string]pug.Attendance{"m": pug.Missed}
		}
		if got := len(pug.Reportees(m, stands, []pug.Seat{s})) == 1; got != c.is {
			t.Errorf("%s: %v", who, got)
		}
	}
}
