package calendar_test

import (
	"strings"
	"testing"

	"github.com/emersion/go-ical"

	"github.com/partnerusergroups/pugs/shared/calendar"
)

// feed has a meeting that is planned, and one that was cancelled.
func feed() calendar.Feed {
	planned, cancelled := invitation(), invitation()
	planned.Summary, planned.Location = "Größe; what, now?", "https://video.example.com/r/1?a=1,2"
	planned.Description = strings.Repeat("Bring one price. ", 10) + "\nEND:VEVENT"
	cancelled.UID, cancelled.Method, cancelled.Sequence = "2026-H2-g01-2026-11@pugs.example.com", calendar.Cancel, 3
	cancelled.Start = cancelled.Start.AddDate(0, 1, 0)
	return calendar.Feed{Name: "Partner User Groups: Ada, Bo", Address: "https://pugs.example.com/my/a1-S/meetings.ics",
		Meetings: []calendar.Invitation{planned, cancelled}}
}

func TestAFeedIsReadByOtherPrograms(t *testing.T) {
	text, err := feed().Text()
	if err != nil {
		t.Fatal(err)
	}
	host := "Partner User Groups <pugs@example.com>"
	want := calendarRead{"", []entry{
		{"2026-H2-g01-2026-10@pugs.example.com", "CONFIRMED", "Größe; what, now?", "https://video.example.com/r/1?a=1,2",
			"2026-10-09T01:00:00Z", "2026-10-09T02:30:00Z", "2026-09-20T12:00:00Z", 0, host, ""},
		{"2026-H2-g01-2026-11@pugs.example.com", "CANCELLED", "PUG: Pricing", "",
			"2026-11-09T01:00:00Z", "2026-11-09T02:30:00Z", "2026-09-20T12:00:00Z", 3, host, ""},
	}}
	isReadAs(t, text, want)
	cal, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	every, err := cal.Props.Get("REFRESH-INTERVAL").Duration()
	if err != nil || every != calendar.FeedEvery {
		t.Errorf("it is to be looked at every %s, %v", every, err)
	}
}

func TestAFeedSaysWhatItIs(t *testing.T) {
	text, err := feed().Text()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Join(unfold(t, text), "\n")
	for _, want := range []string{"X-WR-CALNAME:Partner User Groups: Ada\\, Bo\n", "NAME:Partner User Groups: Ada\\, Bo\n",
		"REFRESH-INTERVAL;VALUE=DURATION:PT4H\n", "X-PUBLISHED-TTL:PT4H\n",
		"URL:https://pugs.example.com/my/a1-S/meetings.ics\n"} {
		if !strings.Contains(lines, want) {
			t.Errorf("no line %q in\n%s", want, lines)
		}
	}
}

func TestAFeedWithoutMeetingsIsOne(t *testing.T) {
	text, err := calendar.Feed{Name: "Partner User Groups", Address: "https://pugs.example.com"}.Text()
	if err != nil || !strings.Contains(text, "BEGIN:VCALENDAR") || strings.Contains(text, "VEVENT") {
		t.Errorf("%v\n%s", err, text)
	}
}
