package console_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestButtonsTurnTheClock(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		button string
		paused bool
		day    time.Duration
	}{
		{"1s", false, time.Second},
		{"pause", true, time.Second},
		{"resume", false, time.Second},
		{"pause", true, time.Second},
		{"50ms", false, 50 * time.Millisecond},
		{"24h0m0s", false, 24 * time.Hour},
		{"0s", false, 0},
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

func TestJumpToTheNextEventMovesAPausedClock(t *testing.T) {
	w := newWorld(t)
	at, rang := w.clock.Now().AddDate(0, 0, 3), false
	w.clock.At(at, "bell", func() { rang = true })
	w.post("/stand/clock", url.Values{"do": {"pause"}})
	w.post("/stand/clock", url.Values{"do": {"next"}})
	if err := w.clock.RunUntil(t.Context(), func() bool { return rang }); err != nil {
		t.Fatal(err)
	}
	if !w.clock.Now().Equal(at) || !w.clock.Paused() {
		t.Errorf("it is %s, paused %t; want %s, paused", w.clock.Now(), w.clock.Paused(), at)
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
