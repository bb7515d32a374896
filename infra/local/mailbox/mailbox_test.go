package mailbox_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
)

const base = "https://groups.example.com"

var noon = time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)

func lines(text ...string) []byte { return []byte(strings.Join(text, "\r\n")) }

func sent(raw []byte) cloud.Mail {
	return cloud.Mail{ID: "m1", Time: noon, From: "groups@example.com", To: []string{"Ada@example.com"}, Raw: raw}
}

func TestReceiveReadsHandWrittenMail(t *testing.T) {
	tests := map[string]struct {
		raw  []byte
		want mailbox.Mail
	}{
		"plain text without MIME": {
			lines("Subject: Hello", "", "See https://groups.example.com/review/abc.", "Or https://meet.example.com/x", ""),
			mailbox.Mail{Subject: "Hello", Text: "See https://groups.example.com/review/abc.\nOr https://meet.example.com/x\n",
				Links: []string{base + "/review/abc"}},
		},
		"an encoded subject and quoted-printable": {
			lines("Subject: =?utf-8?q?Caf=C3=A9?= =?utf-8?b?IOKCrA==?=", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: quoted-printable", "",
				"Ol=C3=A9 https://groups.example=", ".com/seats/x-_1 =3D", ""),
			mailbox.Mail{Subject: "Café €", Text: "Olé https://groups.example.com/seats/x-_1 =\n", Links: []string{base + "/seats/x-_1"}},
		},
		"parts within parts, an attachment left aside, each link once": {
			lines("Subject: Come", "Content-Type: multipart/mixed; boundary=out", "",
				"--out", "Content-Type: multipart/alternative; boundary=in", "",
				"--in", "Content-Type: text/plain", "", "<https://groups.example.com/points/q> (https://groups.example.com/points/q)",
				"--in", "Content-Type: text/html; charset=utf-8", "", "<p>https://groups.example.com/points/other</p>",
				"--in", "Content-Type: text/calendar; method=REQUEST", "Content-Transfer-Encoding: base64", "", "QkVHSU46VkNBTEVOREFS", "--in--",
				"--out", "Content-Type: text/plain", "Content-Disposition: attachment; filename=a.txt", "", "not this", "--out--", ""),
			mailbox.Mail{Subject: "Come", Text: "<https://groups.example.com/points/q> (https://groups.example.com/points/q)",
				HTML: "<p>https://groups.example.com/points/other</p>", Calendar: "BEGIN:VCALENDAR", Links: []string{base + "/points/q"}},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			box := mailbox.New(base)
			got, err := box.Receive(sent(test.raw))
			if err != nil {
				t.Fatal(err)
			}
			test.want.ID, test.want.Time = 1, noon
			test.want.From, test.want.To = "groups@example.com", "Ada@example.com"
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("received (-want +got):\n%s", diff)
			}
			if again, ok := box.Get(1); !ok || !cmp.Equal(got, again) {
				t.Errorf("kept %+v, %v; want what was received", again, ok)
			}
		})
	}
}

func TestReceiveRefusesWhatIsBroken(t *testing.T) {
	tests := map[string][]byte{
		"no headers":                  []byte("hello"),
		"an unknown transfer coding":  lines("Subject: x", "Content-Transfer-Encoding: uuencode", "", "x"),
		"an unknown character set":    lines("Subject: x", "Content-Type: text/plain; charset=koi8-r", "", "x"),
		"broken base64":               lines("Subject: x", "Content-Transfer-Encoding: base64", "", "!!!"),
		"parts that never end":        lines("Subject: x", "Content-Type: multipart/mixed; boundary=b", "", "--b", "", "x"),
		"a content type not readable": lines("Subject: x", "Content-Type: text plain", "", "x"),
	}
	for name, raw := range tests {
		t.Run(name, func(t *testing.T) {
			box := mailbox.New(base)
			if m, err := box.Receive(sent(raw)); err == nil {
				t.Errorf("received %+v, want an error", m)
			}
			if box.Count() != 0 {
				t.Error("it was kept all the same")
			}
		})
	}
}

// ses hands what is sent to the box.
type ses struct{ box *mailbox.Box }

func (s ses) SendEmail(_ context.Context, in *sesv2.SendEmailInput, _ ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error) {
	_, err := s.box.Receive(cloud.Mail{Time: noon, From: "groups@example.com", To: in.Destination.ToAddresses, Raw: in.Content.Raw.Data})
	return &sesv2.SendEmailOutput{}, err
}

func (ses) DeleteSuppressedDestination(context.Context, *sesv2.DeleteSuppressedDestinationInput, ...func(*sesv2.Options)) (*sesv2.DeleteSuppressedDestinationOutput, error) {
	return &sesv2.DeleteSuppressedDestinationOutput{}, nil
}

func (ses) GetAccount(context.Context, *sesv2.GetAccountInput, ...func(*sesv2.Options)) (*sesv2.GetAccountOutput, error) {
	return &sesv2.GetAccountOutput{}, nil
}

func TestReceiveReadsWhatTheMailerWrites(t *testing.T) {
	box := mailbox.New(base)
	m := letter.Sender{SES: ses{box}, From: letter.Address{Name: "PUG", Email: "groups@example.com"}}
	url := base + "/meetings/" + strings.Repeat("AB3", 10)
	_, err := m.Send(t.Context(), letter.Message{ID: strings.Repeat("f0", 32), Key: "k", Written: noon, To: letter.Address{Name: "Zoë", Email: "zoe@example.com"},
		Letter: letter.Letter{Subject: "Réunion – " + strings.Repeat("long ", 20) + "end",
			Text: strings.Repeat("Çava ", 60) + "\n\nOpen:\n" + url + "\n", HTML: `<p>Çava</p><a href="` + url + `">Open</a>`},
		Invitation: &calendar.Invitation{UID: "u1@example.com", Method: calendar.Request, Stamp: noon, Start: noon.AddDate(0, 0, 9), Length: time.Hour,
			Summary: "Meeting", Organizer: calendar.Person{Email: "groups@example.com"}, Attendees: []calendar.Person{{Email: "zoe@example.com"}}}})
	if err != nil {
		t.Fatal(err)
	}
	mails := box.To("ZOE@example.com")
	if len(mails) != 1 {
		t.Fatalf("%d mails arrived, want 1", len(mails))
	}
	got := mails[0]
	if want := "Réunion – " + strings.Repeat("long ", 20) + "end"; got.Subject != want {
		t.Errorf("subject %q, want %q", got.Subject, want)
	}
	if diff := cmp.Diff([]string{url}, got.Links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	for part, ok := range map[string]bool{
		"text":     strings.Contains(got.Text, strings.TrimSpace(strings.Repeat("Çava ", 60))),
		"HTML":     strings.Contains(got.HTML, `href="`+url+`"`),
		"calendar": strings.HasPrefix(got.Calendar, "BEGIN:VCALENDAR") && strings.Contains(got.Calendar, "METHOD:REQUEST"),
	} {
		if !ok {
			t.Errorf("the %s part is not as it was written: %+v", part, got)
		}
	}
}

func TestBoxKeepsManyMails(t *testing.T) {
	box := mailbox.New(base)
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			raw := lines(fmt.Sprintf("Subject: n%d", i), "", fmt.Sprintf("text %d", i))
			to := []string{"a@example.com", fmt.Sprintf("p%d@example.com", i%3)}
			if _, err := box.Receive(cloud.Mail{Time: noon, To: to, Raw: raw}); err != nil {
				t.Error(err)
			}
			box.To("p1@example.com")
		})
	}
	all.Wait()
	got := []int{box.Count(), len(box.All()), len(box.To("a@example.com")), len(box.To("p0@example.com"))}
	if diff := cmp.Diff([]int{100, 100, 100, 34}, got); diff != "" {
		t.Errorf("mails kept, listed, to a and to p0 (-want +got):\n%s", diff)
	}
	for i, head := range box.All() {
		m, ok := box.Get(i + 1)
		same := strings.TrimPrefix(m.Text, "text ") == strings.TrimPrefix(m.Subject, "n") && head.Subject == m.Subject
		if !ok || m.ID != i+1 || !same || head.Text != "" {
			t.Errorf("mail %d is %+v, listed as %+v", i+1, m, head)
		}
	}
	for _, id := range []int{0, -1, 101} {
		if m, ok := box.Get(id); ok {
			t.Errorf("there is a mail %d: %+v", id, m)
		}
	}
}

func BenchmarkReceive(b *testing.B) {
	html := strings.Repeat("<td style=\"padding:0 12px;font-family:sans-serif;\">some cell of the layout</td>\r\n", 80)
	box := mailbox.New(base)
	for b.Loop() {
		raw := lines("Subject: x", "Content-Type: multipart/alternative; boundary=b", "",
			"--b", "", "Hello "+fmt.Sprint(rand.Uint64()), base+"/review/"+fmt.Sprint(rand.Uint64()),
			"--b", "Content-Type: text/html", "Content-Transfer-Encoding: quoted-printable", "",
			strings.ReplaceAll(html, "=", "=3D"), "--b--")
		if _, err := box.Receive(sent(raw)); err != nil {
			b.Fatal(err)
		}
	}
}
