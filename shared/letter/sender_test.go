package letter_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"github.com/partnerusergroups/pugs/shared/calendar"

	"github.com/partnerusergroups/pugs/shared/letter"
)

func textLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, nil))
}

func TestTheSameMailGoesOutOnce(t *testing.T) {
	o := newOffice(t)
	again := message()
	again.To.Email = "ADA@example.com" // the same mailbox
	for _, m := range []letter.Message{message(), message(), again} {
		if err := o.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		o.now = o.now.Add(24 * time.Hour)
	}
	if len(o.ses.inputs) != 1 {
		t.Errorf("sent %d times", len(o.ses.inputs))
	}
}

func TestAnotherKeyOrAnotherPersonIsAnotherMail(t *testing.T) {
	o := newOffice(t)
	reminder, colleague := message(), message()
	reminder.Key += "/reminder"
	colleague.To.Email = "ben@example.com"
	for _, m := range []letter.Message{message(), reminder, colleague} {
		if err := o.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	if len(o.ses.inputs) != 3 {
		t.Errorf("sent %d times", len(o.ses.inputs))
	}
}

func TestAMailInFlightWaitsForTheOtherSender(t *testing.T) {
	o := newOffice(t)
	var during error
	o.ses.before = func() error {
		o.ses.before = nil
		during = o.Send(t.Context(), message())
		return nil
	}
	if err := o.Send(t.Context(), message()); err != nil {
		t.Fatal(err)
	}
	if !errors.Is(during, letter.ErrInFlight) || len(o.ses.inputs) != 1 {
		t.Errorf("the second sender got %v; sent %d times", during, len(o.ses.inputs))
	}
}

func TestAClaimOfACrashedSenderLapses(t *testing.T) {
	o := newOffice(t)
	o.ses.before = func() error { panic("the function ran out of time") }
	func() {
		defer func() { _ = recover() }()
		_ = o.Send(t.Context(), message())
	}()
	o.ses.before = nil
	o.now = now.Add(time.Minute) // a function may still be at it
	if err := o.Send(t.Context(), message()); !errors.Is(err, letter.ErrInFlight) {
		t.Errorf("after a minute: %v", err)
	}
	o.now = now.Add(2 * time.Minute)
	if err := o.Send(t.Context(), message()); err != nil || len(o.ses.inputs) != 1 {
		t.Errorf("after two minutes: %v; sent %d times", err, len(o.ses.inputs))
	}
}

func TestAFailedSendCanBeTriedAgainAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		err     error
		refused bool
	}{
		"throttled":           {&types.TooManyRequestsException{}, false},
		"sending is paused":   {&types.SendingPausedException{}, false},
		"no connection":       {io.ErrUnexpectedEOF, false},
		"rejected by SES":     {&types.MessageRejected{}, true},
		"address SES refuses": {&types.BadRequestException{}, true},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			ctx, cancel := context.WithCancel(t.Context())
			o.ses.before = func() error { cancel(); return c.err } // the caller leaves meanwhile
			err := o.Send(ctx, message())
			if !errors.Is(err, c.err) || errors.Is(err, letter.ErrRefused) != c.refused {
				t.Errorf("error is %v", err)
			}
			o.ses.before = nil
			if err := o.Send(t.Context(), message()); err != nil || len(o.ses.inputs) != 1 {
				t.Errorf("second try: %v; sent %d times", err, len(o.ses.inputs))
			}
		})
	}
}

func TestAMailThatIsOutIsNotCalledFailed(t *testing.T) {
	o := newOffice(t)
	o.records.sentErr = errors.New("table is away")
	if err := o.Send(t.Context(), message()); err != nil {
		t.Errorf("the caller would send again: %v", err)
	}
	if log := o.log.String(); !strings.Contains(log, "a-1/approved") || strings.Contains(log, "ada@") {
		t.Errorf("log: %q", log)
	}
}

func TestMailsThatCannotGoOutAreRefusedAndLeaveNoClaim(t *testing.T) {
	for name, spoil := range map[string]func(*letter.Message){
		"no key":                  func(m *letter.Message) { m.Key = "" },
		"no address":              func(m *letter.Message) { m.To.Email = "" },
		"two addresses":           func(m *letter.Message) { m.To.Email = "ada@example.com, eve@example.com" },
		"a header in the address": func(m *letter.Message) { m.To.Email = "ada@example.com>\r\nBcc: eve@example.com" },
		"an empty invitation":     func(m *letter.Message) { m.Invitation = &calendar.Invitation{} },
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			m := message()
			spoil(&m)
			if err := o.Send(t.Context(), m); !errors.Is(err, letter.ErrRefused) {
				t.Errorf("error is %v", err)
			}
			if len(o.ses.inputs)+len(o.records.claims) > 0 {
				t.Error("something was sent or claimed")
			}
		})
	}
}
