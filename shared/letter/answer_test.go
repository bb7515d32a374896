package letter_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// word is a kind of letter about a group.
type word struct{ Group pug.Group }

func TestAReplyGoesToWhoeverAnswers(t *testing.T) {
	bo := pug.Person{Name: `Bo "the <b>; Lund`, Email: "bo@alba.example"}
	lost := pug.Person{Name: "Lost", Email: "lost"}
	for name, row := range map[string]struct {
		reader string
		group  pug.Group
		to     []string
		says   string
	}{
		"the Champion": {"member", pug.Group{Champion: zoe}, []string{"zoe@alba.example"},
			"Reply to this email to reach Zoë O'Neil. For anything else, write to pugs@example.com."},
		"both who lead": {"member", pug.Group{Champion: zoe, Co: &bo}, []string{"zoe@alba.example", "bo@alba.example"},
			`Reply to this email to reach Zoë O'Neil and Bo "the <b>; Lund. For anything`},
		"the team where nobody leads": {"member", pug.Group{}, []string{"pugs@example.com"},
			"Questions? Reply to this email, or write to pugs@example.com."},
		"the team where no email reaches the Champion": {"member", pug.Group{Champion: lost}, []string{"pugs@example.com"},
			"Questions? Reply to this email"},
	} {
		t.Run(name, func(t *testing.T) {
			m := written(t, row.reader, row.group)
			if diff := cmp.Diff(row.to, addresses(m.ReplyTo)); diff != "" || !strings.Contains(m.Text, row.says) {
				t.Error(diff, m.Text)
			}
			got, err := read(t, m).header.AddressList("Reply-To")
			if err != nil || len(got) != len(row.to) || got[0].Address != row.to[0] {
				t.Errorf("the header has %v, %v", got, err)
			}
		})
	}
}

func TestALetterThatTheLastReleaseWroteStillGoesOut(t *testing.T) {
	m, err := letter.NewLayout(programme).Message(store.Letter{ID: "l1", Key: "offer/o1", To: store.Mailbox{Email: "ada@example.com"},
		Words: `{"subject": "A seat for you", "preheader": "Answer soon", "reader": "waiting", "greeted": "Ada", "blocks": [
			{"paragraph": "A seat has come free."}, {"facts": [{"label": "Topic", "value": "Pricing"}]}, {"button": "Answer"}]}`},
		letter.Links{Link: "https://groups.example.com/seats/1"})
	if err != nil || !strings.Contains(m.Text, "Topic: Pricing\n\nAnswer:\nhttps://groups.example.com/seats/1\n") {
		t.Errorf("it reads %q, %v", m.Text, err)
	}
	if to := addresses(m.ReplyTo); len(to) != 1 || to[0] != programme.Email {
		t.Errorf("a reply goes to %v", to)
	}
}

// written is the letter about a group to Ada.
func written(t *testing.T, reader string, g pug.Group) letter.Message {
	t.Helper()
	template := "subject: News\npreheader: Of your group\nreader: " + reader +
		"\nanswers: {{template \"leaders\" .Group}}\n\nHello."
	o, w := open()
	w = w.With(letter.Kinds{Templates: fstest.MapFS{"letters/word.md": {Data: []byte(template)}}})
	if err := w.Tell(context.Background(), "key", word{g}, ada); err != nil {
		t.Fatal(err)
	}
	m, err := letter.NewLayout(programme).Message(o.letters[0], letter.Links{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func addresses(all []letter.Address) []string {
	var emails []string
	for _, a := range all {
		emails = append(emails, a.Email)
	}
	return emails
}
