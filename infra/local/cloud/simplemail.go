package cloud

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
)

// simpleContent is a message that SES puts together itself.
type simpleContent struct {
	Subject struct{ Data string }
	Body    struct{ Text, Html *struct{ Data string } }
	Headers []struct{ Name, Value string }
}

// alternative stands between the text and the HTML of a message.
const alternative = "=_alternative"

// compose writes the message out. Bcc recipients are not in it.
func (s *simpleContent) compose(from string, to, cc []string) []byte {
	var b bytes.Buffer
	header := func(name, value string) { fmt.Fprintf(&b, "%s: %s\r\n", name, value) }
	header("From", from)
	header("To", strings.Join(to, ", "))
	if len(cc) > 0 {
		header("Cc", strings.Join(cc, ", "))
	}
	header("Subject", mime.QEncoding.Encode("utf-8", s.Subject.Data))
	for _, h := range s.Headers {
		header(h.Name, h.Value)
	}
	header("MIME-Version", "1.0")
	text, html := s.Body.Text, s.Body.Html
	both := text != nil && html != nil
	if both {
		fmt.Fprintf(&b, "Content-Type: multipart/alternative; boundary=%q\r\n\r\n--%s\r\n", alternative, alternative)
	}
	if text != nil {
		part(&b, "text/plain", text.Data)
	}
	if both {
		fmt.Fprintf(&b, "\r\n--%s\r\n", alternative)
	}
	if html != nil {
		part(&b, "text/html", html.Data)
	}
	if both {
		fmt.Fprintf(&b, "\r\n--%s--\r\n", alternative)
	}
	return b.Bytes()
}

func part(b *bytes.Buffer, mediaType, text string) {
	fmt.Fprintf(b, "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s", mediaType, text)
}
