package cloud_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// raw is a message from an address, written out in full.
func raw(from string) *sesv2.SendEmailInput {
	message := "From: " + from + "\r\nTo: Ann <ann@example.net>\r\nSubject: hello\r\n\r\nhello\r\n"
	return &sesv2.SendEmailInput{
		FromEmailAddress: &from,
		Destination:      &types.Destination{ToAddresses: []string{"Ann <ann@example.net>"}},
		Content:          &types.EmailContent{Raw: &types.RawMessage{Data: []byte(message)}},
	}
}

func send(ctx context.Context, c *cloud.Cloud, principal string, in *sesv2.SendEmailInput) error {
	_, err := sesv2.NewFromConfig(c.Config(principal)).SendEmail(ctx, in)
	return err
}

// post is an account whose mail is gathered.
func post(t *testing.T) (*cloud.Cloud, *[]cloud.Mail) {
	var mails []cloud.Mail
	return open(t, func(cfg *cloud.Config) { cfg.OnMail = func(m cloud.Mail) { mails = append(mails, m) } }), &mails
}

func TestMailIsHandedOver(t *testing.T) {
	c, mails := post(t)
	client := sesv2.NewFromConfig(c.Config("root"))
	first := raw("PUGs <pugs@example.com>")
	out, err := client.SendEmail(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	second := raw("solo@example.org")
	second.Destination.ToAddresses = []string{"cy@example.net", "Di <di@example.net>",
		"=?utf-8?q?Zo=C3=AB?= <zoe@xn--bcher-kva.example>"}
	again, err := client.SendEmail(t.Context(), second)
	if err != nil {
		t.Fatal(err)
	}
	want := []cloud.Mail{
		{ID: *out.MessageId, Time: noon, From: "pugs@example.com", Raw: first.Content.Raw.Data,
			To: []string{"ann@example.net"}},
		{ID: *again.MessageId, Time: noon, From: "solo@example.org", Raw: second.Content.Raw.Data,
			To: []string{"cy@example.net", "di@example.net", "zoe@xn--bcher-kva.example"}},
	}
	if diff := cmp.Diff(want, *mails); diff != "" {
		t.Errorf("handed over (-want +got):\n%s", diff)
	}
	if want[0].ID == want[1].ID {
		t.Errorf("two mails are %s", want[0].ID)
	}
}

func TestWhatSESRefuses(t *testing.T) {
	to := func(address ...string) func(*sesv2.SendEmailInput) {
		return func(in *sesv2.SendEmailInput) { in.Destination.ToAddresses = address }
	}
	with := func(change func(raw string) string) func(*sesv2.SendEmailInput) {
		return func(in *sesv2.SendEmailInput) {
			in.Content.Raw.Data = []byte(change(string(in.Content.Raw.Data)))
		}
	}
	const bad = "BadRequestException"
	rows := []struct {
		name   string
		change func(*sesv2.SendEmailInput)
		want   string
	}{
		{"a sender that is not verified", func(in *sesv2.SendEmailInput) { in.FromEmailAddress = aws.String("x@example.org") }, "MessageRejected"},
		{"a sender that is none", func(in *sesv2.SendEmailInput) { in.FromEmailAddress = aws.String("PUGs") }, bad},
		{"two senders", func(in *sesv2.SendEmailInput) { in.FromEmailAddress = aws.String("a@example.com, b@example.com") }, bad},
		{"a sender that is not 7-bit", func(in *sesv2.SendEmailInput) { in.FromEmailAddress = aws.String("größe@example.com") }, bad},
		{"more than 50 recipients", to(strings.Split(strings.Repeat("a@example.net ", 50)+"b@example.net", " ")...), bad},
		{"no recipient at all", to(), bad},
		{"an address that is none", to("ann at example.net"), bad},
		{"a local part that is not 7-bit", to("jörg@example.net"), bad},
		{"a domain that is not 7-bit", to("ann@bücher.example"), bad},
		{"one such address among others", to("ann@example.net", "Jörg <jörg@example.net>"), bad},
		{"a message over 40 MB", with(func(raw string) string { return raw + strings.Repeat("x\r\n", 40<<20/3) }), bad},
		{"a line over 1,000 characters", with(func(raw string) string { return raw + strings.Repeat("x", 1001) }), bad},
		{"a message without headers", with(func(string) string { return "hello" }), bad},
		{"no message", with(func(string) string { return "" }), bad},
		{"a copy, which is not known here", func(in *sesv2.SendEmailInput) {
			in.Destination.CcAddresses = []string{"cy@example.net"}
		}, "SerializationException"},
		{"content that SES would put together, not known here", func(in *sesv2.SendEmailInput) {
			subject := &types.Content{Data: aws.String("hello")}
			in.Content = &types.EmailContent{Simple: &types.Message{Subject: subject, Body: &types.Body{}}}
		}, "SerializationException"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			c, mails := post(t)
			in := raw("pugs@example.com")
			r.change(in)
			if err := send(t.Context(), c, "root", in); code(t, err) != r.want {
				t.Errorf("got %v, want %q", err, r.want)
			}
			if len(*mails) != 0 {
				t.Error("it was sent all the same")
			}
		})
	}
}

func TestSendingTooFast(t *testing.T) {
	c := open(t)
	c.Inject(func(string, string) error {
		return &cloud.Error{Code: "TooManyRequestsException", Status: http.StatusTooManyRequests}
	})
	if got := code(t, send(t.Context(), c, "root", raw("pugs@example.com"))); got != "TooManyRequestsException" {
		t.Errorf("code %q", got)
	}
	if got := c.Calls()["ses:SendEmail"]; got != 3 {
		t.Errorf("%d attempts, want 3", got)
	}
}
