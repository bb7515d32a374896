package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/apognu/gocal"
	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

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

// entry is a meeting as people see it in their calendar.
type entry struct {
	UID, Status, Summary, Where string
	Start, End, Modified        string
	Sequence                    int
}

func TestAFeedIsReadByOtherPrograms(t *testing.T) {
	text, err := feed().Text()
	if err != nil {
		t.Fatal(err)
	}
	want := []entry{
		{"2026-H2-g01-2026-10@pugs.example.com", "CONFIRMED", "Größe; what, now?", "https://video.example.com/r/1?a=1,2",
			"2026-10-09T01:00:00Z", "2026-10-09T02:30:00Z", "2026-09-20T12:00:00Z", 0},
		{"2026-H2-g01-2026-11@pugs.example.com", "CANCELLED", "PUG: Pricing", "",
			"2026-11-09T01:00:00Z", "2026-11-09T02:30:00Z", "2026-09-20T12:00:00Z", 3},
	}
	for name, read := range map[string]func(*testing.T, string) []entry{"go-ical": readByGoICal, "gocal": readByGocal} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, read(t, text)); diff != "" {
				t.Errorf("%s\n%s", diff, text)
			}
		})
	}
}

func readByGoICal(t *testing.T, text string) []entry {
	t.Helper()
	cal, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	every, err := cal.Props.Get("REFRESH-INTERVAL").Duration()
	if err != nil || every != calendar.FeedEvery {
		t.Errorf("it is to be looked at every %s, %v", every, err)
	}
	if method := cal.Props.Get(ical.PropMethod); method != nil {
		t.Errorf("a feed has the method %s", method.Value)
	}
	var all []entry
	for _, event := range cal.Events() {
		text := func(name string) string {
			s, err := event.Props.Text(name)
			if err != nil {
				t.Error(err)
			}
			return s
		}
		at := func(name string) string {
			moment, err := event.Props.DateTime(name, time.UTC)
			if err != nil {
				t.Error(err)
			}
			return moment.Format(time.RFC3339)
		}
		sequence, err := event.Props.Get(ical.PropSequence).Int()
		if err != nil || event.Props.Get(ical.PropAttendee) != nil {
			t.Errorf("%v; a feed invites nobody: %v", err, event.Props)
		}
		all = append(all, entry{text(ical.PropUID), text(ical.PropStatus), text(ical.PropSummary),
			text(ical.PropLocation), at(ical.PropDateTimeStart), at(ical.PropDateTimeEnd), at(ical.PropLastModified),
			sequence})
	}
	return all
}

func readByGocal(t *testing.T, text string) []entry {
	t.Helper()
	cal := gocal.NewParser(strings.NewReader(text))
	cal.SkipBounds = true
	if err := cal.Parse(); err != nil {
		t.Fatal(err)
	}
	var all []entry
	for _, e := range cal.Events {
		all = append(all, entry{e.Uid, e.Status, e.Summary, e.Location, e.Start.UTC().Format(time.RFC3339),
			e.End.UTC().Format(time.RFC3339), e.LastModified.UTC().Format(time.RFC3339), e.Sequence})
	}
	return all
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
