package cloud

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"
	"time"
)

// Limits of SES: https://docs.aws.amazon.com/ses/latest/dg/quotas.html; of a line: RFC 5321, 4.5.3.1.6.
const (
	maxRecipients = 50
	maxMessage    = 40 << 20
	maxLine       = 1000 // with its end
)

// Mail is a message that SES has accepted.
type Mail struct {
	ID   string // SES's MessageId
	Time time.Time
	From string   // the bare address
	To   []string // bare addresses of all recipients
	Raw  []byte   // the whole message, headers first
}

type sendEmail struct {
	FromEmailAddress string
	Destination      struct{ ToAddresses []string }
	Content          struct{ Raw struct{ Data []byte } }
}

// parseMail reads a SendEmail. SES asks for the right to send raw mail besides the one that the action is named after.
func (c *Cloud) parseMail(body []byte) (call, error) {
	var in sendEmail
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	m, err := in.mail()
	if err != nil {
		return call{}, err
	}
	name, verified := c.identity(m.From)
	identity := c.arn("ses", "identity/"+name)
	needs := []Grant{{Action: "ses:SendEmail", Resource: identity}, {Action: "ses:SendRawEmail", Resource: identity}}
	return call{needs, func() (any, error) {
		if !verified {
			return nil, &Error{Code: "MessageRejected", Text: fmt.Sprintf(
				"Email address is not verified. The following identities failed the check in region %s: %s",
				strings.ToUpper(c.cfg.Region), m.From)}
		}
		return map[string]string{"MessageId": c.accept(m)}, nil
	}}, nil
}

// mail checks a request and makes the message of it, which has no ID and time yet.
func (in *sendEmail) mail() (Mail, error) {
	from, err := address(in.FromEmailAddress)
	if err != nil {
		return Mail{}, err
	}
	m := Mail{From: from, Raw: in.Content.Raw.Data}
	for _, recipient := range in.Destination.ToAddresses {
		to, err := address(recipient)
		if err != nil {
			return Mail{}, err
		}
		m.To = append(m.To, to)
	}
	if n := len(m.To); n < 1 || n > maxRecipients {
		return Mail{}, badMail("A message has between 1 and %d recipients, this one has %d", maxRecipients, n)
	}
	return m, checkMessage(m.Raw)
}

func checkMessage(raw []byte) error {
	if len(raw) > maxMessage {
		return badMail("Message length is more than %d bytes long: '%d'.", maxMessage, len(raw))
	}
	for line := range bytes.Lines(raw) {
		if len(line) > maxLine {
			return badMail("A line of the message is longer than %d characters", maxLine)
		}
	}
	if _, err := mail.ReadMessage(bytes.NewReader(raw)); err != nil {
		return badMail("The message is not readable: %s", err)
	}
	return nil
}

// address reads an address as it stands in headers. It is in 7-bit ASCII, though a name with it may be encoded. See
// https://docs.aws.amazon.com/ses/latest/dg/send-email-raw.html.
func address(text string) (string, error) {
	parsed, err := mail.ParseAddress(text)
	switch {
	case err != nil:
		return "", badMail("Illegal address: %q", text)
	case strings.ContainsFunc(parsed.Address, func(r rune) bool { return r > '\x7f' }):
		return "", badMail("There are non-ASCII characters in the address %q", text)
	}
	return parsed.Address, nil
}

// identity gives the verified identity that a sender's address belongs to: the address itself before its domain.
// If none is verified, it gives the domain.
func (c *Cloud) identity(from string) (name string, verified bool) {
	domain := from[strings.LastIndexByte(from, '@')+1:]
	for _, candidate := range []string{from, domain} {
		for _, known := range c.cfg.Identities {
			if strings.EqualFold(known, candidate) {
				return known, true
			}
		}
	}
	return domain, false
}

func (c *Cloud) accept(m Mail) string {
	c.mu.Lock()
	c.mails++
	m.ID = fmt.Sprintf("%016x-00000000-0000-4000-8000-000000000000-000000", c.mails)
	c.mu.Unlock()
	m.Time = c.cfg.Now()
	if c.cfg.OnMail != nil {
		c.cfg.OnMail(m)
	}
	return m.ID
}

func badMail(format string, args ...any) error {
	return &Error{Code: "BadRequestException", Text: fmt.Sprintf(format, args...)}
}
