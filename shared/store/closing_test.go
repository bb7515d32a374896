package store_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestAGroupIsClosedOnceNobodySitsThere(t *testing.T) {
	s := forming(t, 1)
	g, seats := led(t, s, "mia")
	wants(t, s.AddMeeting(t.Context(), pug.Meeting{Group: g.ID, Month: "2026-10", State: pug.MeetingAsked}), "")
	meetings, err := s.Meetings(t.Context(), g.ID)
	wants(t, err, "")
	ended := pug.Ended(meetings, "Ada", morning)
	wants(t, s.CloseGroup(t.Context(), g, ended), pug.Conflict)
	ending := pug.Ending{By: "Ada", At: morning, Moves: true, Note: "We are sorry."}
	wants(t, s.BeginClosing(t.Context(), g, ending), "")
	wants(t, s.BeginClosing(t.Context(), g, ending), pug.Conflict)
	g, err = s.Group(t.Context(), g.ID)
	if err != nil || g.State != pug.GroupClosing || g.Ending == nil || *g.Ending != ending {
		t.Errorf("it is %s, %+v, %v", g.State, g.Ending, err)
	}
	wants(t, s.TakeSeat(t.Context(), member(t, s, "early", g.ID), nil), pug.Full)
	wants(t, s.CloseGroup(t.Context(), g, ended), pug.Conflict)

	seat, first := seats[0], place(seats[0].Member, -1)
	seat.Left = morning
	wants(t, s.Leave(t.Context(), store.Leaving{Seat: seat, Unoffered: true, Place: &first}), "")
	o, err := s.Outbox(t.Context())
	wants(t, err, "")
	for _, p := range o.Promises {
		if p.Workflow == store.AbsenceWorkflow {
			t.Errorf("the seat of a group that ends is promised to be offered: %+v", p)
		}
	}
	if a, err := s.Application(t.Context(), seat.Member.ID); a.Place != -1 || a.Group != "" || err != nil {
		t.Errorf("Mia has the place %d and the group %q, %v", a.Place, a.Group, err)
	}
	wants(t, s.CloseGroup(t.Context(), g, ended), "")
	wants(t, s.CloseGroup(t.Context(), g, ended), pug.Conflict)
	asked := store.Letter{ID: "plan", While: []store.Premise{store.Leads(g.ID, g.Champion)}}
	if untrue, err := s.Untrue(t.Context(), []store.Letter{asked}); err != nil || !untrue[asked.ID] {
		t.Errorf("a letter to the Champion that waits goes out nonetheless, %v", err)
	}
	if got, want := standing(t, s, g.Champion.ID), g.Champion.Name+"; []; 1; []"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if m, err := s.Meeting(t.Context(), g.ID, "2026-10"); m.State != pug.MeetingUnplanned || err != nil {
		t.Errorf("its meeting is %s, %v", m.State, err)
	}
	wants(t, s.TakeSeat(t.Context(), member(t, s, "late", g.ID), nil), pug.Full)
}
