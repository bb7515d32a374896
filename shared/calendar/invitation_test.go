package calendar_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/calendar"
)

func invitation() calendar.Invitation {
	zone := time.FixedZone("EDT", -4*60*60)
	return calendar.Invitation{
		UID: "2026-H2-g01-2026-10@pugs.example.com", Method: calendar.Request,
		Stamp: time.Date(2026, 9, 20, 8, 0, 0, 0, zone), Start: time.Date(2026, 10, 8, 21, 0, 0, 0, zone),
		Length: 90 * time.Minute, Summary: "PUG: Pricing",
		Organizer: calendar.Person{Name: "Partner User Groups", Email: "pugs@example.com"},
		Attendees: []calendar.Person{{Name: "Ada Hart", Email: "ada@example.com"}},
	}
}

func TestAnInvitationCarriesWhatCalendarsNeed(t *testing.T) {
	i := invitation()
	i.Description, i.Location = "Bring one price.\r\nAnd one question.", "https://video.example.com/r/1?a=1,2"
	want := []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Partner User Groups//Meetings//EN", "METHOD:REQUEST",
		"BEGIN:VEVENT", "UID:2026-H2-g01-2026-10@pugs.example.com",
		"DTSTAMP:20260920T120000Z", "DTSTART:20261009T010000Z", "DTEND:20261009T023000Z",
		"SEQUENCE:0", "SUMMARY:PUG: Pricing",
		`DESCRIPTION:Bring one price.\nAnd one question.`,
		`LOCATION:https://video.example.com/r/1?a=1\,2`, "URL:https://video.example.com/r/1?a=1,2",
		"ORGANIZER;CN=Partner User Groups:mailto:pugs@example.com",
		"ATTENDEE;CN=Ada Hart;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ada@example.com",
		"STATUS:CONFIRMED", "END:VEVENT", "END:VCALENDAR",
	}
	if diff := cmp.Diff(want, unfold(t, text(t, i))); diff != "" {
		t.Error(diff)
	}
}

func TestACancellationTakesTheSameMeetingOut(t *testing.T) {
	i := invitation()
	i.Method, i.Sequence = calendar.Cancel, 2
	lines := unfold(t, text(t, i))
	for _, want := range []string{
		"METHOD:CANCEL", "UID:2026-H2-g01-2026-10@pugs.example.com", "SEQUENCE:2", "STATUS:CANCELLED",
		"ORGANIZER;CN=Partner User Groups:mailto:pugs@example.com", "ATTENDEE;CN=Ada Hart:mailto:ada@example.com",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line %q in\n%s", want, strings.Join(lines, "\n"))
		}
	}
}

func TestTextFromStrangersStaysInItsProperty(t *testing.T) {
	i := invitation()
	i.Summary = "a, b; c \\ d\r\nATTENDEE:mailto:eve@example.com"
	i.Description = strings.Repeat("größer, ", 40) + "\r\nEND:VEVENT"
	i.Location = "Room 5; upstairs"
	i.Attendees[0].Name = "Zoë \"Z\" O'Ne\u202eil, Jr.\r\nX:\u200by"
	lines := unfold(t, text(t, i))
	for _, want := range []string{
		`SUMMARY:a\, b\; c \\ d ATTENDEE:mailto:eve@example.com`,
		`DESCRIPTION:` + strings.Repeat(`größer\, `, 39) + `größer\,\nEND:VEVENT`,
		`LOCATION:Room 5\; upstairs`,
		"ATTENDEE;CN=Zoë Z O’Neil Jr. X y;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ada@example.com",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line %q in\n%s", want, strings.Join(lines, "\n"))
		}
	}
	for _, line := range lines {
		if strings.HasPrefix(line, "URL") {
			t.Errorf("a room became a URL: %s", line)
		}
	}
}

func TestInvitationsThatNoCalendarWouldTakeAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*calendar.Invitation){
		"no UID":                              func(i *calendar.Invitation) { i.UID = "" },
		"a UID of two lines":                  func(i *calendar.Invitation) { i.UID = "a\r\nb" },
		"an unknown method":                   func(i *calendar.Invitation) { i.Method = "REPLY" },
		"a cancellation that is not a change": func(i *calendar.Invitation) { i.Method = calendar.Cancel },
		"no length":                           func(i *calendar.Invitation) { i.Length = 0 },
		"no summary":                          func(i *calendar.Invitation) { i.Summary = " \n" },
		"no attendee":                         func(i *calendar.Invitation) { i.Attendees = nil },
		"an organizer without an address":     func(i *calendar.Invitation) { i.Organizer.Email = "" },
		"an attendee with a header in the address": func(i *calendar.Invitation) {
			i.Attendees[0].Email = "ada@example.com\r\nX: y"
		},
	} {
		t.Run(name, func(t *testing.T) {
			i := invitation()
			spoil(&i)
			if got, err := i.Text(); err == nil {
				t.Errorf("accepted:\n%s", got)
			}
		})
	}
}

func text(t *testing.T, i calendar.Invitation) string {
	t.Helper()
	s, err := i.Text()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// unfold checks line ends and line lengths (RFC 5545, 3.1) and joins what was folded.
func unfold(t *testing.T, text string) []string {
	t.Helper()
	var lines []string
	body, ended := strings.CutSuffix(text, "\r\n")
	if !ended {
		t.Error("the last line does not end in CRLF")
	}
	for line := range strings.SplitSeq(body, "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
			t.Errorf("bad line of %d octets: %q", len(line), line)
		}
		if rest, folded := strings.CutPrefix(line, " "); folded {
			lines[len(lines)-1] += rest
			continue
		}
		lines = append(lines, line)
	}
	return lines
}
