package cloud

import (
	"bytes"
	"fmt"
	"net/mail"
	"slices"
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
	To   []string // bare addresses of all recipients: To, Cc and Bcc
	Raw  []byte   // the whole message, headers first
}

// sendEmail is the part of SendEmail that matters here.
type sendEmail struct {
	FromEmailAddress string
	Destination      struct{ ToAddresses, CcAddresses, BccAddresses []string }
	Content          struct{ Raw struct{ Data []byte } }
}

// parseMail reads a SendEmail. SES asks for the right to send raw mail besides the one that the action is named after.
func (c *Cloud) parseMail(operation string, body []byte) (call, error) {
	if operation != "SendEmail" {
		return call{}, unknownOperation("ses", operation)
	}
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
	return call{needs: []Grant{{"ses:SendEmail", identity}, {"ses:SendRawEmail", identity}}, run: func() ([]byte, error) {
		if !verified {
			return nil, &Error{Code: "MessageRejected", Text: fmt.Sprintf(
				"Email address is not verified. The following identities failed the check in region %s: %s",
				strings.ToUpper(c.cfg.Region), m.From)}
		}
		return toJSON(map[string]string{"MessageId": c.accept(m)}), nil
	}}, nil
}

// mail checks a request and makes the message of it, which has no ID and time yet.
func (in *sendEmail) mail() (Mail, error) {
	m := Mail{Raw: in.Content.Raw.Data}
	header, err := checkMessage(m.Raw)
	if err != nil {
		return m, err
	}
	to := slices.Concat(in.Destination.ToAddresses, in.Destination.CcAddresses, in.Destination.BccAddresses)
	if len(to) == 0 {
		to = slices.Concat(header["To"], header["Cc"], header["Bcc"])
	}
	if m.To, err = addresses(to); err != nil {
		return m, err
	}
	if n := len(m.To); n < 1 || n > maxRecipients {
		return m, badMail("A message has between 1 and %d recipients, this one has %d", maxRecipients, n)
	}
	from := in.FromEmailAddress
	if from == "" {
		from = header.Get("From")
	}
	senders, err := addresses([]string{from})
	if err != nil || len(senders) != 1 {
		return m, badMail("The From address is not one valid address: %q", from)
	}
	m.From = senders[0]
	return m, nil
}

// checkMessage reads the headers of a raw message. Without one it is empty, as where a request has another content.
func checkMessage(raw []byte) (mail.Header, error) {
	switch {
	case len(raw) == 0:
		return nil, badMail("Content has nothing in Raw, and nothing else is known here")
	case len(raw) > maxMessage:
		return nil, badMail("Message length is more than %d bytes long: '%d'.", maxMessage, len(raw))
	}
	for line := range bytes.Lines(raw) {
		if len(line) > maxLine {
			return nil, badMail("A line of the message is longer than %d characters", maxLine)
		}
	}
	parsed, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return nil, badMail("The message is not readable: %s", err)
	}
	return parsed.Header, nil
}

// addresses reads lists of addresses as they stand in headers. An address is in 7-bit ASCII; a name may be encoded. See
// https://docs.aws.amazon.com/ses/latest/dg/send-email-raw.html.
func addresses(lists []string) ([]string, error) {
	var bare []string
	for _, list := range lists {
		parsed, err := mail.ParseAddressList(list)
		if err != nil {
			return nil, badMail("Illegal address: %q", list)
		}
		for _, a := range parsed {
			if strings.ContainsFunc(a.Address, func(r rune) bool { return r > '\x7f' }) {
				return nil, badMail("There are non-ASCII characters in the address %q", a.Address)
			}
			bare = append(bare, a.Address)
		}
	}
	return bare, nil
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
