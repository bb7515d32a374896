package letter_test

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"github.com/partnerusergroups/pugs/shared/letter"
)

var programme = letter.Address{Name: "Partner User Groups", Email: "pugs@example.com"}

var now = time.Date(2026, 10, 1, 13, 0, 0, 0, time.UTC)

// ses keeps what it was asked to send; err, if set, is its answer.
type ses struct {
	inputs  []*sesv2.SendEmailInput
	lifted  []string // addresses that SES is to send to again; stuck, if set, is its answer
	stuck   error
	options sesv2.Options
	err     error
}

func (s *ses) SendEmail(_ context.Context, in *sesv2.SendEmailInput, opts ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error) {
	for _, set := range opts {
		set(&s.options)
	}
	if s.err != nil {
		return nil, s.err
	}
	s.inputs = append(s.inputs, in)
	return &sesv2.SendEmailOutput{MessageId: aws.String("ses-1")}, nil
}

func (s *ses) DeleteSuppressedDestination(_ context.Context, in *sesv2.DeleteSuppressedDestinationInput, _ ...func(*sesv2.Options)) (*sesv2.DeleteSuppressedDestinationOutput, error) {
	s.lifted = append(s.lifted, *in.EmailAddress)
	return nil, s.stuck
}

func (s *ses) GetAccount(context.Context, *sesv2.GetAccountInput, ...func(*sesv2.Options)) (*sesv2.GetAccountOutput, error) {
	return &sesv2.GetAccountOutput{SendQuota: &types.SendQuota{MaxSendRate: 14}}, s.err
}

func office(s *ses) *letter.Sender {
	return &letter.Sender{SES: s, ConfigurationSet: "pugs", From: programme}
}

func message() letter.Message {
	return letter.Message{
		ID: strings.Repeat("f0", 32), Key: "application/a-1/approved", Written: now,
		To:     letter.Address{Name: "Ada Hart", Email: "ada@example.com"},
		Letter: letter.Letter{Subject: "You are in", Text: "Welcome.\n", HTML: "<p>Welcome.</p>\n"},
	}
}
