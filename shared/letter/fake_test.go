package letter_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sesv2"

	"github.com/partnerusergroups/pugs/shared/letter"
)

var programme = letter.Address{Name: "Partner User Groups", Email: "pugs@example.com"}

var now = time.Date(2026, 10, 1, 13, 0, 0, 0, time.UTC)

// records behaves as a table with conditional writes does.
type records struct {
	claims  map[string]time.Time // key -> end of the claim
	sent    map[string]bool
	sentErr error
}

func (r *records) Claim(_ context.Context, key string, now time.Time, lease time.Duration) (bool, bool, error) {
	if r.sent[key] {
		return false, true, nil
	}
	if end, claimed := r.claims[key]; claimed && now.Before(end) {
		return false, false, nil
	}
	r.claims[key] = now.Add(lease)
	return true, false, nil
}

func (r *records) Sent(ctx context.Context, key string, _ time.Time) error {
	if r.sentErr == nil && ctx.Err() == nil {
		r.sent[key] = true
	}
	return r.sentErr
}

func (r *records) Release(ctx context.Context, key string) error {
	if ctx.Err() == nil {
		delete(r.claims, key)
	}
	return ctx.Err()
}

// ses keeps what it was asked to send; before, if set, decides first.
type ses struct {
	inputs []*sesv2.SendEmailInput
	before func() error
}

func (s *ses) SendEmail(_ context.Context, in *sesv2.SendEmailInput, _ ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error) {
	if s.before != nil {
		if err := s.before(); err != nil {
			return nil, err
		}
	}
	s.inputs = append(s.inputs, in)
	return &sesv2.SendEmailOutput{}, nil
}

// office is a Sender among fakes, with a clock that tests may set.
type office struct {
	*letter.Sender
	ses     *ses
	records *records
	log     *strings.Builder
	now     time.Time
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{
		ses: &ses{}, log: &strings.Builder{}, now: now,
		records: &records{claims: map[string]time.Time{}, sent: map[string]bool{}},
	}
	o.Sender = &letter.Sender{
		SES: o.ses, Records: o.records, ConfigurationSet: "pugs",
		From: programme,
		Now:  func() time.Time { return o.now },
		Rand: rand.NewChaCha8([32]byte{1}),
		Log:  textLog(o.log),
	}
	return o
}

func message() letter.Message {
	return letter.Message{
		Key: "application/a-1/approved", To: letter.Address{Name: "Ada Hart", Email: "ada@example.com"},
		Letter: letter.Letter{Subject: "You are in", Text: "Welcome.\n", HTML: "<p>Welcome.</p>\n"},
	}
}
