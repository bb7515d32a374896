package grouping_test

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// proposed is a scene with two groups and one person on the waitlist; it comes with Ada's link.
//
//	g01 Pricing: p0..p5; g02 SEO: s0..s5; waitlist: w, who seeks neither
func proposed(t *testing.T) (scene, string) {
	t.Helper()
	s := newScene(t)
	s.champion(t, "abe", "SEO")
	s.champion(t, "bea", "Pricing")
	s.members(t, "p", 6, "Pricing")
	s.members(t, "s", 6, "SEO")
	s.add(t, pug.KindMember, "w", "Quantum")
	s.do(t, "propose")
	return s, s.curate(t, 0)
}

func TestLookingAtTheGroupsChangesNothing(t *testing.T) {
	s, link := proposed(t)
	want := s.cohort(t)
	for _, method := range []string{"GET", "HEAD", "GET"} {
		status, page := s.Visit(t, s.f, method, link, nil)
		if status != 200 {
			t.Errorf("%s: %d", method, status)
		}
		if method == "GET" {
			has(t, page, "Groups of the October 2026 cohort", "Group 2: SEO", "led by BEA Test, Company bea", "6 of 19 seats taken", "P0 Test", "Company p0", "1st",
				"No Champion offers one of the chosen topics", "2 groups with 12 members open, and 1 person stays on the waitlist.")
		}
	}
	if diff := cmp.Diff(want, s.cohort(t)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
}

func TestStaffChangeTheGroups(t *testing.T) {
	for name, c := range map[string]struct {
		form   []string
		status int
		page   string
		want   string // the line that changed
	}{
		"a member moves to another group": {[]string{"action", "move", "member", memberID("p0"), "to", groupID(2)}, 303, "",
			"g02 SEO abe (8 partners): p0 s0 s1 s2 s3 s4 s5"},
		"a member moves to the waitlist, in order of submission": {[]string{"action", "move", "member", memberID("p0"), "to", "waitlist"}, 303, "", "waitlist: p0 w"},
		"a dissolved group's members wait":                       {[]string{"action", "dissolve", "group", groupID(1)}, 303, "", "waitlist: p0 p1 p2 p3 p4 p5 w"},
		"from the waitlist into a group that does not suit": {[]string{"action", "move", "member", memberID("w"), "to", groupID(1)}, 422,
			"W Test does not suit Group 1 by role, topic or region.", "waitlist: w"},
		"nobody is chosen":            {[]string{"action", "move", "to", groupID(1)}, 422, "Please choose who is to be moved.", "waitlist: w"},
		"no place is chosen":          {[]string{"action", "move", "member", memberID("p0"), "to", groupID(1)}, 422, "Please choose where P0 Test is to go.", "waitlist: w"},
		"a group that there is not":   {[]string{"action", "dissolve", "group", groupID(7)}, 422, "There is no such group.", "waitlist: w"},
		"an action that there is not": {[]string{"action", "paint"}, 422, "Please choose what to do", "waitlist: w"},
		"a form without its revision": {[]string{"action", "publish", "revision", ""}, 422, "The form was not complete.", "waitlist: w"},
		"a page that is out of date": {[]string{"action", "move", "member", memberID("p0"), "to", groupID(2), "revision", "0"}, 200,
			"Somebody else changed the groups just now", "waitlist: w"},
	} {
		t.Run(name, func(t *testing.T) {
			s, link := proposed(t)
			status, page := s.post(t, link, c.form...)
			if status != c.status {
				t.Errorf("status %d", status)
			}
			has(t, page, c.page)
			has(t, s.standing(t)+"\n", c.want+"\n")
		})
	}
}

func TestSomebodyWhoSuitsLeavesTheWaitlist(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "move", "member", memberID("p0"), "to", "waitlist")
	if status, page := s.post(t, link, "action", "move", "member", memberID("p0"), "to", groupID(1)); status != 303 {
		t.Fatalf("%d: %s", status, page)
	}
	has(t, s.standing(t), "p0 p1", "waitlist: w")
}

func TestWarningsOfAMoveByHand(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "move", "member", memberID("p0"), "to", groupID(2))
	_, page := s.Visit(t, s.f, "GET", link, nil)
	has(t, page, "does not suit", "not named")
}

func TestR5TwoStaffCannotOverfillAGroup(t *testing.T) {
	s := newScene(t)
	s.champion(t, "abe", "SEO")
	s.champion(t, "bea", "Pricing")
	s.members(t, "s", 18, "SEO")
	s.members(t, "p", 7, "Pricing", "SEO")
	s.do(t, "propose")
	ada := s.curate(t, 0)
	bo := s.LinkTo(t, "bo@example.com")

	revision := fmt.Sprint(s.cohort(t).Revision)
	statuses, pages := make([]int, 2), make([]string, 2)
	var both sync.WaitGroup
	for i, link := range []string{ada, bo} {
		both.Go(func() {
			statuses[i], pages[i] = s.Visit(t, s.f, "POST", link, url.Values{"action": {"move"}, "member": {memberID(fmt.Sprintf("p%d", i))},
				"to": {groupID(2)}, "revision": {revision}})
		})
	}
	both.Wait()
	if statuses[0]+statuses[1] != 303+200 {
		t.Errorf("statuses %v", statuses)
	}
	has(t, pages[0]+pages[1], "Nothing was overwritten")
	has(t, s.standing(t), "g02 SEO abe (20 partners)")

	status, page := s.post(t, bo, "action", "move", "member", memberID("p2"), "to", groupID(2))
	if status != 422 {
		t.Errorf("an overfull group: %d", status)
	}
	has(t, page, "Group 2 has 20 partners, its Champion included: as many as a group may have.")
	has(t, s.standing(t), "g02 SEO abe (20 partners)")
}

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
	for _, change := range [][]string{{"action", "publish"}, {"action", "move", "member", memberID("p0"), "to", "waitlist"}} {
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
	status, page = s.Visit(t, s.f, "GET", ada, nil)
	if status != 410 {
		t.Errorf("late link: %d", status)
	}
	has(t, page, "By Ada Hart")
}

func TestPublishingIsRefusedWhileAGroupIsTooSmall(t *testing.T) {
	s, link := proposed(t)
	for _, last := range []string{"p0", "p1"} {
		s.post(t, link, "action", "move", "member", memberID(last), "to", "waitlist")
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
	made, err := s.Workflow.Sweep(t.Context(), s.Now())
	if err != nil || made != 1 || len(s.Answered) != 1 {
		t.Errorf("the sweep made %d calls, %v; answered %v", made, err, s.Answered)
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
		has(t, mails[0].Letter.Subject, "Curate the groups of the October 2026 cohort by Mon 28 Sep 2026, 09:00 EDT")
		has(t, mails[1].Letter.Subject, "Reminder: Curate")
	}
	if token, err := s.Store.Token(t.Context(), "curate-2026-H2"); err != nil || token != "token-1" {
		t.Errorf("waits: %s, %v", token, err)
	}
}

func TestCurateAfterPublishingGoesOn(t *testing.T) {
	s, _ := proposed(t)
	d := pug.Decision{Choice: pug.ChoicePublish, By: "Ada Hart", At: s.Now()}
	if _, err := s.Store.Publish(t.Context(), cohort, d, -1, workflow.Answer("curate-2026-H2", s.Now())); err != nil {
		t.Fatal(err)
	}
	sent := len(s.Sent)
	s.curate(t, 1)
	if len(s.Answered) != 1 || s.Answered[0] != "token-1" || len(s.Sent) != sent {
		t.Errorf("answered %v, %d mails", s.Answered, len(s.Sent)-sent)
	}
}

func TestALongWaitlistIsShownInPart(t *testing.T) {
	s := newScene(t)
	for i := range pug.MaxGroups {
		topic := fmt.Sprintf("Growing an agency, part %d", i)
		s.champion(t, fmt.Sprintf("lead%d", i), topic)
		s.members(t, fmt.Sprintf("m%dx", i), 40, topic)
	}
	s.do(t, "propose")
	link := s.curate(t, 0)
	status, page := s.Visit(t, s.f, "GET", link, nil)
	if status != 200 || len(page) > 300<<10 {
		t.Errorf("status %d, %d bytes", status, len(page))
	}
	has(t, page, "The first 200 of 210 people, in order.", "10 groups with 190 members open", "19 of 19 seats taken")

	last := s.waitlist(t)[209].Person
	seats, err := s.Store.Seats(t.Context(), groupID(10))
	if err != nil {
		t.Fatal(err)
	}
	s.post(t, link, "action", "move", "member", seats[0].Member.ID, "to", "waitlist")
	if status, page := s.post(t, link, "action", "move", "member", last.ID, "to", groupID(10)); status != 303 {
		t.Errorf("the last in line: %d %s", status, page)
	}
}
