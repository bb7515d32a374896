package letter

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"github.com/partnerusergroups/pugs/shared/calendar"
)

// mime is the message as it goes over the wire (RFC 5322).
//
// With an invitation it is multipart/mixed{alternative{plain, html, calendar}, invite.ics}: Gmail and Outlook act on
// the calendar part, whose method must stand in its Content-Type as well, and others offer the attached file.
//
// SES puts a Message-ID and a Date of its own in their places; others may not.
func (s *Sender) mime(m Message) ([]byte, error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(s.From.header())
	msg.ToMailAddress(m.To.header())
	msg.Subject(unencoded(m.Subject))
	msg.SetDateWithValue(m.Written)
	s.setConversation(msg, m)
	// Both ask for no out-of-office replies: by RFC 3834, and as Exchange understands it.
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader("X-Auto-Response-Suppress", "OOF, AutoReply")
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	if m.Invitation != nil {
		if err := invite(msg, *m.Invitation); err != nil {
			return nil, err
		}
	}
	var raw bytes.Buffer
	if _, err := msg.WriteTo(&raw); err != nil {
		return nil, fmt.Errorf("write MIME: %w", err)
	}
	return renameBoundaries(raw.Bytes(), m.ID), nil
}

// setConversation says which mail this one is, which ones it belongs to, and whom a reply goes to.
func (s *Sender) setConversation(msg *gomail.Msg, m Message) {
	host := s.From.Email[strings.LastIndexByte(s.From.Email, '@')+1:]
	msg.SetMessageIDWithValue(m.ID + "@" + host)
	if thread := m.thread(host); thread != "" {
		msg.SetGenHeader(gomail.HeaderInReplyTo, "<"+thread+">")
		msg.SetGenHeader(gomail.HeaderReferences, "<"+thread+">")
	}
	var to []*mail.Address
	for _, a := range m.ReplyTo {
		to = append(to, a.header())
	}
	msg.ReplyToMailAddress(to...)
}

func invite(msg *gomail.Msg, i calendar.Invitation) error {
	text, err := i.Text()
	if err != nil {
		return err
	}
	kind := gomail.ContentType("text/calendar; method=" + string(i.Method))
	msg.AddAlternativeString(kind, text, gomail.WithPartEncoding(gomail.EncodingB64))
	err = msg.AttachReader("invite.ics", strings.NewReader(text),
		gomail.WithFileContentType("application/ics"), gomail.WithFileEncoding(gomail.EncodingB64))
	if err != nil {
		return fmt.Errorf("attach the invitation: %w", err)
	}
	return nil
}

// boundaryLength is that of the boundaries that go-mail draws.
const boundaryLength = 60

// renameBoundaries replaces the boundaries by ones made of id. go-mail draws them from crypto/rand, and would use one
// that is given for all levels at once; ours make the same letter the same bytes.
func renameBoundaries(raw []byte, id string) []byte {
	declares := []byte("\r\n boundary=") // in a header of the message or of a part, before the boundary comes
	at, renamed := 0, 0
	for {
		next := bytes.Index(raw[at:], declares)
		if next < 0 {
			return raw
		}
		at += next + len(declares)
		name, _, _ := bytes.Cut(raw[at:], []byte("\r\n"))
		if len(name) == boundaryLength {
			renamed++
			raw = bytes.ReplaceAll(raw, name, fmt.Appendf(nil, "%s-%d", id, renamed))
		}
	}
}
