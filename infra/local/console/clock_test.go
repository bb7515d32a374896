package console_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

func TestButtonsTurnTheClock(t *testing.T) {
	w := newWorld(t)
	w.clock.SetPace(clock.Pace(time.Second))
	for _, c := range []struct {
		button string
		paused bool
		day    time.Duration
	}{
		{"faster", false, 250 * time.Millisecond},
		{"pause", true, 250 * time.Millisecond},
		{"resume", false, 250 * time.Millisecond},
		{"pause", true, 250 * time.Millisecond},
		{"slower", false, time.Second},
		{"slower", false, 10 * time.Second},
		{"slower", false, 24 * time.Hour},
		{"slower", false, 24 * time.Hour},
	} {
		answer := w.post("/stand/clock", url.Values{"do": {c.button}})
		if answer.Code != http.StatusSeeOther || answer.Header().Get("Location") != "/" {
			t.Errorf("%s: answered %d to %q, want a way back to the control room", c.button, answer.Code,
				answer.Header().Get("Location"))
		}
		day := time.Duration(w.clock.Pace())
		if w.clock.Paused() != c.paused || day != c.day {
			t.Errorf("%s: paused %t, a day takes %s; want %t, %s", c.button, w.clock.Paused(), day,
				c.paused, c.day)
		}
	}
	if answer := w.post("/stand/clock", url.Values{"do": {"explode"}}); answer.Code != http.StatusBadRequest {
		t.Errorf("a button that is not there: answered %d", answer.Code)
	}
}

func TestOtherSitesCannotTurnTheClock(t *testing.T) {
	w := newWorld(t)
	r := httptest.NewRequest(http.MethodPost, "/stand/clock", strings.NewReader("do=pause"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if answer := w.do(r); answer.Code != http.StatusForbidden || w.clock.Paused() {
		t.Errorf("answered %d, paused %t", answer.Code, w.clock.Paused())
	}
}
