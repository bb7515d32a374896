package cloud_test

import (
	"context"
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

func TestMailIsHandedOverInsteadOfKept(t *testing.T) {
	var handed []cloud.Mail
	c := open(t, func(cfg *cloud.Config) { cfg.OnMail = func(m cloud.Mail) { handed = append(handed, m) } })
	for range 2 {
		if err := send(t.Context(), c, "root", raw("pugs@example.com")); err != nil {
			t.Fatal(err)
		}
	}
	if len(handed) != 2 || handed[0].ID == handed[1].ID || len(c.Mail()) != 0 {
		t.Errorf("handed over %+v, kept %d", handed, len(c.Mail()))
	}
}

func TestMailIsKeptInOrder(t *testing.T) {
	c := open(t)
	out, err := sesv2.NewFromConfig(c.Config("root")).SendEmail(t.Context(), raw("PUGs <pugs@example.com>"))
	if err != nil {
		t.Fatal(err)
	}
	simple := raw("pugs@example.com")
	simple.Destination.BccAddresses = []string{"bob@example.net"}
	simple.Content = &types.EmailContent{Simple: &types.Message{
		Subject: &types.Content{Data: aws.String("größer")},
		Body:    &types.Body{Text: &types.Content{Data: aws.String("plain")}, Html: &types.Content{Data: aws.String("<p>rich</p>")}},
	}}
	if err := send(t.Context(), c, "root", simple); err != nil {
		t.Fatal(err)
	}
	kept := c.Mail()
	if kept[0].ID != *out.MessageId {
		t.Errorf("the first mail kept is %s, not %s", kept[0].ID, *out.MessageId)
	}
	if kept[0].From != "pugs@example.com" || string(kept[0].Raw) != string(raw("PUGs <pugs@example.com>").Content.Raw.Data) {
		t.Errorf("the raw mail is kept as %+v", kept[0])
	}
	if diff := cmp.Diff([]string{"ann@example.net", "bob@example.net"}, kept[1].To); diff != "" {
		t.Errorf("recipients (-want +got):\n%s", diff)
	}
	composed := string(kept[1].Raw)
	if !strings.Contains(composed, "plain") || !strings.Contains(composed, "<p>rich</p>") || strings.Contains(composed, "bob@") {
		t.Errorf("the simple mail is kept as:\n%s", composed)
	}
}

func TestWhatSESRefuses(t *testing.T) {
	rows := []struct {
		name   string
		change func(*sesv2.SendEmailInput)
		want   string
	}{
		{"a sender that is not verified", func(in *sesv2.SendEmailInput) { in.FromEmailAddress = aws.String("x@example.org") }, "MessageRejected"},
		{"more than 50 recipients", func(in *sesv2.SendEmailInput) {
			in.Destination.ToAddresses = strings.Split(strings.Repeat("a@example.net ", 50)+"b@example.net", " ")
		}, "BadRequestException"},
		{"an address that is none", func(in *sesv2.SendEmailInput) { in.Destination.ToAddresses = []string{"ann at example.net"} }, "BadRequestException"},
		{"a message over 40 MB", func(in *sesv2.SendEmailInput) {
			in.Content.Raw.Data = append(in.Content.Raw.Data, make([]byte, 40<<20)...)
		}, "BadRequestException"},
		{"a message without headers", func(in *sesv2.SendEmailInput) { in.Content.Raw.Data = []byte("hello") }, "BadRequestException"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			c := open(t)
			in := raw("pugs@example.com")
			r.change(in)
			if got := code(t, send(t.Context(), c, "root", in)); got != r.want {
				t.Errorf("code %q, want %q", got, r.want)
			}
			if len(c.Mail()) != 0 {
				t.Error("it was kept all the same")
			}
		})
	}
}

func TestSendingTooFast(t *testing.T) {
	c := open(t)
	c.Inject(func(string, string) error { return cloud.TooManyRequests() })
	if got := code(t, send(t.Context(), c, "root", raw("pugs@example.com"))); got != "TooManyRequestsException" {
		t.Errorf("code %q", got)
	}
	if got := c.Calls()["ses:SendEmail"]; got != 3 {
		t.Errorf("%d attempts, want 3", got)
	}
}
