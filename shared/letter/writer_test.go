package letter_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"

	"github.com/partnerusergroups/pugs/shared/letter"
)

// outbox takes letters; err, if set, is its answer.
type outbox struct {
	letters []store.Letter
	err     error
}

func (o *outbox) Post(_ context.Context, letters ...store.Letter) error {
	o.letters = append(o.letters, letters...)
	return o.err
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

// open is a Writer of news, with its outbox.
func open() (*outbox, *letter.Writer) {
	o := &outbox{}
	team := staff{{Email: ada.Email, Name: ada.Name, Mail: pug.StaffMailEach}, {Email: bo.Email, Mail: pug.StaffMailDigest},
		{Email: "eve@example.com", Mail: pug.StaffMailNone}}
	w := letter.Writer{Outbox: o, Now: func() time.Time { return now }, Team: team}
	return o, w.With(letter.Kinds{Templates: fstest.MapFS{"letters/news.md": {Data: []byte(newsTemplate)}}})
}

// out is a letter as it goes out.
func out(t *testing.T, l store.Letter) letter.Message {
	t.Helper()
	var to letter.Links
	if l.Link != nil {
		to.Link = "https://groups.example.com/review/1"
	}
	m, err := letter.NewLayout(programme).Message(l, to)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestEachPersonIsAskedByALinkOfTheirOwn(t *testing.T) {
	o, w := open()
	if err := w.Ask(t.Context(), "review/a1/0", question(), news{"a question"}, ada, bo); err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		to   letter.Address
		link link.Link
		text string
	}{
		{ada, link.Link{Purpose: "review", Subject: "a1", Person: "ada@example.com", Name: "Ada Hart", Expires: expires}, "Hello Ada,"},
		{bo, link.Link{Purpose: "review", Subject: "a1", Person: "bo@example.com", Expires: expires}, "Hello,"},
	} {
		got := o.letters[i]
		if diff := cmp.Diff(&want.link, got.Link); diff != "" {
			t.Error(diff)
		}
		if got.Kind != "news" || got.Key != "review/a1/0" || got.ID != store.LetterID(got.Key, want.to.Email) || !got.Written.Equal(now) ||
			got.State != store.LetterWaiting {
			t.Errorf("%+v", got)
		}
		m := out(t, got)
		text := want.text + "\n\nThere is news of a question.\n\nDecide:\nhttps://groups.example.com/review/1\n"
		if m.To.Email != want.to.Email || m.Subject != "News of a question" || !strings.HasPrefix(m.Text, text) {
			t.Errorf("%+v", m)
		}
	}
}

func TestPeopleWhoShareAMailboxGetALetterEach(t *testing.T) {
	o, w := open()
	first, second := letter.To(pug.Person{Name: "Ina Berg", Email: "info@example.com"}), letter.To(pug.Person{Name: "Bo Lund",
		Email: "info@example.com", Sharing: "b0"})
	if err := w.Tell(t.Context(), "news", news{"us"}, first, second); err != nil {
		t.Fatal(err)
	}
	if len(o.letters) != 2 || o.letters[0].ID == o.letters[1].ID || o.letters[0].ID != store.LetterID("news", "info@example.com") ||
		o.letters[1].ID != letter.ID("news", second) {
		t.Errorf("the letters are %+v", o.letters)
	}
}

func TestWhatIsToldWithItsCauseIsWhatIsToldAlone(t *testing.T) {
	o, w := open()
	told, err := w.Telling("news", news{"us"}, ada, bo)
	if err := errors.Join(err, w.Tell(t.Context(), "news", news{"us"}, ada, bo)); err != nil {
		t.Fatal(err)
	}
	var letters []store.Letter
	for _, owed := range told {
		letters = append(letters, owed.(store.Letter))
	}
	if diff := cmp.Diff(o.letters, letters); diff != "" {
		t.Error(diff)
	}
}

func TestALetterThatCannotBeStoredIsAnError(t *testing.T) {
	o, w := open()
	o.err = errors.New("throttled")
	if err := w.Tell(t.Context(), "news", news{"us"}, ada); !errors.Is(err, o.err) {
		t.Errorf("got %v", err)
	}
}

func TestAnInvitationIsForOnePersonEach(t *testing.T) {
	o, p := open()
	if err := p.Invite(t.Context(), "m1", news{"us"}, calendar.Invitation{UID: "m1"}, ada, bo); err != nil {
		t.Fatal(err)
	}
	for i, want := range []calendar.Person{{Name: "Ada Hart", Email: "ada@example.com"}, {Email: "bo@example.com"}} {
		if diff := cmp.Diff([]calendar.Person{want}, o.letters[i].Invitation.Attendees); diff != "" {
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
		o, p := open()
		to := letter.ToApplicant(pug.Application{FirstName: who.first, LastName: who.last, Email: "bo@example.com"})
		if err := p.Tell(t.Context(), "news", news{"us"}, to); err != nil {
			t.Fatal(err)
		}
		if text := out(t, o.letters[0]).Text; !strings.HasPrefix(text, who.greeting+"\n") {
			t.Errorf("%+v is greeted by %q", who, text)
		}
	}
}
