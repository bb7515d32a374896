package pug

import (
	"net/netip"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/unicode/norm"
)

// address finds what may be the address of a page or of a mailbox: what makes it plain, the host, and what follows.
// scheme finds what is one without a host that can be read, and number that of a telephone.
var (
	address = regexp.MustCompile(
		`(https?:/*|//|@|www\.)?((?:[\pL\pN][\pL\pM\pN-]*\.)+[\pL\pN][\pL\pM\pN-]*)(:\d|[/\\?#]\S)?`)
	scheme = regexp.MustCompile(`\b(https?|mailto|tel):|://|\bwww\.`)
	number = regexp.MustCompile(`\d(?:[ ()./-]*\d){6}`)
)

// advertisesAsName says whether what somebody gave as their name is advertising: in a name, every host is, and so is a
// telephone number.
func advertisesAsName(name, email string) bool {
	const telling = 3 // letters; what is shorter is an initial or a title, as in "M.Sc." and "Dr.Li"
	return number.MatchString(norm.NFKC.String(name)) || advertises(name, email, func(host string) bool {
		ending, _ := publicsuffix.PublicSuffix(host)
		before := strings.TrimSuffix(strings.TrimSuffix(host, ending), ".")
		return utf8.RuneCountInString(before[strings.LastIndex(before, ".")+1:]) >= telling
	})
}

// advertisesPage says whether a company or a topic has the address of a page or of a mailbox in it. A company may be
// called "booking.com", so a host alone is none.
func advertisesPage(text, email string) bool {
	return advertises(text, email, func(string) bool { return false })
}

// advertises says whether there is an address in a text, as advertising has it: one that is plain as such, or a host
// with a path, or one that is telling by itself. People may name the domain that they write from.
func advertises(text, email string, telling func(host string) bool) bool {
	text = strings.ReplaceAll(strings.ToLower(norm.NFKC.String(text)), "。", ".")
	_, own, _ := strings.Cut(email, "@")
	own = registered(own)
	found := false
	text = address.ReplaceAllStringFunc(text, func(at string) string {
		parts := address.FindStringSubmatch(at)
		host, err := idna.Punycode.ToASCII(parts[2])
		switch {
		case own != "" && !freeMail[own] && registered(host) == own:
			return ""
		case err == nil && isHost(host):
			found = found || parts[1] != "" || parts[3] != "" || telling(host)
		}
		return at
	})
	return found || scheme.MatchString(text)
}

// isHost says whether a host may be one of the Internet: its ending is one that there is, or stands for one in examples
// (RFC 2606), or it is a number. Legal forms are none: "Pvt.Ltd".
func isHost(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	forms := true
	for label := range strings.SplitSeq(host, ".") {
		forms = forms && legalForms[label]
	}
	ending, listed := publicsuffix.PublicSuffix(host)
	return !forms && (listed || strings.Contains(ending, ".") || ending == "example")
}
