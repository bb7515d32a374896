package letter_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/calendar"

	"github.com/partnerusergroups/pugs/shared/letter"
)

func TestAMailWithoutAnInvitationHasTwoForms(t *testing.T) {
	got := read(t, message())
	want := []string{"multipart/alternative", "text/plain", "text/html"}
	if diff := cmp.Diff(want, got.types()); diff != "" {
		t.Error(diff)
	}
}

func TestAnInvitationStandsWhereGmailAndOutlookLookForIt(t *testing.T) {
	m := message()
	m.Invitation = &calendar.Invitation{
		UID: "g01@pugs.example.com", Method: calendar.Cancel, Sequence: 1, Stamp: now, Start: now, Length: time.Hour,
		Summary: "PUG", Organizer: calendar.Person{Email: "pugs@example.com"}, Attendees: []calendar.Person{{Email: "ada@example.com"}},
	}
	got := read(t, m)
	want := []string{"multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"}
	if diff := cmp.Diff(want, got.types()); diff != "" {
		t.Fatal(diff)
	}
	inline, file := got.part(t, "text/calendar"), got.part(t, "application/ics")
	if inline.params["method"] != "CANCEL" || !strings.EqualFold(inline.params["charset"], "utf-8") {
		t.Errorf("parameters of the calendar part: %v", inline.params)
	}
	if text, _ := m.Invitation.Text(); inline.body != text || file.body != text {
		t.Errorf("the two copies are %q and %q", inline.body, file.body)
	}
	if d := file.header.Get("Content-Disposition"); d != `attachment; filename="invite.ics"` {
		t.Errorf("disposition of the file: %s", d)
	}
}

func TestHeadersSayWhoAndWhat(t *testing.T) {
	m := message()
	m.To.Name, m.Letter.Subject = "Ada Härt, Größe", "Über “pricing” – 価格"
	got := read(t, m)
	want := map[string]string{
		"From": `"Partner User Groups" <pugs@example.com>`,
		"To":   "Ada Härt, Größe <ada@example.com>", "Subject": "Über “pricing” – 価格",
		"Date": "Thu, 01 Oct 2026 13:00:00 +0000", "Auto-Submitted": "auto-generated",
		"X-Auto-Response-Suppress": "OOF, AutoReply",
	}
	for name, value := range want {
		if decoded, err := new(mime.WordDecoder).DecodeHeader(got.header.Get(name)); err != nil || decoded != value {
			t.Errorf("%s: got %q, want %q (%v)", name, decoded, value, err)
		}
	}
	if to, err := got.header.AddressList("To"); err != nil || len(to) != 1 {
		t.Errorf("To: %v, %v", to, err)
	}
	if id := got.header.Get("Message-Id"); !strings.HasSuffix(id, "@example.com>") {
		t.Errorf("Message-ID: %s", id)
	}
}

func TestNobodyTypesAnEncodedHeader(t *testing.T) {
	m := message()
	m.To.Name, m.Letter.Subject = "=?utf-8?q?Bank_of_Ada?=", "Pricing =?utf-8?b?RXZlIHdvbg==?="
	got := read(t, m)
	for _, name := range []string{"To", "Subject"} {
		decoded, err := new(mime.WordDecoder).DecodeHeader(got.header.Get(name))
		if err != nil || strings.Contains(decoded, "Bank of Ada") || strings.Contains(decoded, "Eve won") {
			t.Errorf("%s is read as %q (%v)", name, decoded, err)
		}
	}
}

func TestTheSameLetterIsTheSameBytes(t *testing.T) {
	if a, b := read(t, message()), read(t, message()); !bytes.Equal(a.raw, b.raw) {
		t.Errorf("two mails differ:\n%s\n%s", a.raw, b.raw)
	}
}

// received is a mail as another program than ours reads it.
type received struct {
	raw    []byte
	header mail.Header
	parts  []part // in order of appearance, containers before what they hold
}

type part struct {
	kind   string
	params map[string]string
	header textproto.MIMEHeader
	body   string
}

// read sends m and parses what SES was given.
func read(t *testing.T, m letter.Message) received {
	t.Helper()
	ses := &ses{}
	if _, err := office(ses).Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	in := ses.inputs[0]
	if diff := cmp.Diff([]string{m.To.Email}, in.Destination.ToAddresses); diff != "" || *in.ConfigurationSetName != "pugs" {
		t.Errorf("SES was told otherwise: %s %s", diff, *in.ConfigurationSetName)
	}
	msg, err := mail.ReadMessage(bytes.NewReader(in.Content.Raw.Data))
	if err != nil {
		t.Fatal(err)
	}
	got := received{raw: in.Content.Raw.Data, header: msg.Header}
	got.walk(t, textproto.MIMEHeader(msg.Header), msg.Body)
	return got
}

func (r *received) walk(t *testing.T, header textproto.MIMEHeader, body io.Reader) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	switch header.Get("Content-Transfer-Encoding") {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	if !strings.HasPrefix(kind, "multipart/") {
		text, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(kind, "text/plain") || strings.HasPrefix(kind, "text/html") {
			text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		}
		r.parts = append(r.parts, part{kind, params, header, string(text)})
		return
	}
	r.parts = append(r.parts, part{kind: kind, params: params, header: header})
	for reader := multipart.NewReader(body, params["boundary"]); ; {
		p, err := reader.NextRawPart()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		r.walk(t, p.Header, p)
	}
}

func (r *received) types() []string {
	var kinds []string
	for _, p := range r.parts {
		kinds = append(kinds, p.kind)
	}
	return kinds
}

func (r *received) part(t *testing.T, kind string) part {
	t.Helper()
	for _, p := range r.parts {
		if p.kind == kind {
			return p
		}
	}
	t.Fatalf("no %s among %v", kind, r.types())
	return part{}
}
