package pug_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestR11OnlyMissedMeetingsCount(t *testing.T) {
	for name, c := range map[string]struct {
		history []pug.Attendance
		want    []string // for each absence: what it leads to, with the misses up to it
	}{
		"who attends stays in good standing":            {[]pug.Attendance{pug.Attended, pug.Attended}, nil},
		"excused beforehand counts nothing":             {[]pug.Attendance{pug.Missed, pug.Excused}, []string{"note 1"}},
		"the first miss is a note":                      {[]pug.Attendance{pug.Attended, pug.Missed}, []string{"note 1"}},
		"the second miss is a flag":                     {[]pug.Attendance{pug.Missed, pug.Missed}, []string{"note 1", "flagged 2"}},
		"each further miss is a flag of its own":        {[]pug.Attendance{pug.Missed, pug.Missed, pug.Missed}, []string{"note 1", "flagged 2", "flagged 3"}},
		"misses need not follow each other":             {[]pug.Attendance{pug.Missed, pug.Attended, pug.Missed}, []string{"note 1", "flagged 2"}},
		"a meeting that nobody recorded counts nothing": {[]pug.Attendance{pug.Missed, pug.NotRecorded}, []string{"note 1"}},
		"a cancelled meeting counts nothing":            {[]pug.Attendance{pug.Missed, pug.Cancelled}, []string{"note 1"}},
		"meetings before joining count nothing":         {[]pug.Attendance{pug.BeforeJoining, pug.BeforeJoining, pug.Missed}, []string{"note 1"}},
		"no meeting leads to nothing":                   {nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var meetings []pug.Meeting
			var reports pug.Reports
			seat := pug.Seat{Member: pug.Person{ID: "ann"}, Joined: on(1)}
			for i, a := range c.history {
				m := pug.Meeting{Month: fmt.Sprint(i), State: pug.MeetingReported, Starts: on(5 + i)}
				switch a {
				case pug.BeforeJoining: // though the Champion reports the same of everybody
					a, seat.Joined = pug.Missed, m.Starts
				case pug.Cancelled:
					a, m.State = pug.Missed, pug.MeetingCancelled
				case pug.NotRecorded:
					a, m.State = pug.Missed, pug.MeetingNotKnown
				}
				meetings = append(meetings, m)
				reports = append(reports, pug.Report{Month: m.Month, Members: map[string]pug.Attendance{"ann": a}})
			}
			var got []string
			for _, a := range pug.Absences(meetings, 0, []pug.Seat{seat}, reports) {
				got = append(got, fmt.Sprint(effect(a), " ", a.Misses))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func effect(a pug.Absence) string {
	if a.Flagged() {
		return "flagged"
	}
	return "note"
}

func TestR11HistoryTellsTheSixKindsApart(t *testing.T) {
	first := time.Date(2026, 10, 8, 15, 0, 0, 0, time.UTC)
	meeting := func(month int, state pug.MeetingState) pug.Meeting {
		starts := first.AddDate(0, month, 0)
		return pug.Meeting{Month: starts.Format("2006-01"), State: state, Starts: starts}
	}
	meetings := []pug.Meeting{
		meeting(0, pug.MeetingReported), meeting(1, pug.MeetingReported), meeting(2, pug.MeetingReported),
		meeting(3, pug.MeetingReported), meeting(4, pug.MeetingCancelled), meeting(5, pug.MeetingNotKnown),
	}
	seat := pug.Seat{Joined: first.AddDate(0, 0, 1)}
	got := pug.History(meetings, seat, map[string]pug.Attendance{
		"2026-10": pug.Missed, "2026-11": pug.Attended, "2026-12": pug.Excused, "2027-01": pug.Missed, "2027-02": pug.Missed,
	})
	want := []pug.Attendance{pug.BeforeJoining, pug.Attended, pug.Excused, pug.Missed, pug.Cancelled, pug.NotRecorded}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAbsencesAreThoseOfMembersWhoAreStillThere(t *testing.T) {
	held := func(month string, day int) pug.Meeting {
		return pug.Meeting{Month: month, State: pug.MeetingReported, Starts: on(day)}
	}
	meetings := []pug.Meeting{held("2026-10", 5), held("2026-11", 6), held("2026-12", 7)}
	seat := func(id string) pug.Seat { return pug.Seat{Member: pug.Person{ID: id}, Joined: on(1)} }
	left := seat("left")
	left.Excused = on(6)
	seats := []pug.Seat{seat("ann"), left, seat("bob")}
	missed := func(who ...string) map[string]pug.Attendance {
		said := map[string]pug.Attendance{"ann": pug.Attended, "left": pug.Missed, "bob": pug.Attended}
		for _, id := range who {
			said[id] = pug.Missed
		}
		return said
	}
	reports := pug.Reports{
		{Month: "2026-10", Members: missed("ann")}, {Month: "2026-11", Members: missed()}, {Month: "2026-12", Members: missed("ann", "bob")},
	}
	for name, c := range map[string]struct {
		first int
		want  []string
	}{
		"from the first meeting on":       {0, []string{"ann 2026-10 note 1", "ann 2026-12 flagged 2", "bob 2026-12 note 1"}},
		"those assessed before, left out": {1, []string{"ann 2026-12 flagged 2", "bob 2026-12 note 1"}},
		"of the last meeting":             {2, []string{"ann 2026-12 flagged 2", "bob 2026-12 note 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, a := range pug.Absences(meetings, c.first, seats, reports) {
				got = append(got, fmt.Sprint(a.Member.ID, " ", a.Meeting.Month, " ", effect(a), " ", a.Misses))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
