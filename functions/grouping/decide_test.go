package grouping_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestPublishingTellsTheWorkflowOnce(t *testing.T) {
	s, ada := proposed(t)
	bo := s.LinkTo(t, "bo@example.com")
	status, page := s.post(t, ada, "action", "publish")
	has(t, page, "The groups of the October 2026 cohort are published", "you get a summary")
	if status != 200 {
		t.Fatalf("%d: %s", status, page)
	}
	if c := s.cohort(t); c.Published == nil || c.Published.By != "Ada Hart" || c.Published.Choice != pug.ChoicePublish {
		t.Errorf("published: %+v", c.Published)
	}
	for _, change := range [][]string{{"action", "publish"},
		{"action", "move", "member", memberID("p0"), "group", "waitlist"}} {
		status, page := s.post(t, bo, change...)
		if status != 200 {
			t.Errorf("Bo after Ada: %d", status)
		}
		has(t, page, "The groups of the October 2026 cohort are published: 2 groups with 14 partners.", "By Ada Hart")
	}
	if diff := cmp.Diff([]string{"token-0"}, s.Answered); diff != "" {
		t.Errorf("answered (-want +got)\n%s", diff)
	}
	s.Pass(30 * 24 * time.Hour)
	s.Get(t, ada, 410, "By Ada Hart")
}

func TestPublishingIsRefusedWhileAGroupIsTooSmall(t *testing.T) {
	s, link := proposed(t)
	for _, last := range []string{"p0", "p1"} {
		s.post(t, link, "action", "move", "member", memberID(last), "group", "waitlist")
	}
	status, page := s.post(t, link, "action", "publish")
	if status != 422 || s.cohort(t).Published != nil {
		t.Errorf("%d, published: %v", status, s.cohort(t).Published)
	}
	has(t, page, "Group 1 (Pricing) has 4 members: a group opens with 5 or more.")
}

func TestPublishingStandsWhenTheWorkflowCannotBeTold(t *testing.T) {
	s, link := proposed(t)
	s.Fail = func(what string) error {
		if strings.HasPrefix(what, "answer") {
			return errors.New("down")
		}
		return nil
	}
	if status, _ := s.post(t, link, "action", "publish"); status != 200 {
		t.Errorf("status %d", status)
	}
	s.Fail = nil
	s.Pass(time.Hour)
	if made := s.Sweep(t); made != 1 || len(s.Answered) != 1 {
		t.Errorf("the sweep made %d calls; answered %v", made, s.Answered)
	}
}

func TestALateLinkDecidesNothing(t *testing.T) {
	s, link := proposed(t)
	s.Pass(10 * 24 * time.Hour)
	status, page := s.post(t, link, "action", "publish")
	if status != 410 || s.cohort(t).Published != nil {
		t.Errorf("%d, published: %v", status, s.cohort(t).Published)
	}
	has(t, page, "This link has ended")
}
