package letter_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"

	"github.com/partnerusergroups/pugs/shared/letter"
)

// recipients mints links and takes mail; fail says what becomes of a mail to an address.
type recipients struct {
	links []link.Link
	mail  []letter.Message
	fail  map[string]error
}

func (o *recipients) Mint(_ context.Context, path string, l link.Link) (string, error) {
	if err := o.fail["link"]; err != nil {
		return "", err
	}
	o.links = append(o.links, l)
	return fmt.Sprintf("https://groups.example.com/%s/%d", path, len(o.links)), nil
}

func (o *recipients) Send(_ context.Context, m letter.Message) error {
	if err := o.fail[m.To.Email]; err != nil {
		return err
	}
	o.mail = append(o.mail, m)
	return nil
}

var (
	ada     = letter.Address{Name: "Ada Hart", Email: "ada@example.com"}
	bo      = letter.Address{Email: "bo@example.com"}
	expires = time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
)

// news is a kind of letter.
type news struct{ Topic string }

const newsTemplate = `subject: News of {{.Topic}}
preheader: Read on.
reader: member

There is news of {{.Topic}}.
{{if eq .Topic "a question"}}
[Decide](link)
{{end}}
`

func question() link.Link { return link.Link{Purpose: "review", Subject: "a1", Expires: expires} }

func open(fail map[string]error) (*recipients, *letter.Writer, *strings.Builder) {
	o, log := &recipients{fail: fail}, &strings.Builder{}
	w := letter.Writer{Links: o, Mail: o, From: programme, Log: slog.New(slog.NewTextHandler(log, nil))}
	return o, w.With(letter.Kinds{Templates: fstest.MapFS{"letters/news.md": {Data: []byte(newsTemplate)}}}), log
}

func TestEachPersonIsAskedByALinkOfTheirOwn(t *testing.T) {
	o, p, _ := open(nil)
	if err := p.Ask(t.Context(), "review/a1/0", question(), news{"a question"}, ada, bo); err != nil {
		t.Fatal(err)
	}
	links := []link.Link{
		{Purpose: "review", Subject: "a1", Person: "ada@example.com", Name: "Ada Hart", Expires: expires},
		{Purpose: "review", Subject: "a1", Person: "bo@example.com", Expires: expires},
	}
	if diff := cmp.Diff(links, o.links); diff != "" {
		t.Error(diff)
	}
	for i, want := range []struct {
		to   letter.Address
		text string
	}{
		{ada, "Hello Ada,\n\nThere is news of a question.\n\nDecide:\nhttps://groups.example.com/review/1\n"},
		{bo, "Hello bo@example.com,\n\nThere is news of a question.\n\nDecide:\nhttps://groups.example.com/review/2\n"},
	} {
		got := o.mail[i]
		if got.Key != "review/a1/0" || got.To != want.to || got.Subject != "News of a question" ||
			!strings.HasPrefix(got.Text, want.text) {
			t.Errorf("mail %d is %+v", i, got)
		}
	}
}

func TestARefusedAddressDoesNotKeepTheOthersFromTheirMail(t *testing.T) {
	invitation := calendar.Invitation{UID: "m1", Attendees: []calendar.Person{{Name: "nobody"}}}
	for name, send := range map[string]func(*letter.Writer) error{
		"asked":   func(p *letter.Writer) error { return p.Ask(t.Context(), "q", question(), news{"a question"}, bo, ada) },
		"told":    func(p *letter.Writer) error { return p.Tell(t.Context(), "news", news{"us"}, bo, ada) },
		"invited": func(p *letter.Writer) error { return p.Invite(t.Context(), "m1", news{"us"}, invitation, bo, ada) },
	} {
		t.Run(name, func(t *testing.T) {
			o, p, log := open(map[string]error{"bo@example.com": fmt.Errorf("send: %w", letter.ErrRefused)})
			if err := send(p); err != nil {
				t.Fatal(err)
			}
			if len(o.mail) != 1 || o.mail[0].To != ada {
				t.Errorf("sent %+v", o.mail)
			}
			if !strings.Contains(log.String(), "mail refused") {
				t.Errorf("the log is %q", log)
			}
		})
	}
}

func TestWhatMayWorkLaterIsUnavailable(t *testing.T) {
	for name, fail := range map[string]map[string]error{
		"the mail service":            {"ada@example.com": errors.New("throttled")},
		"the same mail is on its way": {"ada@example.com": letter.ErrInFlight},
		"the table of links":          {"link": errors.New("throttled")},
	} {
		t.Run(name, func(t *testing.T) {
			o, p, _ := open(fail)
			if err := p.Ask(t.Context(), "review/a1/0", question(), news{"a question"}, ada, bo); !pug.IsError(err, pug.Unavailable) {
				t.Errorf("got %v", err)
			}
			if len(o.mail) > 0 {
				t.Errorf("sent %+v", o.mail)
			}
		})
	}
}

func TestAnInvitationIsForOnePersonEach(t *testing.T) {
	o, p, _ := open(nil)
	if err := p.Invite(t.Context(), "m1", news{"us"}, calendar.Invitation{UID: "m1"}, ada, bo); err != nil {
		t.Fatal(err)
	}
	for i, want := range []calendar.Person{{Name: "Ada Hart", Email: "ada@example.com"}, {Email: "bo@example.com"}} {
		if diff := cmp.Diff([]calendar.Person{want}, o.mail[i].Invitation.Attendees); diff != "" {
			t.Error(diff)
		}
	}
}

func TestApplicantsAreGreetedByTheNameThatTheyGave(t *testing.T) {
	for _, who := range []struct {
		first, last, greeting string
	}{
		{"Mary Ann", "Lee", "Hello Mary Ann,"}, {"", "Lee", "Hello Lee,"}, {"", "", "Hello bo@example.com,"},
		{"Ann\r\n*", "", "Hello Ann *,"},
	} {
		o, p, _ := open(nil)
		to := letter.ToApplicant(pug.Application{FirstName: who.first, LastName: who.last, Email: "bo@example.com"})
		if err := p.Tell(t.Context(), "news", news{"us"}, to); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(o.mail[0].Text, who.greeting+"\n") {
			t.Errorf("%+v is greeted by %q", who, o.mail[0].Text)
		}
	}
}
