package letter

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"github.com/partnerusergroups/pugs/shared/calendar"
)

// lease is how long a claim keeps others from sending the same mail. One claim covers one call to SES with the SDK's
// retries, which takes seconds: who holds a claim for longer is dead.
const lease = 2 * time.Minute

var (
	// ErrInFlight means that somebody else is sending this very mail. Try again: by then it is sent, or the claim
	// has lapsed.
	ErrInFlight = errors.New("the mail is being sent by another request")
	// ErrRefused means that the mail cannot go out as it is, now or later: the address is bad, or SES rejected it.
	ErrRefused = errors.New("the mail is refused")
)

// Message is one mail to one person.
type Message struct {
	// Key says what the mail is and what about, such as "application/a-123/approved". Key and To together make the
	// record of having been sent, so a mail that should go out again (a reminder) needs another key.
	Key string
	To  Address
	Letter
	Invitation *calendar.Invitation // nil for none
}

// Records keeps which mails were sent. Key is 64 hex digits and holds no address.
type Records interface {
	// Claim takes the right to send until now+lease. It reports sent when the mail is out already, and claimed
	// when the right is now the caller's; neither, when another holds a claim that has not lapsed at now.
	Claim(ctx context.Context, key string, now time.Time, lease time.Duration) (claimed, sent bool, err error)
	// Sent marks the mail as sent, for good.
	Sent(ctx context.Context, key string, now time.Time) error
	// Release gives a claim back.
	Release(ctx context.Context, key string) error
}

// sesAPI is the part of the SES v2 client that sends.
type sesAPI interface {
	SendEmail(
		ctx context.Context, in *sesv2.SendEmailInput, opts ...func(*sesv2.Options),
	) (*sesv2.SendEmailOutput, error)
}

// Sender sends letters. It is safe for concurrent use if its fields are.
type Sender struct {
	SES              sesAPI
	Records          Records
	From             Address // the sender, verified in SES
	ConfigurationSet string  // of SES; optional
	Now              func() time.Time
	Rand             io.Reader    // for Message-IDs and MIME boundaries
	Log              *slog.Logger // told when a mail went out but could not be marked as sent
}

// Send sends m unless it was sent before, in which case it returns nil. The error is ErrInFlight or ErrRefused where
// they apply; any other is transient, and sending again is right.
func (s *Sender) Send(ctx context.Context, msg Message) error {
	now := s.Now()
	raw, err := s.compose(msg, now)
	if err != nil {
		return fmt.Errorf("write mail %s: %w", msg.Key, err)
	}
	key := recordKey(msg)
	claimed, sent, err := s.Records.Claim(ctx, key, now, lease)
	switch {
	case err != nil:
		return fmt.Errorf("claim mail %s: %w", msg.Key, err)
	case sent:
		return nil
	case !claimed:
		return fmt.Errorf("send mail %s: %w", msg.Key, ErrInFlight)
	}
	// From here on the record must follow what happened, even if the caller has gone.
	after := context.WithoutCancel(ctx)
	if err := s.deliver(ctx, msg.To, raw); err != nil {
		return fmt.Errorf("send mail %s: %w", msg.Key, errors.Join(err, s.Records.Release(after, key)))
	}
	if err := s.Records.Sent(after, key, s.Now()); err != nil {
		// An error here would have the caller send the mail again, so it is told to the log instead.
		s.Log.ErrorContext(ctx, "mail is out but could not be marked as sent", "mail", msg.Key, "error", err)
	}
	return nil
}

// compose is done before the claim: what cannot be written leaves no trace in the records.
func (s *Sender) compose(msg Message, now time.Time) ([]byte, error) {
	if msg.Key == "" {
		return nil, fmt.Errorf("%w: it has no key", ErrRefused)
	}
	if err := msg.To.check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return s.mime(msg, now)
}

func (s *Sender) deliver(ctx context.Context, to Address, raw []byte) error {
	from := s.From.String()
	in := &sesv2.SendEmailInput{
		FromEmailAddress: &from,
		Destination:      &types.Destination{ToAddresses: []string{to.Email}},
		Content:          &types.EmailContent{Raw: &types.RawMessage{Data: raw}},
	}
	if s.ConfigurationSet != "" {
		in.ConfigurationSetName = &s.ConfigurationSet
	}
	_, err := s.SES.SendEmail(ctx, in)
	var rejected *types.MessageRejected
	var bad *types.BadRequestException
	if errors.As(err, &rejected) || errors.As(err, &bad) {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return err
}

// recordKey hashes, so that the records hold no address and any text makes a key.
func recordKey(m Message) string {
	sum := sha256.Sum256([]byte(m.Key + "\n" + strings.ToLower(m.To.Email)))
	return hex.EncodeToString(sum[:])
}
