package attendance_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func (s *stage) wantState(want pug.GroupState) {
	s.t.Helper()
	g, err := s.Store.Group(s.t.Context(), s.group.ID)
	if err != nil || g.State != want {
		s.t.Errorf("the group is %s, want %s: %v", g.State, want, err)
	}
}

func TestL1AClosingThatOutlivesItsCohortPromisesNoSeat(t *testing.T) {
	s := setUp(t, "mia@acorn.example")
	g, err := s.Store.Group(t.Context(), s.group.ID)
	s.Must(t, err)
	s.Must(t, s.Store.BeginClosing(t.Context(), g, pug.Ending{By: "Ada Hart", At: s.Now(), Moves: true}))
	s.Must(t, s.Store.SetStage(t.Context(), cohort, pug.StageClosed))
	s.Pass(18 * time.Hour)
	s.daily()
	s.wantState(pug.GroupClosed)
	for _, email := range []string{"mia@acorn.example", cleo} {
		s.WantMail(t, email, "Your group has ended", 1)
		text := s.To(email)[0].Text
		if strings.Contains(text, "waitlist") || !strings.Contains(text, "its cohort has ended since") {
			t.Errorf("%s reads:\n%s", email, text)
		}
	}
	if n := len(s.waitlist()); n > 0 {
		t.Errorf("%d wait", n)
	}
}

func TestL1AClosingThatWasCutShortIsGoneOnWith(t *testing.T) {
	members := []string{"mia@acorn.example", "ned@birch.example", "oda@cedar.example"}
	s := setUp(t, members...)
	g, err := s.Store.Group(t.Context(), s.group.ID)
	s.Must(t, err)
	s.Must(t, s.Store.BeginClosing(t.Context(), g, pug.Ending{By: "Ada Hart", At: s.Now(), Note: "We are sorry."}))
	s.daily()
	s.wantState(pug.GroupClosing)
	if len(s.Sent) > 0 {
		t.Error("somebody is at it still, and is left alone with it")
	}

	s.Pass(18 * time.Hour)
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
	s.wantState(pug.GroupClosing)

	s.daily()
	s.daily()
	s.wantState(pug.GroupClosed)
	for _, email := range append(members, cleo) {
		s.WantMail(t, email, "Your group has ended", 1)
	}
	if got := len(s.waitlist()); got != len(members) || s.members(s.group.ID) != "" {
		t.Errorf("%d wait, and %q sit there", got, s.members(s.group.ID))
	}
}
