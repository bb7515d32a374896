package desk

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTheDiarySaysOnceWhereItsTimesAre(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		days []int // of October 2026, the latest first
		want string
	}{
		"in winter":                  {[]int{40, 33}, "Times are in New York, UTC-5."},
		"across a change of clocks":  {[]int{40, 33, 30, 29}, "Times are in New York, UTC-5. Until Fri 30 Oct 2026: UTC-4."},
		"nowhere where no lines are": {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var view logView
			for _, day := range c.days {
				view.add(logLine{pug.Entry{}, time.Date(2026, time.October, day, 10, 0, 0, 0, zone)})
			}
			if got := view.Zone(); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
