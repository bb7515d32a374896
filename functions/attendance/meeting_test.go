package attendance_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

const mia = "mia@acorn.example"

// flags are the ids of the flags of the group that were raised.
func (s *stage) flags() []string {
	s.t.Helper()
	flags, err := s.Store.Flags(s.t.Context(), s.group.ID)
	s.Must(s.t, err)
	var ids []string
	for _, f := range flags {
		ids = append(ids, f.ID)
	}
	return ids
}

func TestR11OneMissIsANoteAndEachFurtherOneAFlag(t *testing.T) {
	s := setUp(t, mia, "noa@birch.example")
	said := map[string]pug.Attendance{"mia": pug.Missed, "noa": pug.Attended}
	for i, want := range [][]string{nil, {flagOf("mia", 2)}, {flagOf("mia", 2), flagOf("mia", 3)}} {
		s.meet([]string{"2026-10", "2026-11", "2026-12"}[i], pug.MeetingReported, said)
		s.daily()
		s.daily() // the schedule may fire twice
		if diff := cmp.Diff(want, s.flags()); diff != "" {
			t.Errorf("flags after %d misses: %s", i+1, diff)
		}
	}
	s.WantMail(t, mia, "We missed you on Thu 8 Oct 2026: Pricing", 1)
	s.WantMail(t, mia, "", 1)
	s.WantMail(t, "noa@birch.example", "", 0)
	if len(s.Started) != 2 || *s.Started[0].Name != flagOf("mia", 2) ||
		*s.Started[0].Input != `{"flag":"`+flagOf("mia", 2)+`"}` {
		t.Errorf("started %+v, want one workflow per flag", s.Started)
	}
}

func TestR11OnlyMissesCount(t *testing.T) {
	for name, second := range map[string]struct {
		state pug.MeetingState
		said  pug.Attendance
	}{
		"excused beforehand": {pug.MeetingReported, pug.Excused},
		"not recorded":       {pug.MeetingReported, ""},
		"never reported":     {pug.MeetingNotKnown, pug.Missed},
		"cancelled":          {pug.MeetingCancelled, pug.Missed},
		"never planned":      {pug.MeetingUnplanned, pug.Missed},
	} {
		t.Run(name, func(t *testing.T) {
			s := setUp(t, mia)
			s.meet("2026-10", pug.MeetingReported, map[string]pug.Attendance{"mia": pug.Missed})
			s.meet("2026-11", second.state, map[string]pug.Attendance{"mia": second.said})
			s.daily()
			if len(s.flags()) > 0 {
				t.Errorf("flags %v, want none", s.flags())
			}
			s.WantMail(t, mia, "We missed you", 1)
		})
	}
}

func TestR11MeetingsBeforeJoiningDoNotCount(t *testing.T) {
	s := setUp(t)
	s.At(launch.AddDate(0, 1, 3))
	s.Seat(t, s.group, s.apply(mia))
	said := map[string]pug.Attendance{"mia": pug.Missed}
	s.meet("2026-10", pug.MeetingReported, said)
	s.meet("2026-11", pug.MeetingReported, said)
	s.daily()
	if len(s.flags()) > 0 {
		t.Errorf("flags %v, want none", s.flags())
	}
	s.WantMail(t, mia, "We missed you on Sun 8 Nov", 1)
}

func TestALateReportMovesTheCountOfLaterMeetings(t *testing.T) {
	s := setUp(t, mia)
	said := map[string]pug.Attendance{"mia": pug.Missed}
	s.meet("2026-11", pug.MeetingReported, said)
	s.daily()
	s.meet("2026-10", pug.MeetingReported, said)
	s.daily()
	if diff := cmp.Diff([]string{flagOf("mia", 2)}, s.flags()); diff != "" {
		t.Error(diff)
	}
	s.WantMail(t, mia, "We missed you", 1)
}

func TestL16WhatIsReportedAfterTheEndOnlyCounts(t *testing.T) {
	s := setUp(t, mia, "noa@birch.example")
	s.meet("2027-02", pug.MeetingReported, map[string]pug.Attendance{"noa": pug.Missed})
	s.daily()
	s.meet("2027-03", pug.MeetingReported, map[string]pug.Attendance{"mia": pug.Missed, "noa": pug.Missed})
	s.Must(t, s.Store.SetStage(t.Context(), cohort, pug.StageClosed))
	s.At(time.Date(2027, 4, 3, 12, 0, 0, 0, time.UTC))
	s.daily()
	s.WantMail(t, mia, "We missed you", 0)
	if flags := s.flags(); len(flags) != 0 {
		t.Errorf("flags were raised: %q", flags)
	}
}

func TestAFailedDayIsMadeUpForByTheNext(t *testing.T) {
	s := setUp(t, mia, "noa@birch.example")
	said := map[string]pug.Attendance{"mia": pug.Missed, "noa": pug.Missed}
	s.meet("2026-10", pug.MeetingReported, said)
	s.Down = func() error {
		if len(s.Sent) == 1 {
			return errors.New("down")
		}
		return nil
	}
	if name := s.Do(t, "daily", nil, nil); name != "Pugs.Unavailable" {
		t.Errorf("failed as %q, want Pugs.Unavailable", name)
	}
	s.Down = nil
	s.daily()
	s.WantMail(t, mia, "We missed you", 1)
	s.WantMail(t, "noa@birch.example", "We missed you", 1)
}

func TestAFlagWhoseWorkflowDoesNotStartIsLeftToTheSweep(t *testing.T) {
	s := setUp(t, mia)
	said := map[string]pug.Attendance{"mia": pug.Missed}
	s.meet("2026-10", pug.MeetingReported, said)
	s.meet("2026-11", pug.MeetingReported, said)
	s.Fail = func(what string) error {
		if strings.HasPrefix(what, "start") {
			return errors.New("down")
		}
		return nil
	}
	s.daily()
	s.Fail = nil
	if s.Sweep(t); len(s.Started) != 1 {
		t.Errorf("the sweep started %d workflows, want 1", len(s.Started))
	}
}
