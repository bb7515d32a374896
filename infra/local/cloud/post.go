package cloud

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// MailAccount is how the account stands with SES, and what becomes of mail to some addresses.
type MailAccount struct {
	Identities []string // addresses and domains that SES has verified
	PerSecond  int      // how many recipients mail goes to, at most
	PerDay     int      // the same within 24 hours
	Sandbox    bool     // mail goes to verified addresses alone
	Paused     bool     // nothing is sent until SES or the account's owner allows it again
	Suspended  bool     // nothing is sent any more
	BadSource  bool     // SES cannot read the MX record of the sender's MAIL FROM domain
	Fates      map[string]Fate
}

// Fate is what becomes of mail that SES has taken for an address. An address is known by its lower case.
type Fate int

// The fates. What does not simply arrive is reported as an event, if the mail names a configuration set.
const (
	Arrives   Fate = iota
	Bounces        // the address's own mail server refuses it
	Complains      // it arrives, and its reader calls it spam
	Away           // it arrives, and an automatic reply comes back
)

// What SES lets an account do that is out of the sandbox, to begin with.
const (
	usualPerSecond = 14
	usualPerDay    = 50_000
)

// post is SES: how the account stands, and what was sent.
type post struct {
	mu      sync.Mutex
	account MailAccount     // replaced, never changed
	mails   int             // taken so far
	events  int             // published so far
	stopped map[string]bool // addresses, in lower case, to which SES sends nothing: its suppression list
	day     []time.Time     // one for each recipient of the last 24 hours, in order
	second  float64         // to how many recipients mail may go at once
	counted time.Time       // when second was worked out
}

func newPost(identities []string) *post {
	return &post{stopped: map[string]bool{},
		account: MailAccount{Identities: identities, PerSecond: usualPerSecond, PerDay: usualPerDay}}
}

// ChangeMail changes how the account stands with SES from now on.
func (c *Cloud) ChangeMail(change func(*MailAccount)) {
	c.post.mu.Lock()
	defer c.post.mu.Unlock()
	a := c.post.account
	a.Identities = slices.Clone(a.Identities)
	fates := map[string]Fate{}
	maps.Copy(fates, a.Fates)
	a.Fates = fates
	change(&a)
	c.post.account = a
}

func (p *post) standing() MailAccount {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.account
}

// identity gives the verified identity that an address belongs to: the address itself before its domain. If none is
// verified, it gives the address.
func (a MailAccount) identity(address string) (name string, verified bool) {
	domain := address[strings.LastIndexByte(address, '@')+1:]
	for _, candidate := range []string{address, domain} {
		for _, known := range a.Identities {
			if strings.EqualFold(known, candidate) {
				return known, true
			}
		}
	}
	return address, false
}

// admit counts a mail that may be sent now, or says why it may not.
func (c *Cloud) admit(m outgoing) error {
	if m.configurationSet != "" && !slices.Contains(c.cfg.ConfigurationSets, m.configurationSet) {
		return &Error{Code: "NotFoundException", Status: http.StatusNotFound,
			Text: fmt.Sprintf("Configuration set <%s> does not exist.", m.configurationSet)}
	}
	c.post.mu.Lock()
	defer c.post.mu.Unlock()
	if err := c.post.account.refusal(m, c.cfg.Region); err != nil {
		return err
	}
	return c.post.count(len(m.To), c.cfg.Now())
}

// refusal is why the account, as it stands, may not send a mail; nil if it may.
func (a MailAccount) refusal(m outgoing, region string) error {
	var unverified []string
	for i, address := range append([]string{m.From}, m.To...) {
		if _, verified := a.identity(address); !verified && (i == 0 || a.Sandbox) {
			unverified = append(unverified, address)
		}
	}
	switch {
	case a.Suspended:
		return &Error{Code: "AccountSuspendedException", Text: "Sending suspended for this account."}
	case a.Paused:
		return &Error{Code: "SendingPausedException", Text: "Sending paused for this account. For more information, " +
			"please check the inbox of the email address associated with your AWS account."}
	case len(unverified) > 0:
		return &Error{Code: "MessageRejected", Text: fmt.Sprintf(
			"Email address is not verified. The following identities failed the check in region %s: %s",
			strings.ToUpper(region), strings.Join(unverified, ", "))}
	case a.BadSource:
		return &Error{Code: "MailFromDomainNotVerifiedException", Text: "The MAIL FROM domain is not verified."}
	}
	return nil
}

// count takes so many recipients from what is left of the rate and of the day's quota. The rate is a bucket that a
// second fills; who waits for a part of a second, which is rounded down to nanoseconds, has waited long enough.
func (p *post) count(recipients int, now time.Time) error {
	rate := float64(p.account.PerSecond)
	p.second = min(rate, p.second+rate*now.Sub(p.counted).Seconds())
	p.counted = now
	const rounding = 1e-6
	switch {
	case float64(recipients) > p.second+rounding:
		return &Error{Code: "TooManyRequestsException", Status: http.StatusTooManyRequests,
			Text: "Maximum sending rate exceeded."}
	case p.lastDay(now)+recipients > p.account.PerDay:
		return &Error{Code: "LimitExceededException", Text: "Daily message quota exceeded."}
	}
	p.second -= float64(recipients)
	p.day = append(p.day, slices.Repeat([]time.Time{now}, recipients)...)
	return nil
}

// lastDay is to how many recipients mail went in the last 24 hours.
func (p *post) lastDay(now time.Time) int {
	yesterday := now.Add(-24 * time.Hour)
	n := slices.IndexFunc(p.day, func(t time.Time) bool { return t.After(yesterday) })
	if n < 0 {
		n = len(p.day)
	}
	p.day = p.day[n:]
	return len(p.day)
}

// parseAccount reads a GetAccount, which IAM knows no resource for.
func (c *Cloud) parseAccount() (call, error) {
	needs := []Grant{{Action: "ses:GetAccount", Resource: "*"}}
	return call{needs, func() (any, error) { return c.post.describe(c.cfg.Now()), nil }}, nil
}

func (p *post) describe(now time.Time) any {
	p.mu.Lock()
	defer p.mu.Unlock()
	status := "HEALTHY"
	if p.account.Suspended {
		status = "SHUTDOWN"
	}
	return map[string]any{
		"EnforcementStatus": status, "ProductionAccessEnabled": !p.account.Sandbox,
		"SendingEnabled": !p.account.Paused && !p.account.Suspended,
		"SendQuota": map[string]int{
			"Max24HourSend": p.account.PerDay, "MaxSendRate": p.account.PerSecond, "SentLast24Hours": p.lastDay(now),
		},
	}
}
