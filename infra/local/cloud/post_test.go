package cloud_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

func TestSESSaysNo(t *testing.T) {
	const unverified = "Email address is not verified. The following identities failed the check in region EU-WEST-1: "
	for name, row := range map[string]struct {
		change     func(*cloud.MailAccount)
		want, says string
	}{
		"an account in order":     {func(*cloud.MailAccount) {}, "", ""},
		"a paused account":        {func(m *cloud.MailAccount) { m.Paused = true }, "SendingPausedException", "paused"},
		"a suspended account":     {func(m *cloud.MailAccount) { m.Suspended = true }, "AccountSuspendedException", "suspended"},
		"an unreadable MAIL FROM": {func(m *cloud.MailAccount) { m.BadSource = true }, "MailFromDomainNotVerifiedException", "MAIL FROM"},
		"a sender not verified":   {func(m *cloud.MailAccount) { m.Identities = nil }, "MessageRejected", unverified + "pugs@example.com"},
		"the sandbox, a stranger": {func(m *cloud.MailAccount) { m.Sandbox = true }, "MessageRejected", unverified + "ann@example.net"},
		"the sandbox, an own address": {func(m *cloud.MailAccount) {
			m.Sandbox, m.Identities = true, append(m.Identities, "ann@example.net")
		}, "", ""},
		"the sandbox, an own domain": {func(m *cloud.MailAccount) {
			m.Sandbox, m.Identities = true, append(m.Identities, "example.net")
		}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			c, mails := post(t)
			c.ChangeMail(row.change)
			err := send(t.Context(), c, "root", raw("pugs@example.com"))
			if code(t, err) != row.want || err != nil && !strings.Contains(err.Error(), row.says) {
				t.Errorf("got %v, want %q: %s", err, row.want, row.says)
			}
			if (err == nil) != (len(*mails) == 1) {
				t.Errorf("%d mails were sent", len(*mails))
			}
		})
	}
}

// account is what GetAccount says, as "sent of day, rate, ...".
func account(t *testing.T, c *cloud.Cloud) string {
	t.Helper()
	out, err := sesv2.NewFromConfig(c.Config("root")).GetAccount(t.Context(), &sesv2.GetAccountInput{})
	if err != nil {
		t.Fatal(err)
	}
	q := out.SendQuota
	text := fmt.Sprintf("%g of %g, %g a second, %s", q.SentLast24Hours, q.Max24HourSend, q.MaxSendRate, *out.EnforcementStatus)
	if out.ProductionAccessEnabled {
		text += ", in production"
	}
	if out.SendingEnabled {
		text += ", enabled"
	}
	return text
}

func TestTheRateAndTheQuotaAreOfVirtualTime(t *testing.T) {
	now := noon
	c := open(t, func(cfg *cloud.Config) { cfg.Now = func() time.Time { return now } })
	c.ChangeMail(func(m *cloud.MailAccount) { m.PerSecond, m.PerDay = 3, 8 })
	const fast, much = "TooManyRequestsException", "LimitExceededException"
	for _, step := range []struct {
		after time.Duration
		want  []string // of mails that are sent one after the other
	}{
		{0, []string{"", "", "", fast}},
		{time.Second / 3, []string{"", fast}},
		{time.Hour, []string{"", "", "", fast}},
		{time.Second, []string{"", much}},
		{22 * time.Hour, []string{much}},
		{time.Hour, []string{"", "", "", fast}}, // those of the first second are a day old
	} {
		now = now.Add(step.after)
		for i, want := range step.want {
			if got := code(t, send(t.Context(), c, "root", raw("pugs@example.com"))); got != want {
				t.Errorf("mail %d after %s: code %q, want %q", i, now.Sub(noon), got, want)
			}
		}
	}
	if got := account(t, c); got != "7 of 8, 3 a second, HEALTHY, in production, enabled" {
		t.Errorf("the account has sent %s", got)
	}
}

func TestEachRecipientCounts(t *testing.T) {
	c := open(t)
	in := raw("pugs@example.com")
	in.Destination.ToAddresses = []string{"ann@example.net", "bo@example.net"}
	if err := send(t.Context(), c, "root", in); err != nil {
		t.Fatal(err)
	}
	if got := account(t, c); got != "2 of 50000, 14 a second, HEALTHY, in production, enabled" {
		t.Errorf("the account has sent %s", got)
	}
}

func TestTheAccountSaysWhatKeepsItFromSending(t *testing.T) {
	for want, change := range map[string]func(*cloud.MailAccount){
		"0 of 50000, 14 a second, HEALTHY, in production":  func(m *cloud.MailAccount) { m.Paused = true },
		"0 of 50000, 14 a second, SHUTDOWN, in production": func(m *cloud.MailAccount) { m.Suspended = true },
		"0 of 50000, 14 a second, HEALTHY, enabled":        func(m *cloud.MailAccount) { m.Sandbox = true },
	} {
		c := open(t)
		c.ChangeMail(change)
		if got := account(t, c); got != want {
			t.Errorf("it says %s, want %s", got, want)
		}
	}
}

func TestRightsToSendToOnesOwn(t *testing.T) {
	const here = "arn:aws:ses:eu-west-1:123456789012:"
	grants := func(resources ...string) (all []cloud.Grant) {
		for _, r := range resources {
			all = append(all, cloud.Grant{Action: "ses:SendEmail", Resource: here + r}, cloud.Grant{Action: "ses:SendRawEmail", Resource: here + r})
		}
		return all
	}
	c := open(t)
	c.Allow("plain", grants("identity/example.com"))
	c.Allow("set", grants("identity/example.com", "configuration-set/pugs"))
	c.Allow("all", grants("identity/*"))
	mail := func(to, set string) *sesv2.SendEmailInput {
		in := raw("pugs@example.com")
		in.Destination.ToAddresses = []string{to}
		if set != "" {
			in.ConfigurationSetName = &set
		}
		return in
	}
	const denied, stranger, own = "AccessDeniedException", "ann@example.net", "solo@example.org"
	for _, row := range []struct {
		name, principal string
		in              *sesv2.SendEmailInput
		sandbox         bool
		want            string
	}{
		{"to a stranger the sender's identity is enough", "plain", mail(stranger, ""), false, ""},
		{"to an address of the account its own is needed", "plain", mail(own, ""), false, denied},
		{"and is enough", "all", mail(own, ""), false, ""},
		{"in the sandbox a stranger's is", "plain", mail(stranger, ""), true, denied},
		{"which is not verified for that", "all", mail(stranger, ""), true, "MessageRejected"},
		{"a configuration set needs a right as well", "plain", mail(stranger, "pugs"), false, denied},
		{"which is enough", "set", mail(stranger, "pugs"), false, ""},
		{"a set that is not there is not found", "root", mail(stranger, "other"), false, "NotFoundException"},
	} {
		c.ChangeMail(func(m *cloud.MailAccount) { m.Sandbox = row.sandbox })
		if got := code(t, send(t.Context(), c, row.principal, row.in)); got != row.want {
			t.Errorf("%s: code %q, want %q", row.name, got, row.want)
		}
	}
}

// told is what an event tells, as much of it as functions read.
type told struct {
	EventType string
	Mail      struct {
		MessageID, Source string
		Destination       []string
		Tags              map[string][]string
	}
	Bounce struct {
		BounceType, BounceSubType string
		BouncedRecipients         []struct{ EmailAddress string }
	}
	Complaint struct {
		ComplainedRecipients []struct{ EmailAddress string }
	}
}

func TestWhatBecomesOfMailIsReported(t *testing.T) {
	var mails []cloud.Mail
	var published []events.EventBridgeEvent
	c := open(t, func(cfg *cloud.Config) {
		cfg.OnMail = func(m cloud.Mail) { mails = append(mails, m) }
		cfg.OnEvent = func(e events.EventBridgeEvent) { published = append(published, e) }
	})
	c.ChangeMail(func(m *cloud.MailAccount) {
		m.Fates["bo@example.net"], m.Fates["cy@example.net"], m.Fates["di@example.net"] = cloud.Bounces, cloud.Complains, cloud.Away
	})
	in := raw("pugs@example.com")
	in.Destination.ToAddresses = []string{"ann@example.net", "Bo@example.net", "cy@example.net", "di@example.net"}
	in.ConfigurationSetName = aws.String("pugs")
	in.EmailTags = []types.MessageTag{{Name: aws.String("letter"), Value: aws.String("0a1b")}}
	out, err := sesv2.NewFromConfig(c.Config("root")).SendEmail(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if len(mails) != 1 || !slices.Equal(mails[0].To, []string{"ann@example.net", "cy@example.net", "di@example.net"}) {
		t.Errorf("it came to %v", mails)
	}
	var got []string
	for _, e := range published {
		var d told
		if err := json.Unmarshal(e.Detail, &d); err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s: %s %v%v", e.DetailType, d.EventType, d.Bounce, d.Complaint.ComplainedRecipients))
		if d.Mail.MessageID != *out.MessageId || d.Mail.Tags["letter"][0] != "0a1b" || len(d.Mail.Destination) != 4 ||
			e.Source != "aws.ses" || e.ID == "" || !e.Time.Equal(noon.Add(5*time.Second)) {
			t.Errorf("the event is %+v: %+v", e, d)
		}
	}
	want := []string{
		"Email Bounced: Bounce {Permanent General [{Bo@example.net}]}[]",
		"Email Complaint Received: Complaint {  []}[{cy@example.net}]",
		"Email Bounced: Bounce {Transient General [{di@example.net}]}[]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reported (-want +got):\n%s", diff)
	}
	in.ConfigurationSetName = nil
	if err := send(t.Context(), c, "root", in); err != nil || len(published) != 3 {
		t.Errorf("without a configuration set, %d more were reported (error %v)", len(published)-3, err)
	}
}

// https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
func TestWhoseMailCameBackGetsNoneUntilThatIsLifted(t *testing.T) {
	for name, fate := range map[string]cloud.Fate{"it bounced": cloud.Bounces, "its reader complained": cloud.Complains} {
		t.Run(name, func(t *testing.T) {
			var came int
			var published []string
			c := open(t, func(cfg *cloud.Config) {
				cfg.OnMail = func(cloud.Mail) { came++ }
				cfg.OnEvent = func(e events.EventBridgeEvent) { published = append(published, string(e.Detail)) }
			})
			turn := func(f cloud.Fate) {
				c.ChangeMail(func(m *cloud.MailAccount) { m.Fates["bo@example.net"] = f })
			}
			in := raw("pugs@example.com")
			in.Destination.ToAddresses, in.ConfigurationSetName = []string{"Bo@example.net"}, aws.String("pugs")
			api := sesv2.NewFromConfig(c.Config("root"))
			lift := func() string {
				_, err := api.DeleteSuppressedDestination(t.Context(), &sesv2.DeleteSuppressedDestinationInput{EmailAddress: aws.String("bo@example.net")})
				return code(t, err)
			}
			if got := lift(); got != "NotFoundException" {
				t.Errorf("nothing was stopped: %q", got)
			}
			turn(fate)
			first := send(t.Context(), c, "root", in)
			came = 0
			turn(cloud.Arrives)
			if err := send(t.Context(), c, "root", in); first != nil || err != nil || came > 0 || len(published) != 2 ||
				!strings.Contains(published[1], "OnAccountSuppressionList") {
				t.Errorf("%d came (errors %v and %v); reported %v", came, first, err, published)
			}
			if got := lift(); got != "" {
				t.Error(got)
			}
			if err := send(t.Context(), c, "root", in); err != nil || came != 1 || len(published) != 2 {
				t.Errorf("%d came (error %v); reported %v", came, err, published)
			}
		})
	}
}

func TestTagsAreOfPlainLetters(t *testing.T) {
	for _, tag := range []types.MessageTag{
		{Name: aws.String("letter"), Value: aws.String("LETTERS#ann")}, {Name: aws.String("of ann"), Value: aws.String("1")},
		{Name: aws.String("letter"), Value: aws.String("größe")}, {Name: aws.String("letter"), Value: aws.String("")},
	} {
		c, mails := post(t)
		in := raw("pugs@example.com")
		in.EmailTags = []types.MessageTag{tag}
		if err := send(context.Background(), c, "root", in); code(t, err) != "BadRequestException" || len(*mails) != 0 {
			t.Errorf("%s=%s: %v", *tag.Name, *tag.Value, err)
		}
	}
}
