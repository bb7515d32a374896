package console_test

import (
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
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
			`href="/be"`},
		"while members apply": {day(9, 5), "Member applications close", "Members may apply now",
			`pug_application=member`},
		"while groups are curated": {day(9, 22), "Groups curated", "move people and publish",
			`href="/be"`},
		"while groups meet": {day(12, 15), "“Lead it again” goes out", "The groups meet.", `href="/be?text=champion"`},
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
	for name, test := range map[string]struct {
		day    time.Duration
		paused bool
		says   string
	}{
		"at once":           {0, false, "Time jumps from event to event."},
		"as on the wall":    {24 * time.Hour, false, "Time passes as on the wall."},
		"a day in a second": {time.Second, false, "A day takes 1s."},
		"not at all":        {time.Second, true, "Time stands still."},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.clock.SetPace(clock.Pace(test.day))
			if test.paused {
				w.clock.Pause()
			}
			w.wants("/", test.says)
		})
	}
}
