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

// calendarRead is what another program takes from iCalendar text.
type calendarRead struct {
	Method string
	Events []entry
}

// entry is a meeting as people see it in their calendar.
type entry struct {
	UID, Status, Summary, Where string
	Start, End, Modified        string // the last is empty where it is not said
	Sequence                    int
	Organizer, Attendees        string // "Ada Hart <ada@example.com>"
}

// isReadAs has two libraries read the text that are not the one that wrote it.
func isReadAs(t *testing.T, text string, want calendarRead) {
	t.Helper()
	for name, read := range map[string]func(*testing.T, string) calendarRead{"go-ical": goICal, "gocal": goCal} {
		if diff := cmp.Diff(want, read(t, text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%s", name, diff, text)
		}
	}
}

func TestInvitationsOfEveryKindAreReadByOtherPrograms(t *testing.T) {
	first := invitation()
	first.Unable = "If you cannot come, tell your Champion: declining in your calendar tells nobody."
	first.Description, first.Location = "Join: https://video.example.com/r/1\n\nPricing", "https://video.example.com/r/1"
	want := entry{"2026-H2-g01-2026-10@pugs.example.com", "CONFIRMED", "PUG: Pricing", "https://video.example.com/r/1",
		"2026-10-09T01:00:00Z", "2026-10-09T02:30:00Z", "", 0, "Partner User Groups <pugs@example.com>",
		"Ada Hart <ada@example.com>"}
	for name, c := range map[string]struct {
		method calendar.Method
		change func(*calendar.Invitation)
		want   func(*entry)
	}{
		"request":       {calendar.Request, func(*calendar.Invitation) {}, func(*entry) {}},
		"copy for host": {calendar.Request, func(i *calendar.Invitation) { *i = i.ForHost() }, func(*entry) {}},
		"update": {calendar.Request, func(i *calendar.Invitation) {
			i.Sequence, i.Start, i.Summary = 1, i.Start.AddDate(0, 0, 1), "PUG: Größe, \\ and; more"
		}, func(e *entry) {
			e.Sequence, e.Summary = 1, "PUG: Größe, \\ and; more"
			e.Start, e.End = "2026-10-10T01:00:00Z", "2026-10-10T02:30:00Z"
		}},
		"cancellation": {calendar.Cancel, func(i *calendar.Invitation) { i.Sequence = 2 }, func(e *entry) {
			e.Sequence, e.Status = 2, "CANCELLED"
		}},
		"cancellation to who leaves, having come back, of two at one address": {calendar.Cancel, func(i *calendar.Invitation) {
			i.Sequence, i.UID = 1, calendar.Own(i.UID, "b0", 2)
			i.Attendees = []calendar.Person{{Name: "Zoë O'Neil, Jr.", Email: "zoe@example.com"}}
		}, func(e *entry) {
			e.Sequence, e.Status, e.UID = 1, "CANCELLED", "2026-H2-g01-2026-10-b0-again2@pugs.example.com"
			e.Attendees = "Zoë O’Neil Jr. <zoe@example.com>"
		}},
	} {
		t.Run(name, func(t *testing.T) {
			i, want := first, want
			i.Method = c.method
			c.change(&i)
			c.want(&want)
			isReadAs(t, text(t, i), calendarRead{string(c.method), []entry{want}})
		})
	}
}

func goICal(t *testing.T, text string) calendarRead {
	t.Helper()
	cal, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	var read calendarRead
	if method := cal.Props.Get(ical.PropMethod); method != nil {
		read.Method = method.Value
	}
	for _, event := range cal.Events() {
		text := func(name string) string {
			s, err := event.Props.Text(name)
			if err != nil {
				t.Error(err)
			}
			return s
		}
		at := func(name string) string {
			if event.Props.Get(name) == nil {
				return ""
			}
			moment, err := event.Props.DateTime(name, time.UTC)
			if err != nil {
				t.Error(err)
			}
			return moment.Format(time.RFC3339)
		}
		people := func(name string) string {
			var all []string
			for _, p := range event.Props.Values(name) {
				all = append(all, person(p.Params.Get(ical.ParamCommonName), p.Value))
			}
			return strings.Join(all, ", ")
		}
		sequence, err := event.Props.Get(ical.PropSequence).Int()
		if err != nil {
			t.Error(err)
		}
		read.Events = append(read.Events, entry{text(ical.PropUID), text(ical.PropStatus), text(ical.PropSummary),
			text(ical.PropLocation), at(ical.PropDateTimeStart), at(ical.PropDateTimeEnd), at(ical.PropLastModified),
			sequence, people(ical.PropOrganizer), people(ical.PropAttendee)})
	}
	return read
}

func goCal(t *testing.T, text string) calendarRead {
	t.Helper()
	cal := gocal.NewParser(strings.NewReader(text))
	cal.SkipBounds = true
	if err := cal.Parse(); err != nil {
		t.Fatal(err)
	}
	read := calendarRead{Method: cal.Method}
	for _, e := range cal.Events {
		modified := ""
		if e.LastModified != nil {
			modified = e.LastModified.UTC().Format(time.RFC3339)
		}
		var invited []string
		for _, a := range e.Attendees {
			invited = append(invited, person(a.Cn, a.Value))
		}
		read.Events = append(read.Events, entry{e.Uid, e.Status, e.Summary, e.Location,
			e.Start.UTC().Format(time.RFC3339), e.End.UTC().Format(time.RFC3339), modified, e.Sequence,
			person(e.Organizer.Cn, e.Organizer.Value), strings.Join(invited, ", ")})
	}
	return read
}

func person(name, address string) string {
	return name + " <" + strings.TrimPrefix(address, "mailto:") + ">"
}
