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
		"never planned":                             {pug.MeetingUnplanned, joined, "", pug.Cancelled},
	} {
		got := pug.AttendanceOf(pug.Meeting{State: c.state, Starts: starts}, pug.Seat{Joined: c.joined}, c.reported)
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
