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
	To   []string // bare addresses of the recipients
	Raw  []byte   // the whole message, headers first
}

type sendEmail struct {
	FromEmailAddress     string
	Destination          struct{ ToAddresses []string }
	Content              struct{ Raw struct{ Data []byte } }
	ConfigurationSetName string
	EmailTags            []struct{ Name, Value string }
}

// outgoing is a mail with what its sender said besides.
type outgoing struct {
	Mail
	configurationSet string // empty: none
	tags             map[string][]string
}

// parseMail reads a SendEmail.
func (c *Cloud) parseMail(body []byte) (call, error) {
	var in sendEmail
	if err := decode(body, &in); err != nil {
		return call{}, err
	}
	m, err := in.mail()
	if err != nil {
		return call{}, err
	}
	return call{c.mailNeeds(m), func() (any, error) {
		if err := c.admit(m); err != nil {
			return nil, err
		}
		return map[string]string{"MessageId": c.accept(m)}, nil
	}}, nil
}

// mailNeeds are the rights to send a mail: SES asks for the one to send it raw besides the one that the action is named
// after, both on the sender's identity, on the configuration set, and on the identities of recipients where it has
// verified them or the account is in the sandbox.
func (c *Cloud) mailNeeds(m outgoing) []Grant {
	account := c.post.standing()
	identity, _ := account.identity(m.From)
	on := []string{"identity/" + identity}
	if m.configurationSet != "" {
		on = append(on, "configuration-set/"+m.configurationSet)
	}
	for _, to := range m.To {
		if identity, verified := account.identity(to); verified || account.Sandbox {
			on = append(on, "identity/"+identity)
		}
	}
	var needs []Grant
	for _, resource := range on {
		for _, action := range []string{"ses:SendEmail", "ses:SendRawEmail"} {
			needs = append(needs, Grant{Action: action, Resource: c.arn("ses", resource)})
		}
	}
	return needs
}

// mail checks a request and makes the message of it, which has no ID and time yet.
func (in *sendEmail) mail() (outgoing, error) {
	from, err := address(in.FromEmailAddress)
	if err != nil {
		return outgoing{}, err
	}
	m := outgoing{Mail{From: from, Raw: in.Content.Raw.Data}, in.ConfigurationSetName, map[string][]string{}}
	for _, recipient := range in.Destination.ToAddresses {
		to, err := address(recipient)
		if err != nil {
			return outgoing{}, err
		}
		m.To = append(m.To, to)
	}
	if n := len(m.To); n < 1 || n > maxRecipients {
		return outgoing{}, badMail("A message has between 1 and %d recipients, this one has %d", maxRecipients, n)
	}
	for _, tag := range in.EmailTags {
		if !isTag(tag.Name) || !isTag(tag.Value) {
			return outgoing{}, badMail("Invalid tag <%s: %s>: only alphanumeric ASCII characters, '_' and '-' are "+
				"allowed", tag.Name, tag.Value)
		}
		m.tags[tag.Name] = []string{tag.Value}
	}
	return m, checkMessage(m.Raw)
}

// isTag tells whether a text can be the name or the value of a message tag, see
// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html.
func isTag(text string) bool {
	const marks = "0123456789_-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return text != "" && len(text) <= 256 && strings.Trim(text, marks) == ""
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

func badMail(format string, args ...any) error {
	return &Error{Code: "BadRequestException", Text: fmt.Sprintf(format, args...)}
}
