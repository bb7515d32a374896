package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
)

func TestLeadTimesOutOfOrderAreNamed(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*calendar.Leads)
		says   string // empty: the lead times are good
	}{
		"the default":                              {func(*calendar.Leads) {}, ""},
		"two on the same day":                      {func(l *calendar.Leads) { l.MembersOpen = l.ChampionsDecide }, ""},
		"a launch on the day of curating":          {func(l *calendar.Leads) { l.Curate = 0 }, ""},
		"Champions close before they open":         {func(l *calendar.Leads) { l.ChampionsClose = 71 }, "champions_close"},
		"groups proposed before members are known": {func(l *calendar.Leads) { l.Propose = 11 }, "propose"},
		"a date after the launch":                  {func(l *calendar.Leads) { l.Curate = -1 }, "curate"},
		"renewals after the end":                   {func(l *calendar.Leads) { l.Renew = -1 }, "renew"},
	} {
		t.Run(name, func(t *testing.T) {
			l := calendar.DefaultLeads()
			c.change(&l)
			check(t, l.Validate(), c.says)
		})
	}
}

func TestIntervalsOutOfOrderAreNamed(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*calendar.Intervals)
		says   string
	}{
		"the default":                        {func(*calendar.Intervals) {}, ""},
		"no reminders":                       {func(i *calendar.Intervals) { i.ReviewReminders = nil }, ""},
		"a second reminder before the first": {func(i *calendar.Intervals) { i.MeetingReminders = []calendar.Span{calendar.Days(5), calendar.Days(2)} }, "meeting_reminders"},
		"two reminders at once":              {func(i *calendar.Intervals) { i.ReviewReminders = []calendar.Span{calendar.Days(2), calendar.Days(2)} }, "review_reminders"},
		"a digest before it is asked for":    {func(i *calendar.Intervals) { i.DigestBefore = calendar.Days(6) }, "digest_before"},
	} {
		t.Run(name, func(t *testing.T) {
			i := calendar.DefaultIntervals()
			c.change(&i)
			check(t, i.Validate(), c.says)
		})
	}
}

func check(t *testing.T, err error, says string) {
	t.Helper()
	if (err == nil) != (says == "") || err != nil && !strings.Contains(err.Error(), says) {
		t.Errorf("got %v, want it to speak of %q", err, says)
	}
}

func TestSpansAreReadAndWritten(t *testing.T) {
	for text, want := range map[string]time.Duration{"2d": 48 * time.Hour, "36h": 36 * time.Hour, "90s": 90 * time.Second, "1h30m": 90 * time.Minute} {
		var s calendar.Span
		if err := s.UnmarshalText([]byte(text)); err != nil || s.Duration() != want {
			t.Errorf("%s was read as %s, %v", text, s.Duration(), err)
		}
	}
	for span, want := range map[calendar.Span]string{calendar.Days(2): "2d", calendar.Span(36 * time.Hour): "36h0m0s", calendar.Span(time.Minute): "1m0s"} {
		if text, err := span.MarshalText(); err != nil || string(text) != want {
			t.Errorf("%s was written as %s, %v", span.Duration(), text, err)
		}
	}
	for _, text := range []string{"", "2", "d", "-2d", "0d", "0s", "-1h", "1.5d", "2 d", "999999999d"} {
		s := calendar.Days(1)
		if err := s.UnmarshalText([]byte(text)); err == nil || s != calendar.Days(1) {
			t.Errorf("%q was read as %s", text, s.Duration())
		}
	}
}
