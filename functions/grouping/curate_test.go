package grouping_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

func TestCurateAsksEveryStaff(t *testing.T) {
	s, _ := proposed(t)
	s.curate(t, 0) // the workflow tries again
	s.Pass(48 * time.Hour)
	s.curate(t, 1)
	for _, email := range []string{"ada@example.com", "bo@example.com"} {
		mails := s.To(email)
		if len(mails) != 2 {
			t.Fatalf("%d mails to %s", len(mails), email)
		}
		has(t, mails[0].Letter.Subject, "Curate the groups of the October 2026 cohort by Mon 28 Sep 2026, 09:00 New York (-04:00)")
		has(t, mails[1].Letter.Subject, "Reminder: Curate")
	}
	if token, err := s.Store.Token(t.Context(), "curate-2026-H2"); err != nil || token != "token-1" {
		t.Errorf("waits: %s, %v", token, err)
	}
}

func TestCurateAfterPublishingGoesOn(t *testing.T) {
	s, _ := proposed(t)
	d := pug.Decision{Choice: pug.ChoicePublish, By: "Ada Hart", At: s.Now()}
	if _, err := s.Store.Publish(t.Context(), cohort, d, 1, workflow.Answer("curate-2026-H2", s.Now())); err != nil {
		t.Fatal(err)
	}
	sent := len(s.Sent)
	s.curate(t, 1)
	if len(s.Answered) != 1 || s.Answered[0] != "token-1" || len(s.Sent) != sent {
		t.Errorf("answered %v, %d mails", s.Answered, len(s.Sent)-sent)
	}
}
