package pug_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTheFiguresOfACohortsEnd(t *testing.T) {
	starts := time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC)
	meeting := func(month string, state pug.MeetingState) pug.Meeting {
		return pug.Meeting{Month: month, State: state, Starts: starts}
	}
	seat := func(id string, excused time.Time) pug.Seat {
		return pug.Seat{Member: pug.Person{ID: id}, Excused: excused}
	}
	decided := func(c pug.Choice) *pug.Decision { return &pug.Decision{Choice: c} }
	var e pug.EndFigures
	end := e.Add(pug.Group{Topic: pug.Topic{Name: "Pricing"}},
		[]pug.Seat{seat("ina", time.Time{}), seat("bo", time.Time{}), seat("left", starts.AddDate(0, 1, 0))},
		[]pug.Meeting{meeting("2026-10", pug.MeetingReported), meeting("2026-11", pug.MeetingNotKnown),
			meeting("2026-12", pug.MeetingCancelled), meeting("2027-01", pug.MeetingUnplanned)},
		pug.Reports{{Month: "2026-10", Members: map[string]pug.Attendance{"ina": pug.Attended, "bo": pug.Excused,
			"left": pug.Missed}}},
		[]pug.Flag{{Decision: decided(pug.ChoiceExcuse)}, {Decision: decided(pug.ChoiceKeep)}},
		[]pug.Renewal{{Decision: decided(pug.ChoiceYes)}})
	if end.Members != 2 || end.Held != 2 {
		t.Errorf("the group has %d members, and held %d meetings", end.Members, end.Held)
	}
	e.Add(pug.Group{}, nil, nil, nil, nil, []pug.Renewal{{}})
	if e.Held != 2 || e.Flags != 2 || e.Excused != 1 || e.Again != 1 || e.Silent != 1 || len(e.Groups) != 2 {
		t.Errorf("%+v", e)
	}
	if e.Attendance() != "1 of 2 (50 %)" {
		t.Errorf("attended: %s", e.Attendance())
	}
	if none := (pug.EndFigures{}).Attendance(); none != "" {
		t.Errorf("of nothing reported: %s", none)
	}
}
