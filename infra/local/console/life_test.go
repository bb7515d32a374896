package console_test

import (
	"strings"
	"testing"
	"time"
)

// day is noon of a day in the life of 2026-H2.
func day(month time.Month, n int) time.Time { return time.Date(2026, month, n, 16, 0, 0, 0, time.UTC) }

func TestTheControlRoomKnowsTheSeason(t *testing.T) {
	for name, test := range map[string]struct {
		at   time.Time
		next string // date in the life of the cohort
		hint string
		link string
	}{
		"while Champions apply": {day(7, 25), "Champion applications close", "Champions may apply now.",
			`href="/apply?company=Lantern`},
		"while staff decide on Champions": {day(8, 26), "Champions decided", "staff decide until the deadline",
			`href="/mailbox?to=ada%40staff.example"`},
		"while members apply": {day(9, 5), "Member applications close", "Members may apply now",
			`pug_application=member`},
		"while groups are curated": {day(9, 22), "Groups curated", "move people and publish",
			`href="/mailbox?to=ada%40staff.example"`},
		"while groups meet": {day(12, 15), "“Lead it again” goes out", "The groups meet.", `href="/mailbox?text=plan&#43;your"`},
		"after the end": {day(12, 31).AddDate(0, 4, 0), "", "The cohort is over.",
			`href="/workflows/cohort/2026-H2"`},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			if err := w.clock.Advance(t.Context(), test.at); err != nil {
				t.Fatal(err)
			}
			body := w.wants("/", test.hint, test.link)
			_, next, found := strings.Cut(body, `<li class="next"><span>`)
			if found != (test.next != "") || !strings.HasPrefix(next, test.next) {
				t.Errorf("the next date is %.60q, want %q", next, test.next)
			}
		})
	}
}

func TestTheControlRoomSaysHowTimePasses(t *testing.T) {
	for name, test := range map[string]struct{ button, says, pressed string }{
		"at once":            {"0s", "Time jumps from event to event.", "As fast as it goes"},
		"as on the wall":     {"24h0m0s", "Time passes as on the wall.", "Real time"},
		"a day in a second":  {"1s", "A day takes 1s.", "A day per second"},
		"many days a second": {"50ms", "A day takes 50ms.", "20 days per second"},
		"not at all":         {"pause", "Time stands still.", "As fast as it goes"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.post("/stand/clock", map[string][]string{"do": {test.button}})
			w.wants("/", test.says, `aria-pressed="true">`+test.pressed)
		})
	}
}

func TestTheNextEventIsNamed(t *testing.T) {
	w := newWorld(t)
	if strings.Contains(w.wants("/"), "Next event") {
		t.Error("an idle clock has a next event")
	}
	w.clock.At(day(8, 1), "bell", func() {})
	w.wants("/", "Next event: Sat 1 Aug 2026, 12:00 New York (-04:00).")
}
