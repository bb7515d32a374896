package calendar_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func day(n int) time.Time { return time.Date(2026, time.October, n, 12, 0, 0, 0, time.UTC) }

func TestDue(t *testing.T) {
	asked := pug.Meeting{State: pug.MeetingAsked, Asked: day(1)}
	planned := pug.Meeting{State: pug.MeetingPlanned, Starts: day(20), Minutes: 60, Planned: day(2), Announced: day(2)}
	with := func(m pug.Meeting, edit func(*pug.Meeting)) pug.Meeting { edit(&m); return m }
	reminded := func(n int) func(*pug.Meeting) { return func(m *pug.Meeting) { m.Reminded = n } }
	prepared := with(planned, func(m *pug.Meeting) { m.Points, m.Digested = true, true })
	requested := with(prepared, func(m *pug.Meeting) { m.Requested = day(21) })
	joined := func(at time.Time) []pug.Seat { return []pug.Seat{{Joined: at}} }
	never := time.Time{}

	for _, c := range []struct {
		name    string
		meeting pug.Meeting
		members []pug.Seat
		now     time.Time
		want    []calendar.Action
		next    time.Time
	}{
		{"a Champion who was just asked is left in peace for two days", asked, nil, day(1), nil, day(3)},
		{"after two days comes the first reminder", asked, nil, day(3), []calendar.Action{{calendar.RemindPlan, 1}}, day(6)},
		{"a reminder is not sent again", with(asked, reminded(1)), nil, day(4), nil, day(6)},
		{"reminders that were slept through become one", asked, nil, day(6), []calendar.Action{{calendar.RemindPlan, 2}}, day(8)},
		{"two days after the last reminder staff are told", with(asked, reminded(2)), nil, day(8), []calendar.Action{{calendar.EscalatePlan, 0}}, never},
		{"staff are told once", with(asked, func(m *pug.Meeting) { m.Reminded, m.Escalated = 2, true }), nil, day(9), nil, never},
		{"a month that is over is left to its closing", asked, nil, day(31), nil, never},
		{"a new plan is announced", with(planned, func(m *pug.Meeting) { m.Announced = never }), nil, day(2), []calendar.Action{{calendar.Announce, 0}}, day(15)},
		{"an announced plan rests until talking points are asked for", planned, joined(day(1)), day(3), nil, day(15)},
		{"a member who joined later is welcomed", planned, joined(day(4)), day(5), []calendar.Action{{calendar.Welcome, 0}}, day(15)},
		{"talking points are asked for five days before", planned, nil, day(15), []calendar.Action{{calendar.AskPoints, 0}}, day(19)},
		{"the digest goes out the day before", with(planned, func(m *pug.Meeting) { m.Points = true }), nil, day(19), []calendar.Action{{calendar.Digest, 0}},
			day(20).Add(-2 * time.Hour)},
		{"two hours before, who joined on the last day is invited", prepared, joined(day(20).Add(-9 * time.Hour)), day(20).Add(-2 * time.Hour),
			[]calendar.Action{{calendar.Welcome, 0}}, day(21).Add(time.Hour)},
		{"a plan made too late for both leaves members half of the time",
			with(planned, func(m *pug.Meeting) { m.Planned = day(20).Add(-8 * time.Hour) }), nil, day(20).Add(-8 * time.Hour),
			[]calendar.Action{{calendar.AskPoints, 0}}, day(20).Add(-4 * time.Hour)},
		{"nothing happens while the meeting is held, even what was not announced",
			with(planned, func(m *pug.Meeting) { m.Announced = never }), nil, day(20), nil, day(21).Add(time.Hour)},
		{"attendance is asked for a day after the end", prepared, nil, day(21).Add(time.Hour), []calendar.Action{{calendar.RequestAttendance, 0}}, never},
		{"the report is waited for", requested, nil, day(21), nil, day(23)},
		{"reminders of attendance follow", requested, nil, day(23), []calendar.Action{{calendar.RemindAttendance, 1}}, day(26)},
		{"the last reminder leaves two more days", with(requested, reminded(1)), nil, day(26), []calendar.Action{{calendar.RemindAttendance, 2}}, day(28)},
		{"then the meeting is closed without a report, and no reminder goes out any more", requested, nil, day(28), []calendar.Action{{calendar.GiveUp, 0}}, never},
		{"a cancellation is announced", pug.Meeting{State: pug.MeetingCancelled, Starts: day(20)}, nil, day(10), []calendar.Action{{calendar.Announce, 0}}, never},
		{"a reported meeting is done", pug.Meeting{State: pug.MeetingReported, Starts: day(2)}, nil, day(10), nil, never},
	} {
		t.Run(c.name, func(t *testing.T) {
			actions, next := calendar.Due(c.meeting, c.members, day(31), calendar.DefaultIntervals(), c.now)
			if diff := cmp.Diff(c.want, actions); diff != "" {
				t.Errorf("due now (-want +got):\n%s", diff)
			}
			if !next.Equal(c.next) {
				t.Errorf("looks again at %s, want %s", next, c.next)
			}
		})
	}
}
