package stand_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
)

// visitor is somebody who tries the stand, on which a small cohort of simulated people goes on.
type visitor struct {
	*testing.T
	stand *stand.Stand
	at    *browser.Browser
}

func visit(t *testing.T) visitor {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	dates := calendar.Plan("2026-H2", zone, calendar.DefaultLeads())
	bodies, err := sample.Generate(sample.Options{Seed: 3, Champions: 2, Members: 16, Niches: 1, Cohort: "2026-H2",
		Dates: dates})
	if err != nil {
		t.Fatal(err)
	}
	s, err := stand.New(stand.Config{Cohort: "2026-H2", Seed: 1, Pace: clock.Jump, PublicURL: "http://stand.example",
		Robots: true, Applications: bodies, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if err := s.Clock.Advance(t.Context(), dates.ChampionsOpen); err != nil {
		t.Fatal(err)
	}
	s.Clock.Pause()
	runs(t, s)
	v := visitor{t, s, s.Browser()}
	if v.at.Cookies, err = cookiejar.New(nil); err != nil {
		t.Fatal(err)
	}
	return v
}

// runs runs the stand beside the test until that ends.
func runs(t *testing.T, s *stand.Stand) {
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("the stand ended: %v", err)
		}
	})
}

// click takes a step of the guide, which has to lead to a page that says something.
func (v visitor) click(step, says string) browser.Page {
	v.Helper()
	room, err := v.at.Get("/")
	if err != nil {
		v.Fatal(err)
	}
	page, err := v.at.Submit(room, room.Find("step"), url.Values{"step": {step}})
	if err != nil || !strings.Contains(page.Title+"\n"+page.Text, says) {
		v.Fatalf("step %s: %v: %q lacks %q:\n%s", step, err, page.Title, says, page.Text)
	}
	return page
}

// submit sends the first form of a page that has a field.
func (v visitor) submit(page browser.Page, field string, values url.Values, says string) {
	v.Helper()
	answer, err := v.at.Submit(page, page.Find(field), values)
	if err != nil || !strings.Contains(answer.Text, says) {
		v.Fatalf("%q: %v, it lacks %q:\n%s", answer.Title, err, says, answer.Text)
	}
}

// TestACohortTakesFiveClicks takes the guide's path: each click leads to the mail of whom it is about, however far that
// lies ahead, and each step is ticked off when it is done.
func TestACohortTakesFiveClicks(t *testing.T) {
	v := visit(t)
	v.submit(v.click("1", "This is the form"), "pug_application", nil, "accepted")
	v.click("2", "You are Ada Hart, staff")
	asked := v.stand.Mailbox.To("ada@staff.example")
	review, err := v.at.Get(asked[len(asked)-1].Links[0])
	if err != nil {
		t.Fatal(err)
	}
	v.submit(review, "choice", url.Values{"choice": {"approve"}}, "Your decision is saved")
	v.click("3", "You are a Champion of the October 2026 cohort")
	v.click("4", "Curate the groups")
	v.click("5", "Your talking points, please")
	room, err := v.at.Get("/")
	if err != nil {
		t.Fatal(err)
	}
	if done := strings.Count(room.Text, ", done"); done != 5 {
		t.Errorf("%d steps are ticked off:\n%s", done, room.Text)
	}
	for _, want := range []string{"Group 1", "of 19 seats", "Attendance", "Your talking points, please"} {
		if !strings.Contains(room.Text, want) {
			t.Errorf("the control room lacks %q:\n%s", want, room.Text)
		}
	}
	if !v.stand.Clock.Paused() {
		t.Error("time goes on while the visitor reads")
	}
}
