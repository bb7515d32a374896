package pug

import (
	"net/netip"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// The most characters of a mail address and of the part before its "@" (RFC 5321, section 4.5.3.1; the address less
// the brackets around a path).
const (
	maxEmail = 254
	maxLocal = 64
)

// ParseEmail reads a mail address as somebody typed it, and gives it as SES takes it: 7-bit, in lower case, the domain
// in Punycode. The error is Invalid, and says in sentences what is wrong and what to do; it does not repeat the
// address. See https://docs.aws.amazon.com/ses/latest/dg/send-email-raw.html.
func ParseEmail(text string) (string, error) {
	text = strings.TrimSpace(text)
	at := strings.LastIndex(text, "@")
	switch {
	case text == "":
		return "", Errorf(Invalid, "The email address is missing.")
	case strings.ContainsFunc(text, hidden):
		return "", Errorf(Invalid, "The email address has a character in it that cannot be seen. Please type it anew.")
	case strings.ContainsFunc(text, unicode.IsSpace):
		return "", Errorf(Invalid, "The email address has a blank in it. Please give one address, without a name.")
	case at < 0:
		return "", Errorf(Invalid, "The email address has no @. Please give one like name@company.com.")
	}
	local, err := localPart(text[:at])
	if err != nil {
		return "", err
	}
	domain, err := mailDomain(text[at+1:])
	if err != nil {
		return "", err
	}
	email := local + "@" + domain
	if len(email) > maxEmail {
		return "", Errorf(Invalid, "The email address is longer than any can be. Please check it.")
	}
	return email, nil
}

// atom are the characters of which the parts between the dots of a local part are made (RFC 5322, section 3.2.3).
const atom = "abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~"

// localPart reads what is before the "@". Quoted ones are not taken: nobody has one.
func localPart(text string) (string, error) {
	for _, r := range text {
		if r > unicode.MaxASCII {
			return "", Errorf(Invalid, "The email address has %q before the @, and email from here reaches only "+
				"addresses in plain Latin letters. Please give another address.", r)
		}
	}
	local := strings.ToLower(text)
	for part := range strings.SplitSeq(local, ".") {
		if part == "" || strings.Trim(part, atom) != "" || len(local) > maxLocal {
			return "", Errorf(Invalid, "What the email address has before the @ can be no address. Please check it.")
		}
	}
	return local, nil
}

// mailDomain reads what is behind the "@": the name of a domain that mail from anywhere can reach.
func mailDomain(text string) (string, error) {
	if _, err := netip.ParseAddr(strings.Trim(text, "[]")); err == nil || strings.HasPrefix(text, "[") {
		return "", Errorf(Invalid, "The email address names a machine by its number. "+
			"Please give one like name@company.com.")
	}
	domain, err := idna.Lookup.ToASCII(text)
	if err != nil {
		return "", Errorf(Invalid, "What the email address has behind the @ is not the name of a domain. "+
			"Please check it.")
	}
	labels := strings.Split(domain, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 { // RFC 1035, section 2.3.4
			return "", Errorf(Invalid, "The domain of the email address has a part that is empty or too long. "+
				"Please check it.")
		}
	}
	ending := labels[len(labels)-1]
	if len(labels) == 1 || len(ending) == 1 || strings.Trim(ending, "0123456789") == "" {
		return "", Errorf(Invalid, "The domain of the email address has no ending such as .com. Please check it.")
	}
	return domain, nil
}
