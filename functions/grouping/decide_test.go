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
		if status != 410 {
			t.Errorf("Bo after Ada: %d", status)
		}
		has(t, page, "You came too late", "The groups of the October 2026 cohort are published: 2 groups with 14 partners.",
			"By Ada Hart", " at the desk</a>")
	}
	if status, page = s.post(t, ada, "action", "publish"); status != 200 || !strings.Contains(page, "you get a summary") {
		t.Errorf("Ada clicked twice: %d", status)
	}
	if diff := cmp.Diff([]string{"token-0"}, s.Answered); diff != "" {
		t.Errorf("answered (-want +got)\n%s", diff)
	}
}

func TestOncePublishedTheLinkLeadsToTheDesk(t *testing.T) {
	s, link := proposed(t)
	const desk = "https://groups.example.com/desk/"
	_, page := s.post(t, link, "action", "publish")
	has(t, page, `href="`+desk+`cohorts/2026-H2">`, `href="`+desk+`groups/2026-H2-g02">Group 2 (SEO)</a>`)
	for _, when := range []string{"at once", "when it has ended"} {
		for query, leads := range map[string]string{
			"":                                   "cohorts/2026-H2",
			"q=p0&open=waitlist":                 "cohorts/2026-H2",
			"open=g02":                           "groups/" + groupID(2),
			"show=group&id=" + groupID(1):        "groups/" + groupID(1),
			"show=group&id=" + groupID(7):        "cohorts/2026-H2",
			"show=person&id=" + memberID("p0"):   "people/" + memberID("p0"),
			"show=person&id=//elsewhere.example": "cohorts/2026-H2",
			"show=swap&id=" + memberID("p0") + "&group=" + groupID(2):                  "people/" + memberID("p0"),
			"show=change&action=move&member=" + memberID("w") + "&group=" + groupID(2): "people/" + memberID("w"),
			"show=log":    "cohorts/2026-H2",
			"q=%zz":       "cohorts/2026-H2",
			"show=export": "cohorts/2026-H2",
		} {
			if w := s.Visit("GET", link+"?"+query, nil); w.Code != 303 || w.Header().Get("Location") != desk+leads {
				t.Errorf("%s, %q leads to %d %q", when, query, w.Code, w.Header().Get("Location"))
			}
		}
		s.Pass(30 * 24 * time.Hour)
	}
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
	has(t, page, "This link has ended", "The link could be used until Mon 28 Sep 2026, 09:00 New York", "desk/cohorts/2026-H2")
	if w := s.Visit("GET", link, nil); w.Code != 303 || !strings.HasSuffix(w.Header().Get("Location"), "/desk/cohorts/2026-H2") {
		t.Errorf("a look leads to %d %q", w.Code, w.Header().Get("Location"))
	}
}
