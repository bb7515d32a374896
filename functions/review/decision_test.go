package review

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func choose(choice pug.Choice, note string) url.Values {
	return url.Values{"choice": {string(choice)}, "note": {note}}
}

func TestThePageShowsTheApplicationAndChangesNothing(t *testing.T) {
	r := stage(t)
	ask(t, r, 0)
	link := r.LinkTo(t, ada)
	before := r.Application(t, inaID)
	if status := r.Visit(http.MethodHead, link, nil).Code; status != http.StatusOK {
		t.Errorf("HEAD answers %d", status)
	}
	r.Get(t, link, http.StatusOK, "Ina Roth applies as a member", "Roth &lt;&amp; Co&gt;", "App partner",
		"1. Pricing · 2. Hiring", "To learn,", "October 2026", "Mon 21 Sep 2026, 09:00 New York (-04:00)", `value="approve"`, `value="decline"`, `value="waitlist"`)
	if diff := cmp.Diff(before, r.Application(t, inaID)); diff != "" || len(r.Answered) != 0 {
		t.Errorf("opening the link changed something: %s, answered %v", diff, r.Answered)
	}
}

func TestTheFirstDecisionStands(t *testing.T) {
	r := stage(t)
	ask(t, r, 0)
	links := []string{r.LinkTo(t, ada), r.LinkTo(t, bo)}
	r.Post(t, links[0], choose(pug.ChoiceApprove, "Welcome!"), http.StatusOK,
		"The application of Ina Roth was approved")
	a := r.Application(t, inaID)
	want := &pug.Decision{Choice: pug.ChoiceApprove, Note: "Welcome!", By: "Ada Hart", At: r.Now()}
	if diff := cmp.Diff(want, a.Decision); diff != "" || a.Status != pug.StatusApproved {
		t.Errorf("the application is %s: %s", a.Status, diff)
	}
	for _, link := range links {
		r.Post(t, link, choose(pug.ChoiceDecline, ""), http.StatusOK, "already decided", "was approved.", "Ada Hart",
			"Welcome!")
		r.Get(t, link, http.StatusOK, "already decided", `href="/desk/people/`+inaID+`/decision">Change decision`)
	}
	if diff := cmp.Diff(want, r.Application(t, inaID).Decision); diff != "" {
		t.Errorf("the decision changed: %s", diff)
	}
	if diff := cmp.Diff([]string{"token"}, r.Answered); diff != "" {
		t.Errorf("the workflow is not told once: %s", diff)
	}
}

func TestOfTwoWhoDecideInTheSameMomentOneIsFirst(t *testing.T) {
	r := stage(t)
	ask(t, r, 0)
	pages := make(chan *httptest.ResponseRecorder, 2)
	for email, choice := range map[string]pug.Choice{ada: pug.ChoiceApprove, bo: pug.ChoiceDecline} {
		link := r.LinkTo(t, email)
		go func() { pages <- r.Visit(http.MethodPost, link, choose(choice, "")) }()
	}
	saved := 0
	for range 2 {
		page := <-pages
		if page.Code == http.StatusOK && strings.Contains(page.Body.String(), "Your decision is saved") {
			saved++
		}
	}
	if saved != 1 {
		t.Errorf("%d of two decisions were saved, want 1", saved)
	}
}

func TestADecisionStandsAndIsToldThoughTheWorkflowCannotBe(t *testing.T) {
	r := stage(t)
	r.Cohort(t, "2026-H2", pug.StageMembers)
	ask(t, r, 0)
	r.Fail = func(string) error { return errors.New("no workflows today") }
	r.Post(t, r.LinkTo(t, ada), choose(pug.ChoiceDecline, "Next time."), http.StatusOK, "was declined")
	r.WantMail(t, ina, "Not this time", 1)
	r.Fail = nil
	if made := r.Sweep(t); made != 1 || len(r.Answered) != 1 {
		t.Errorf("the sweep made %d calls, the workflow was told %d times", made, len(r.Answered))
	}
}

func TestWhoIsDecidedAfterTheGroupsWerePublishedIsToldByTheWorkflow(t *testing.T) {
	r := stage(t)
	r.Cohort(t, "2026-H2", pug.StagePublished)
	ask(t, r, 0)
	r.Post(t, r.LinkTo(t, ada), choose(pug.ChoiceApprove, ""), http.StatusOK, "was approved")
	r.WantMail(t, ina, "", 0)
	do(t, r, "record")
	do(t, r, "tell")
	r.WantMail(t, ina, "You are approved, and on the waitlist", 1)
}

func TestBadInputShowsTheFormAgain(t *testing.T) {
	r := stage(t)
	ask(t, r, 0)
	link := r.LinkTo(t, ada)
	r.Post(t, link, choose("", "Half a thought"), http.StatusUnprocessableEntity, "Choose an answer.", "Half a thought")
	r.Post(t, link, choose(pug.ChoiceReplace, ""), http.StatusUnprocessableEntity, "Choose one of the answers.")
	r.Post(t, link, choose(pug.ChoiceApprove, strings.Repeat("x", 2001)), http.StatusUnprocessableEntity,
		"at most 2000")
	if a := r.Application(t, inaID); a.Decision != nil {
		t.Errorf("bad input decided: %+v", a.Decision)
	}
}

func TestALateLink(t *testing.T) {
	r := stage(t)
	ask(t, r, 0)
	link := r.LinkTo(t, ada)
	r.At(r.Application(t, inaID).Deadline)
	r.Post(t, link, choose(pug.ChoiceApprove, ""), http.StatusGone, "This link has ended", "do it at the desk")
	if a := r.Application(t, inaID); a.Decision != nil {
		t.Errorf("a late link decided: %+v", a.Decision)
	}
	do(t, r, "lapse")
	r.Get(t, link, http.StatusOK, "Nobody decided in time, so the application of Ina Roth was waitlisted.")
}

func TestALinkThatDoesNotExist(t *testing.T) {
	r := stage(t)
	r.Get(t, "https://groups.example.com/review/invented", http.StatusNotFound, "This link does not work")
}
