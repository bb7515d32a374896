package store_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// reported stores a meeting of which Ada was said to have missed it, with two flags of hers: staff kept her on the
// second, and have not decided on the third.
func reported(t *testing.T) (*store.Store, pug.Correction) {
	t.Helper()
	s, group, ada := forming(t, 1), "2026-H2-g01", person(pug.KindMember, "ada").Person()
	m := pug.Meeting{Group: group, Month: "2026-10", State: pug.MeetingReported, Starts: morning, Minutes: 60,
		Reported: morning, Assessed: true}
	wants(t, s.AddMeeting(t.Context(), m), "")
	c := pug.Correction{Before: m, Meeting: m, Report: pug.Report{Group: group, Month: m.Month,
		Members: map[string]pug.Attendance{ada.ID: pug.Attended}}}
	for n, choice := range []pug.Choice{pug.ChoiceKeep, pug.ChoiceDrop} {
		f := pug.Flag{ID: pug.FlagID(group, ada.ID, n+2), Group: group, Member: ada, Missed: n + 2, Raised: morning}
		decision := &pug.Decision{Choice: choice, By: "Cleo", At: morning}
		if choice == pug.ChoiceKeep {
			f.Decision = decision
		}
		wants(t, s.AddFlag(t.Context(), f), "")
		f.Decision, f.Withdrawn = decision, morning
		c.Withdrawn = append(c.Withdrawn, f)
	}
	return s, c
}

func TestACorrectionWithdrawsFlagsTogetherWithTheReport(t *testing.T) {
	s, c := reported(t)
	wants(t, s.Account(t.Context(), c, nil, store.Call{ID: "answer-it"}), "")
	flags, err := s.Flags(t.Context(), c.Meeting.Group)
	if err != nil || len(flags) != 2 || flags[0].Decision.Choice != pug.ChoiceKeep || flags[0].Withdrawn.IsZero() ||
		flags[1].Decision.Choice != pug.ChoiceDrop || flags[1].Withdrawn.IsZero() {
		t.Errorf("flags %+v, %v", flags, err)
	}
	if owed, err := s.Outbox(t.Context()); err != nil || len(owed.Calls) != 1 || owed.Calls[0].ID != "answer-it" {
		t.Errorf("owed %+v, %v", owed.Calls, err)
	}
	wants(t, s.Account(t.Context(), c, nil), pug.Conflict) // it was made of what stood before
}

func TestACorrectionIsNotStoredWhereStaffDecidedMeanwhile(t *testing.T) {
	s, c := reported(t)
	_, err := s.DecideFlag(t.Context(), c.Withdrawn[1].ID, pug.Decision{Choice: pug.ChoiceExcuse, By: "Bo", At: morning})
	wants(t, err, "")
	wants(t, s.Account(t.Context(), c, nil), pug.Conflict)
	if m, err := s.Meeting(t.Context(), c.Meeting.Group, c.Meeting.Month); err != nil || m.Revision != 0 {
		t.Errorf("the meeting is %+v, %v", m, err)
	}
}

func TestACorrectionThatLeadsToANewMissIsCountedAnew(t *testing.T) {
	s, c := reported(t)
	c.Withdrawn, c.Meeting.Assessed = nil, false
	wants(t, s.Account(t.Context(), c, nil), "")
	if g, err := s.Group(t.Context(), c.Meeting.Group); err != nil || g.AllAssessed() || g.Reports != 1 {
		t.Errorf("the group is %+v, %v", g, err)
	}
}

func TestANoticeIsOfTheMeetingAsItIsPlanned(t *testing.T) {
	s, group := forming(t, 1), "2026-H2-g01"
	m := pug.Meeting{Group: group, Month: "2026-10", State: pug.MeetingPlanned, Starts: morning}
	wants(t, s.AddMeeting(t.Context(), m), "")
	n := pug.Notice{Member: person(pug.KindMember, "ada").Person(), Starts: morning, By: "Ada", At: morning}
	wants(t, s.PutNotice(t.Context(), m, n), "")
	wants(t, s.PutNotice(t.Context(), m, n), pug.Conflict)
	moved := m
	moved.Starts = morning.AddDate(0, 0, 1)
	wants(t, s.PutNotice(t.Context(), moved, n), pug.Conflict)
	r, err := s.GroupRecords(t.Context(), group)
	if err != nil || len(r.Notices["2026-10"]) != 1 {
		t.Errorf("notices %+v, %v", r.Notices, err)
	}
	wants(t, s.RemoveNotice(t.Context(), m, n), "")
	wants(t, s.RemoveNotice(t.Context(), m, n), pug.Conflict)
}
