package letter_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
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

func question() letter.Question {
	return letter.Question{Key: "review/a1/0", Purpose: "review", Subject: "a1", Expires: expires, Button: "Decide", Letter: letter.Letter{Subject: "An application"}}
}

func open(fail map[string]error) (*recipients, *letter.Writer, *strings.Builder) {
	o, log := &recipients{fail: fail}, &strings.Builder{}
	return o, &letter.Writer{Links: o, Mail: o, Log: slog.New(slog.NewTextHandler(log, nil))}, log
}

func TestEachPersonIsAskedByALinkOfTheirOwn(t *testing.T) {
	o, p, _ := open(nil)
	if err := p.Ask(t.Context(), question(), ada, bo); err != nil {
		t.Fatal(err)
	}
	links := []link.Link{
		{Purpose: "review", Subject: "a1", Person: "ada@example.com", Name: "Ada Hart", Expires: expires},
		{Purpose: "review", Subject: "a1", Person: "bo@example.com", Expires: expires},
	}
	if diff := cmp.Diff(links, o.links); diff != "" {
		t.Error(diff)
	}
	text := func(to letter.Address, greeting, url string) letter.Message {
		return letter.Message{Key: "review/a1/0", To: to, Letter: letter.Letter{Subject: "An application", Greeting: greeting,
			Action: &letter.Action{Label: "Decide", URL: url}}}
	}
	want := []letter.Message{
		text(ada, "Hello Ada,", "https://groups.example.com/review/1"), text(bo, "Hello bo@example.com,", "https://groups.example.com/review/2"),
	}
	if diff := cmp.Diff(want, o.mail); diff != "" {
		t.Error(diff)
	}
}

func TestARefusedAddressDoesNotKeepTheOthersFromTheirMail(t *testing.T) {
	invitation := calendar.Invitation{UID: "m1", Attendees: []calendar.Person{{Name: "nobody"}}}
	for name, send := range map[string]func(*letter.Writer) error{
		"asked":   func(p *letter.Writer) error { return p.Ask(t.Context(), question(), bo, ada) },
		"told":    func(p *letter.Writer) error { return p.Tell(t.Context(), "news", letter.Letter{}, bo, ada) },
		"invited": func(p *letter.Writer) error { return p.Invite(t.Context(), "m1", letter.Letter{}, invitation, bo, ada) },
	} {
		t.Run(name, func(t *testing.T) {
			o, p, log := open(map[string]error{"bo@example.com": fmt.Errorf("send: %w", letter.ErrRefused)})
			if err := send(p); err != nil {
				t.Fatal(err)
			}
			if len(o.mail) != 1 || o.mail[0].To != ada || o.mail[0].Letter.Greeting != "Hello Ada," {
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
			if err := p.Ask(t.Context(), question(), ada, bo); !pug.IsError(err, pug.Unavailable) {
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
	if err := p.Invite(t.Context(), "m1", letter.Letter{Greeting: "Dear Champion,"}, calendar.Invitation{UID: "m1"}, ada, bo); err != nil {
		t.Fatal(err)
	}
	for i, want := range []calendar.Person{{Name: "Ada Hart", Email: "ada@example.com"}, {Email: "bo@example.com"}} {
		if diff := cmp.Diff([]calendar.Person{want}, o.mail[i].Invitation.Attendees); diff != "" {
			t.Error(diff)
		}
		if o.mail[i].Letter.Greeting != "Dear Champion," {
			t.Errorf("a greeting that was given became %q", o.mail[i].Letter.Greeting)
		}
	}
}
