package members

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// autumn is a day on which October's groups meet.
var autumn = time.Date(2026, time.October, 5, 12, 0, 0, 0, time.UTC)

// ownKey lets pass what the key of the tests, or the one before it, made.
func ownKey(_ context.Context, check func(string) bool) (bool, error) {
	return check(functest.OwnKey) || check("the key before"), nil
}

// scene is Group 1 on Pricing, led by Cleo, with Mia and Bea in it and a meeting on 20 October; Wim waits.
type scene struct {
	*functest.Env
	cleo, mia, bea, wim pug.Application
	group               pug.Group
	meeting             pug.Meeting
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := stage(t, autumn, pug.StageRunning)
	s.cleo = s.Champion(t, "Cleo Marsh")
	s.mia = s.Member(t, "Mia Okoye", func(a *pug.Application) { a.TimeZone, a.Why, a.Shares = "Africa/Lagos", "How to raise prices", true })
	s.bea, s.wim = s.Member(t, "Bea Ng"), s.Member(t, "Wim Smit", func(a *pug.Application) {
		a.Decision = &pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: a.Submitted}
	})
	s.group = s.Group(t, 1, s.cleo, s.mia, s.bea)
	s.Wait(t, 1, s.wim)
	s.wim = s.Application(t, s.wim.ID)
	asked := pug.Meeting{Group: s.group.ID, Month: "2026-10", State: pug.MeetingAsked}
	s.Must(t, s.Store.AddMeeting(t.Context(), asked))
	plan := pug.Plan{Topic: "Discounts", Starts: time.Date(2026, time.October, 20, 15, 0, 0, 0, time.UTC),
		Zone: "America/New_York", Minutes: 60, Location: "https://meet.example.com/pricing"}
	var err error
	s.meeting, err = s.Store.SaveMeeting(t.Context(), asked.Scheduled(plan, s.Now()), nil)
	s.Must(t, err)
	return s
}

// stage is the scene before anybody is there, at a stage of October's cohort.
func stage(t *testing.T, now time.Time, of pug.Stage) *scene {
	t.Helper()
	s := &scene{Env: functest.New(t, now)}
	f, err := New(Deps{Deps: s.Deps(), Key: ownKey})
	s.Must(t, err)
	s.Function = f
	s.Cohort(t, functest.October, of)
	return s
}

// page is the address of somebody's own page.
func (s *scene) page(a pug.Application) string { return s.OwnPage(a.ID, a.Email) }

// act has somebody do something on their own page, and returns what the receipt says.
func (s *scene) act(t *testing.T, a pug.Application, path string, form url.Values) string {
	t.Helper()
	at := s.page(a) + "/" + path
	s.Get(t, at, http.StatusOK, "<form")
	w := s.Visit(http.MethodPost, at, form)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("answered %d:\n%s", w.Code, w.Body)
	}
	return s.Get(t, w.Header().Get("Location"), http.StatusOK)
}

// lastLine is the latest line of somebody's log.
func (s *scene) lastLine(t *testing.T, a pug.Application) pug.Entry {
	t.Helper()
	lines, _, err := s.Store.LogOf(t.Context(), a.ID, "", 1)
	s.Must(t, err)
	if len(lines) == 0 {
		t.Fatal("nothing is in the log")
	}
	return lines[0]
}
