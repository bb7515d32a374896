package console_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/console"
)

// watch asks for the control room as the script of the page does.
func (w *world) watch() {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Stand-Watching", "yes")
	w.do(r)
}

// asked has staff be asked to curate the groups.
func (w *world) asked(to, path string) {
	w.receive(to, "Curate the groups", "Look: "+base+path)
	w.console.Heard(w.box.After(w.box.Count() - 1)[0])
}

func TestTimeStopsAtAChoiceThatIsWorthALook(t *testing.T) {
	watched := func(w *world) { w.watch() }
	for name, test := range map[string]struct {
		before   func(*world)
		to, path string
		stops    bool
	}{
		"while somebody watches":         {watched, "ada@staff.example", "/groups/abc", true},
		"not where nobody does":          {func(*world) {}, "ada@staff.example", "/groups/abc", false},
		"not for the same of the others": {watched, "bo@staff.example", "/groups/abc", false},
		"not for a page that is for all": {watched, "ada@staff.example", "/groups/2026-H2", false},
		"not for what is no choice":      {watched, "ada@staff.example", "/points/abc", false},
		"not a second time": {func(w *world) {
			w.watch()
			w.asked("ada@staff.example", "/groups/first")
			w.post("/stand/stop", url.Values{"do": {"go"}})
		}, "ada@staff.example", "/groups/abc", false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, func(d *console.Deps) { d.Mode, d.Stops = "robots", true })
			test.before(w)
			w.asked(test.to, test.path)
			if w.clock.Paused() != test.stops {
				t.Errorf("paused %t, want %t", w.clock.Paused(), test.stops)
			}
			if test.stops {
				w.wants("/", "Curate the groups yourself", "Show me")
			}
		})
	}
}

func TestWhoLooksAtAChoiceIsStaffWhileTimeStandsStill(t *testing.T) {
	w := newWorld(t, func(d *console.Deps) { d.Mode, d.Stops = "robots", true })
	w.watch()
	w.asked("ada@staff.example", "/groups/abc")
	show := w.post("/stand/stop", url.Values{"do": {"show"}})
	if show.Header().Get("Location") != "/inbox/1" || !w.clock.Paused() {
		t.Errorf("led to %q, paused %t", show.Header().Get("Location"), w.clock.Paused())
	}
	if answer := w.as(show, "/inbox/1"); answer.Code != http.StatusOK {
		t.Errorf("the email: answered %d", answer.Code)
	}
	w.post("/stand/clock", url.Values{"do": {"resume"}})
	if w.clock.Paused() {
		t.Error("time stands still for ever")
	}
}

func TestHandsAreNeverStopped(t *testing.T) {
	w := newWorld(t, func(d *console.Deps) { d.Stops = true })
	w.watch()
	w.asked("ada@staff.example", "/groups/abc")
	if w.clock.Paused() {
		t.Error("time stopped for people who act by themselves")
	}
}

func TestTimeCalmsDownForTheFirstWhoWatches(t *testing.T) {
	calm := clock.Pace(time.Second)
	w := newWorld(t, func(d *console.Deps) { d.Calm = &calm })
	w.get("/")
	if w.console.Watched() || w.clock.Pace() == calm {
		t.Error("a page that nobody looks at counts as watched")
	}
	w.watch()
	if !w.console.Watched() || w.clock.Pace() != calm {
		t.Errorf("watched %t, a day takes %s", w.console.Watched(), time.Duration(w.clock.Pace()))
	}
	w.post("/stand/clock", url.Values{"do": {"faster"}})
	w.watch()
	if w.clock.Pace() == calm {
		t.Error("the pace that somebody chose was changed")
	}
}

func TestTheNextThingThatHappensIsSomethingThatPeopleNotice(t *testing.T) {
	w := newWorld(t)
	w.clock.Pause()
	at := w.clock.Now().AddDate(0, 0, 3)
	w.clock.At(at.Add(-time.Hour), "nothing", func() {})
	w.clock.At(at, "mail", func() { w.receive("ada@staff.example", "Please decide") })
	late := false
	w.clock.At(at.Add(time.Hour), "late", func() { late = true })
	w.post("/stand/clock", url.Values{"do": {"next"}})
	if err := w.clock.RunUntil(t.Context(), func() bool { return w.box.Count() > 0 }); err != nil {
		t.Fatal(err)
	}
	if !w.clock.Now().Equal(at) || late || !w.clock.Paused() {
		t.Errorf("it is %s, want %s; the event after it ran: %t", w.clock.Now(), at, late)
	}
}
