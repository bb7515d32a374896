package letter_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/aws/smithy-go"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
)

func TestAMailIsHandedToSESOnceUnderItsLettersID(t *testing.T) {
	s := &ses{}
	receipt, err := office(s).Send(t.Context(), message())
	if err != nil || receipt != "ses-1" || s.options.RetryMaxAttempts != 1 {
		t.Errorf("%q, %v, tried %d times", receipt, err, s.options.RetryMaxAttempts)
	}
	tag := s.inputs[0].EmailTags[0]
	if *tag.Name != "letter" || *tag.Value != message().ID {
		t.Errorf("the tag is %s=%s", *tag.Name, *tag.Value)
	}
}

func TestTheRateIsSESs(t *testing.T) {
	if rate, err := office(&ses{}).Rate(t.Context()); rate != 14 || err != nil {
		t.Errorf("%v, %v", rate, err)
	}
	if _, err := office(&ses{err: io.EOF}).Rate(t.Context()); err == nil {
		t.Error("no error, and no rate")
	}
}

func unverified(address string) error {
	return &types.MessageRejected{Message: aws.String("Email address is not verified. The following identities " +
		"failed the check in region EU-WEST-1: " + address)}
}

func TestWhoseTroubleAnAnswerOfSESIs(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want letter.Trouble
		code string
	}{
		"too many in a second":       {&types.TooManyRequestsException{}, letter.TroubleRate, "TooManyRequestsException"},
		"the quota of the day":       {&types.LimitExceededException{}, letter.TroubleAccount, "LimitExceededException"},
		"sending is paused":          {&types.SendingPausedException{}, letter.TroubleAccount, "SendingPausedException"},
		"the account is suspended":   {&types.AccountSuspendedException{}, letter.TroubleAccount, "AccountSuspendedException"},
		"the MAIL FROM domain":       {&types.MailFromDomainNotVerifiedException{}, letter.TroubleAccount, "MailFromDomainNotVerifiedException"},
		"no such configuration set":  {&types.NotFoundException{}, letter.TroubleAccount, "NotFoundException"},
		"no right":                   {&smithy.GenericAPIError{Code: "AccessDeniedException"}, letter.TroubleAccount, "AccessDeniedException"},
		"the sender is not verified": {unverified("pugs@example.com"), letter.TroubleAccount, "MessageRejected"},
		"the sandbox":                {unverified("ada@example.com"), letter.TroubleRecipient, "MessageRejected"},
		"a virus":                    {&types.MessageRejected{Message: aws.String("Bad content")}, letter.TroubleLetter, "MessageRejected"},
		"an address SES cannot read": {&types.BadRequestException{}, letter.TroubleLetter, "BadRequestException"},
		"a broken connection":        {io.ErrUnexpectedEOF, letter.TroubleMoment, "no answer"},
		"an answer nobody knows":     {&smithy.GenericAPIError{Code: "InternalServiceErrorException"}, letter.TroubleMoment, "InternalServiceErrorException"},
	} {
		t.Run(name, func(t *testing.T) {
			o := office(&ses{err: c.err})
			_, err := o.Send(t.Context(), message())
			if got, code := o.TroubleOf(err), letter.Code(err); got != c.want || code != c.code || !errors.Is(err, c.err) {
				t.Errorf("trouble of the %s, called %s: %v", got, code, err)
			}
		})
	}
	if got := office(&ses{}).TroubleOf(nil); got != letter.NoTrouble {
		t.Errorf("nothing is trouble of the %s", got)
	}
}

func TestMailsThatCannotBeWrittenAreNotHandedToSES(t *testing.T) {
	for name, spoil := range map[string]func(*letter.Message){
		"no address":              func(m *letter.Message) { m.To.Email = "" },
		"two addresses":           func(m *letter.Message) { m.To.Email = "ada@example.com, eve@example.com" },
		"a header in the address": func(m *letter.Message) { m.To.Email = "ada@example.com>\r\nBcc: eve@example.com" },
		"an empty invitation":     func(m *letter.Message) { m.Invitation = &calendar.Invitation{} },
	} {
		t.Run(name, func(t *testing.T) {
			s, m := &ses{}, message()
			spoil(&m)
			_, err := office(s).Send(t.Context(), m)
			if office(s).TroubleOf(err) != letter.TroubleLetter || len(s.inputs) > 0 || strings.Contains(letter.Code(err), "@") {
				t.Errorf("%v, handed over: %d", err, len(s.inputs))
			}
		})
	}
}

func TestWhenALetterIsTriedAgain(t *testing.T) {
	for name, c := range map[string]struct {
		trouble  letter.Trouble
		attempts int
		want     time.Duration
	}{
		"trouble of the moment: after a minute":   {letter.TroubleMoment, 1, time.Minute},
		"a second time: two":                      {letter.TroubleMoment, 2, 2 * time.Minute},
		"a sixth time: half an hour":              {letter.TroubleMoment, 6, 32 * time.Minute},
		"a hundredth time: an hour":               {letter.TroubleMoment, 100, time.Hour},
		"trouble of the account: a quarter":       {letter.TroubleAccount, 0, 15 * time.Minute},
		"an address that somebody has to verify":  {letter.TroubleRecipient, 0, 15 * time.Minute},
		"too many in a second: as soon as can be": {letter.TroubleRate, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if next := c.trouble.Again(now, c.attempts); !next.Equal(now.Add(c.want)) {
				t.Errorf("at %s", next)
			}
		})
	}
}

func TestMailsGoOutAtHalfOfSESsRate(t *testing.T) {
	var p letter.Pace
	if wait := p.Take(now); wait != 0 {
		t.Errorf("without a rate: %s", wait)
	}
	p.At(10)
	var waits []time.Duration
	for _, after := range []time.Duration{0, 0, 0, time.Second, time.Second} {
		waits = append(waits, p.Take(now.Add(after)))
	}
	want := []time.Duration{0, 200 * time.Millisecond, 400 * time.Millisecond, 0, 200 * time.Millisecond}
	for i := range want {
		if waits[i] != want[i] {
			t.Errorf("they wait %v, want %v", waits, want)
			break
		}
	}
}

func TestL13WhatStaffSendAgainGoesOutWhereSESHasStoppedSending(t *testing.T) {
	for name, c := range map[string]struct {
		lifts bool
		stuck error
		sent  int
	}{
		"a letter as any other":           {false, nil, 1},
		"the address was stopped":         {true, nil, 1},
		"it was not":                      {true, &types.NotFoundException{}, 1},
		"too many calls: it is for later": {true, &types.TooManyRequestsException{}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			api := &ses{stuck: c.stuck}
			_, err := office(api).Send(t.Context(), letter.Message{ID: "a1", To: letter.Address{Email: "ina@example.com"}, Lifts: c.lifts})
			if len(api.inputs) != c.sent || (err == nil) != (c.sent == 1) || (len(api.lifted) == 1) != c.lifts {
				t.Errorf("%d sent, %v lifted: %v", len(api.inputs), api.lifted, err)
			}
		})
	}
}
