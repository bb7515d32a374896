package mailbox

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"slices"
	"strings"
)

// read takes a message apart (RFC 5322, RFC 2045 to 2047). Of each kind of part the first one counts; attachments do
// not.
func read(raw []byte) (Mail, error) {
	message, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Mail{}, fmt.Errorf("read the headers: %w", err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil {
		return Mail{}, fmt.Errorf("decode the subject: %w", err)
	}
	m := Mail{Subject: subject}
	return m, m.part(textproto.MIMEHeader(message.Header), message.Body)
}

// part reads one part into the mail, and the parts within it.
func (m *Mail) part(h textproto.MIMEHeader, body io.Reader) error {
	kind, params := "text/plain", map[string]string{} // RFC 2045, 5.2
	if declared := h.Get("Content-Type"); declared != "" {
		var err error
		if kind, params, err = mime.ParseMediaType(declared); err != nil {
			return fmt.Errorf("read the content type %q: %w", declared, err)
		}
	}
	if strings.HasPrefix(kind, "multipart/") {
		return m.parts(multipart.NewReader(body, params["boundary"]))
	}
	disposition, _, _ := strings.Cut(h.Get("Content-Disposition"), ";")
	field := m.field(kind)
	if field == nil || *field != "" || strings.EqualFold(strings.TrimSpace(disposition), "attachment") {
		return nil
	}
	text, err := content(h.Get("Content-Transfer-Encoding"), params["charset"], body)
	if err != nil {
		return fmt.Errorf("read the %s part: %w", kind, err)
	}
	*field = text
	return nil
}

func (m *Mail) parts(r *multipart.Reader) error {
	for {
		p, err := r.NextRawPart() // NextPart would undo quoted-printable behind our back
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the next part: %w", err)
		}
		if err := m.part(p.Header, p); err != nil {
			return err
		}
	}
}

// field is where the text of such a part belongs; nil for kinds that no field holds.
func (m *Mail) field(kind string) *string {
	switch kind {
	case "text/plain":
		return &m.Text
	case "text/html":
		return &m.HTML
	case "text/calendar":
		return &m.Calendar
	}
	return nil
}

// content decodes a body into text with plain line ends. Every character set but UTF-8 and its subset is refused: ours
// use no other.
func content(encoding, charset string, body io.Reader) (string, error) {
	switch strings.ToLower(charset) {
	case "", "utf-8", "us-ascii":
	default:
		return "", fmt.Errorf("unknown character set %q", charset)
	}
	switch strings.ToLower(encoding) {
	case "", "7bit", "8bit", "binary":
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	default:
		return "", fmt.Errorf("unknown transfer encoding %q", encoding)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		return "", fmt.Errorf("decode %s: %w", encoding, err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n"), nil
}

// links finds the URLs in a text that begin with base, each once, in order. A URL ends at white space, or at what plain
// text puts around one.
func links(text, base string) []string {
	var found []string
	for {
		_, rest, more := strings.Cut(text, base)
		if !more {
			return found
		}
		end := strings.IndexAny(rest+" ", " \t\r\n<>\"')]}")
		path := strings.TrimRight(rest[:end], ".,;:!?")
		if path != "" && !slices.Contains(found, base+path) {
			found = append(found, base+path)
		}
		text = rest[end:]
	}
}
