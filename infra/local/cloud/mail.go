package cloud

import (
	"bytes"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"
)

// Limits of SES: https://docs.aws.amazon.com/ses/latest/dg/quotas.html
const (
	maxRecipients = 50
	maxMessage    = 40 << 20
)

// Mail is a message that SES has accepted.
type Mail struct {
	ID   string // SES's MessageId
	Time time.Time
	From string   // the bare address
	To   []string // bare addresses of all recipients: To, Cc and Bcc
	Raw  []byte   // the whole message, headers first
}

// Mail gives every message accepted so far, oldest first. Where OnMail takes them, none is kept here: they are large, and many.
func (c *Cloud) Mail() []Mail {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.mail)
}

// sendEmail is the part of SendEmail that matters here.
type sendEmail struct {
	FromEmailAddress string
	Destination      struct{ ToAddresses, CcAddresses, BccAddresses []string }
	Content          struct {
		Raw    *struct{ Data []byte }
		Simple *simpleContent
	}
}

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
	identity, verified := c.identity(m.From)
	return call{
		needs: []Grant{{"ses:SendEmail", c.arn("ses", "identity/"+identity)}},
		run: func() ([]byte, error) {
			if !verified {
				return nil, &Error{Code: "MessageRejected", Text: fmt.Sprintf(
					"Email address is not verified. The following identities failed the check in region %s: %s",
					strings.ToUpper(c.cfg.Region), m.From)}
			}
			return toJSON(map[string]string{"MessageId": c.accept(m)}), nil
		},
	}, nil
}

// mail checks a request and makes the message of it, which has no ID and time yet.
func (in *sendEmail) mail() (Mail, error) {
	m, err := in.message()
	if err != nil {
		return m, err
	}
	if len(m.Raw) > maxMessage {
		return m, badMail("Message length is more than %d bytes long: '%d'.", maxMessage, len(m.Raw))
	}
	parsed, err := mail.ReadMessage(bytes.NewReader(m.Raw))
	if err != nil {
		return m, badMail("The message is not readable: %s", err)
	}
	to := slices.Concat(in.Destination.ToAddresses, in.Destination.CcAddresses, in.Destination.BccAddresses)
	if len(to) == 0 {
		to = slices.Concat(parsed.Header["To"], parsed.Header["Cc"], parsed.Header["Bcc"])
	}
	if m.To, err = addresses(to); err != nil {
		return m, err
	}
	if n := len(m.To); n < 1 || n > maxRecipients {
		return m, badMail("A message has between 1 and %d recipients, this one has %d", maxRecipients, n)
	}
	from := in.FromEmailAddress
	if from == "" {
		from = parsed.Header.Get("From")
	}
	senders, err := addresses([]string{from})
	if err != nil || len(senders) != 1 {
		return m, badMail("The From address is not one valid address: %q", from)
	}
	m.From = senders[0]
	return m, nil
}

func (in *sendEmail) message() (Mail, error) {
	raw, simple := in.Content.Raw, in.Content.Simple
	switch {
	case raw != nil && simple == nil:
		return Mail{Raw: raw.Data}, nil
	case simple != nil && raw == nil:
		return Mail{Raw: simple.compose(in.FromEmailAddress, in.Destination.ToAddresses, in.Destination.CcAddresses)}, nil
	}
	return Mail{}, badMail("Content has exactly one of Raw and Simple here")
}

// addresses reads lists of addresses as they stand in headers.
func addresses(lists []string) ([]string, error) {
	var bare []string
	for _, list := range lists {
		parsed, err := mail.ParseAddressList(list)
		if err != nil {
			return nil, badMail("Illegal address: %q", list)
		}
		for _, a := range parsed {
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
	m.Time = c.cfg.Now()
	c.mu.Lock()
	c.accepted++
	m.ID = fmt.Sprintf("%016x-00000000-0000-4000-8000-000000000000-000000", c.accepted)
	if c.cfg.OnMail == nil {
		c.mail = append(c.mail, m)
	}
	c.mu.Unlock()
	if c.cfg.OnMail != nil {
		c.cfg.OnMail(m)
	}
	return m.ID
}

func badMail(format string, args ...any) error {
	return &Error{Code: "BadRequestException", Text: fmt.Sprintf(format, args...)}
}
