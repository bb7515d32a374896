package review

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// visit opens a link and wants a status and texts on the page.
func visit(t *testing.T, r *functest.Env, f *lambdafn.Function, method, link string, form url.Values, status int, texts ...string) {
	t.Helper()
	code, page := r.Visit(t, f, method, link, form)
	if code != status {
		t.Fatalf("%s answers %d, want %d", method, code, status)
	}
	for _, text := range texts {
		if !strings.Contains(page, text) {
			t.Errorf("the page lacks %q:\n%s", text, page)
		}
	}
}

func choose(choice pug.Choice, note string) url.Values {
	return url.Values{"choice": {string(choice)}, "note": {note}}
}

func TestThePageShowsTheApplicationAndChangesNothing(t *testing.T) {
	r, f := stage(t)
	ask(t, r, f, 0)
	link := r.LinkTo(t, ada)
	before := application(t, r)
	visit(t, r, f, http.MethodHead, link, nil, http.StatusOK)
	visit(t, r, f, http.MethodGet, link, nil, http.StatusOK, "Ina Roth applies as a member", "Roth &lt;&amp; Co&gt;", "App partner",
		"1. Pricing · 2. Hiring", "To learn,", "October 2026", "Mon 21 Sep 2026, 09:00 EDT", `value="approve"`, `value="decline"`, `value="waitlist"`)
	if diff := cmp.Diff(before, application(t, r)); diff != "" || len(r.Answered) != 0 {
		t.Errorf("opening the link changed something: %s, answered %v", diff, r.Answered)
	}
}

func TestTheFirstDecisionStands(t *testing.T) {
	r, f := stage(t)
	ask(t, r, f, 0)
	links := []string{r.LinkTo(t, ada), r.LinkTo(t, bo)}
	visit(t, r, f, http.MethodPost, links[0], choose(pug.ChoiceApprove, "Welcome!"), http.StatusOK, "The application of Ina Roth was approved")
	a := application(t, r)
	want := &pug.Decision{Choice: pug.ChoiceApprove, Note: "Welcome!", By: "Ada Hart", At: r.Now()}
	if diff := cmp.Diff(want, a.Decision); diff != "" || a.Status != pug.StatusApproved {
		t.Errorf("the application is %s: %s", a.Status, diff)
	}
	for _, link := range links {
		visit(t, r, f, http.MethodPost, link, choose(pug.ChoiceDecline, ""), http.StatusOK, "already decided", "was approved.", "Ada Hart", "Welcome!")
		visit(t, r, f, http.MethodGet, link, nil, http.StatusOK, "already decided")
	}
	if diff := cmp.Diff(want, application(t, r).Decision); diff != "" {
		t.Errorf("the decision changed: %s", diff)
	}
	if diff := cmp.Diff([]string{"token"}, r.Answered); diff != "" {
		t.Errorf("the workflow is not told once: %s", diff)
	}
}

func TestOfTwoWhoDecideInTheSameMomentOneIsFirst(t *testing.T) {
	r, f := stage(t)
	ask(t, r, f, 0)
	type seen struct {
		code int
		page string
	}
	pages := make(chan seen, 2)
	for email, choice := range map[string]pug.Choice{ada: pug.ChoiceApprove, bo: pug.ChoiceDecline} {
		link := r.LinkTo(t, email)
		go func() {
			code, page := r.Visit(t, f, http.MethodPost, link, choose(choice, ""))
			pages <- seen{code, page}
		}()
	}
	saved := 0
	for range 2 {
		s := <-pages
		if s.code == http.StatusOK && strings.Contains(s.page, "Your decision is saved") {
			saved++
		}
	}
	if saved != 1 {
		t.Errorf("%d of two decisions were saved, want 1", saved)
	}
}

func TestADecisionStandsThoughTheWorkflowCannotBeTold(t *testing.T) {
	r, f := stage(t)
	ask(t, r, f, 0)
	r.Fail = func(string) error { return errors.New("no workflows today") }
	visit(t, r, f, http.MethodPost, r.LinkTo(t, ada), choose(pug.ChoiceDecline, ""), http.StatusOK, "was declined")
	r.Fail = nil
	if made, err := r.Workflow.Sweep(t.Context(), r.Now().Add(time.Hour)); made != 1 || err != nil || len(r.Answered) != 1 {
		t.Errorf("the sweep made %d calls (%v), the workflow was told %d times", made, err, len(r.Answered))
	}
}

func TestBadInputShowsTheFormAgain(t *testing.T) {
	r, f := stage(t)
	ask(t, r, f, 0)
	link := r.LinkTo(t, ada)
	visit(t, r, f, http.MethodPost, link, choose("", "Half a thought"), http.StatusUnprocessableEntity, "Choose an answer.", "Half a thought")
	visit(t, r, f, http.MethodPost, link, choose(pug.ChoiceReplace, ""), http.StatusUnprocessableEntity, "Choose one of the answers.")
	visit(t, r, f, http.MethodPost, link, choose(pug.ChoiceApprove, strings.Repeat("x", 2001)), http.StatusUnprocessableEntity, "at most 2000")
	if a := application(t, r); a.Decision != nil {
		t.Errorf("bad input decided: %+v", a.Decision)
	}
}

func TestALateLink(t *testing.T) {
	r, f := stage(t)
	ask(t, r, f, 0)
	link := r.LinkTo(t, ada)
	r.At(application(t, r).Deadline)
	visit(t, r, f, http.MethodPost, link, choose(pug.ChoiceApprove, ""), http.StatusGone, "This link has ended")
	if a := application(t, r); a.Decision != nil {
		t.Errorf("a late link decided: %+v", a.Decision)
	}
	do(t, r, f, "lapse")
	visit(t, r, f, http.MethodGet, link, nil, http.StatusOK, "Nobody decided in time, so the application of Ina Roth was waitlisted.")
}

func TestALinkThatDoesNotExist(t *testing.T) {
	r, f := stage(t)
	visit(t, r, f, http.MethodGet, "https://groups.example.com/review/invented", nil, http.StatusNotFound, "This link does not work")
}
