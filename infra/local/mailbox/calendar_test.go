package mailbox_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/shared/calendar"
)

func TestACalendarHoldsWhatWasNotTakenOut(t *testing.T) {
	const request, cancel = calendar.Request, calendar.Cancel
	type version struct {
		uid      string
		sequence int
		method   calendar.Method
	}
	for name, c := range map[string]struct {
		mails []version
		want  string
	}{
		"an invitation":                           {[]version{{"a", 0, request}}, "a 0"},
		"its change":                              {[]version{{"a", 0, request}, {"a", 1, request}}, "a 1"},
		"an older version that comes late":        {[]version{{"a", 1, request}, {"a", 0, request}}, "a 1"},
		"a cancellation":                          {[]version{{"a", 0, request}, {"a", 1, cancel}}, ""},
		"what comes for a cancelled one":          {[]version{{"a", 0, request}, {"a", 1, cancel}, {"a", 2, request}}, ""},
		"the same meeting as an event of its own": {[]version{{"a", 0, request}, {"a", 1, cancel}, {"b", 0, request}}, "b 0"},
	} {
		t.Run(name, func(t *testing.T) {
			box := mailbox.New(base)
			for _, v := range c.mails {
				i := calendar.Invitation{UID: v.uid, Sequence: v.sequence, Method: v.method, Stamp: noon, Start: noon, Length: 3600e9,
					Summary: "Pricing", Organizer: calendar.Person{Email: "groups@example.com"},
					Attendees: []calendar.Person{{Email: "ada@example.com"}}}
				text, err := i.Text()
				if err != nil {
					t.Fatal(err)
				}
				raw := "Content-Type: text/calendar; method=" + string(v.method) + "\r\n\r\n" + text
				if _, err := box.Receive(cloud.Mail{Time: noon, To: []string{"ada@example.com"}, Raw: []byte(raw)}); err != nil {
					t.Fatal(err)
				}
			}
			events, err := box.Calendar("Ada@example.com")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range events {
				got = append(got, fmt.Sprintf("%s %d", e.UID, e.Sequence))
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("it holds %q, want %q", got, c.want)
			}
		})
	}
}
