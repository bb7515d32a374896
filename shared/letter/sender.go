package letter

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Message is one mail to one person.
type Message struct {
	ID  string // that of the letter
	Key string // see store.Letter
	To  Address
	// ReplyTo is whom a reply goes to; nobody: the sender.
	ReplyTo []Address
	Letter
	Written    time.Time
	Invitation *calendar.Invitation // nil for none
	Lifts      bool                 // see store.Letter
}

// Layout makes mails of letters. Make one with NewLayout.
type Layout struct {
	from Address
	once func() (*layout, error)
}

// NewLayout is the layout of letters from an address, which signs them.
func NewLayout(from Address) Layout { return Layout{from, sync.OnceValues(newLayout)} }

// Message lays a letter out.
func (l Layout) Message(of store.Letter, to Links) (Message, error) {
	reader := Address{Name: of.To.Name, Email: of.To.Email, ID: of.To.ID, Unverified: of.To.Unverified}
	m := Message{ID: of.ID, Key: of.Key, To: reader, Written: of.Written, Lifts: of.Lifts}
	d, err := reread(of.Words)
	if err != nil {
		return m, fmt.Errorf("read the letter %s: %w", of.ID, err)
	}
	m.ReplyTo, m.Invitation = d.replyTo(l.from), invited(of.Invitation, d, to)
	layout, err := l.once()
	if err != nil {
		return m, err
	}
	m.Letter, err = layout.lay(d, l.from, to)
	return m, err
}

// invited is the invitation with the way to the reader's own page, on which they say that they cannot come.
func invited(i *calendar.Invitation, d draft, to Links) *calendar.Invitation {
	if i == nil || to.Page == "" || !d.ownPage() {
		return i
	}
	own := i.ForMember(to.Page)
	return &own
}

// sesAPI is the part of the SES v2 client that sends.
type sesAPI interface {
	SendEmail(
		ctx context.Context, in *sesv2.SendEmailInput, opts ...func(*sesv2.Options),
	) (*sesv2.SendEmailOutput, error)
	GetAccount(
		ctx context.Context, in *sesv2.GetAccountInput, opts ...func(*sesv2.Options),
	) (*sesv2.GetAccountOutput, error)
	DeleteSuppressedDestination(
		ctx context.Context, in *sesv2.DeleteSuppressedDestinationInput, opts ...func(*sesv2.Options),
	) (*sesv2.DeleteSuppressedDestinationOutput, error)
}

// Sender hands mails to SES. It is safe for concurrent use if its client is.
type Sender struct {
	SES              sesAPI
	From             Address // verified in SES
	ConfigurationSet string  // of SES; optional
}

// Tag is the name of SES's message tag that holds the letter's id: it comes back with a bounce.
const Tag = "letter"

// Send hands a mail to SES once, and returns the id that SES gives it. SES takes no token against repeats: what the
// SDK tried again by itself might go out twice, unseen. For what an error means, see TroubleOf.
func (s *Sender) Send(ctx context.Context, m Message) (receipt string, err error) {
	raw, err := s.compose(m)
	if err != nil {
		return "", fmt.Errorf("write the mail %s: %w: %w", m.ID, errUnwritable, err)
	}
	if m.Lifts {
		if err := s.lift(ctx, m.To.Email); err != nil {
			return "", fmt.Errorf("lift what stops the mail %s: %w", m.ID, err)
		}
	}
	from, name := s.From.String(), Tag
	in := &sesv2.SendEmailInput{
		FromEmailAddress: &from,
		Destination:      &types.Destination{ToAddresses: []string{m.To.Email}},
		Content:          &types.EmailContent{Raw: &types.RawMessage{Data: raw}},
		EmailTags:        []types.MessageTag{{Name: &name, Value: &m.ID}},
	}
	if s.ConfigurationSet != "" {
		in.ConfigurationSetName = &s.ConfigurationSet
	}
	out, err := s.SES.SendEmail(ctx, in, func(o *sesv2.Options) { o.RetryMaxAttempts = 1 })
	if err != nil {
		return "", fmt.Errorf("send the mail %s: %w", m.ID, err)
	}
	if out.MessageId != nil {
		receipt = *out.MessageId
	}
	return receipt, nil
}

// lift has SES send to an address again to which it has stopped sending: it puts whoever's mail came back, or was
// reported as spam, on a list. Most are not on it.
func (s *Sender) lift(ctx context.Context, email string) error {
	_, err := s.SES.DeleteSuppressedDestination(ctx, &sesv2.DeleteSuppressedDestinationInput{EmailAddress: &email})
	var free *types.NotFoundException
	if errors.As(err, &free) {
		return nil
	}
	return err
}

func (s *Sender) compose(m Message) ([]byte, error) {
	if err := m.To.check(); err != nil {
		return nil, err
	}
	return s.mime(m)
}

// Rate reads how many mails SES takes in a second.
func (s *Sender) Rate(ctx context.Context) (float64, error) {
	out, err := s.SES.GetAccount(ctx, &sesv2.GetAccountInput{})
	if err != nil {
		return 0, fmt.Errorf("read SES's rate: %w", err)
	}
	if out.SendQuota == nil {
		return 0, fmt.Errorf("read SES's rate: it gave none")
	}
	return out.SendQuota.MaxSendRate, nil
}

// part is how much of SES's rate one sender uses: two may be at it, where the table's stream has more than one shard.
const part = 0.5

// Pace spreads mails over time, as fast as SES takes them. The zero value lets everything through.
type Pace struct {
	every time.Duration
	next  time.Time // when the next mail may go out
}

// At sets how many mails SES takes in a second.
func (p *Pace) At(perSecond float64) {
	if perSecond > 0 {
		p.every = time.Duration(float64(time.Second) / (perSecond * part))
	}
}

// Take takes the turn of one mail. It returns how long that has to wait.
func (p *Pace) Take(now time.Time) time.Duration {
	if p.next.Before(now) {
		p.next = now
	}
	wait := p.next.Sub(now)
	p.next = p.next.Add(p.every)
	return wait
}
