package letter

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

type links interface {
	Mint(ctx context.Context, path string, l link.Link) (string, error)
}

type sender interface {
	Send(ctx context.Context, m Message) error
}

// Writer writes to people: it asks, tells and invites, and sends letters. What a letter says is a value of one of the
// Writer's Kinds. It is safe for concurrent use.
type Writer struct {
	Links links
	Mail  sender
	From  Address   // signs every letter; its mail is read by the team
	Staff []Address // the people of the team, who are asked and told as one
	Log   *slog.Logger

	tools func() (*tools, error)
}

// With is a Writer of these kinds of letter.
func (w Writer) With(k Kinds) *Writer {
	w.tools = sync.OnceValues(func() (*tools, error) { return newTools(k) })
	return &w
}

// Ask asks each of them by a link of their own, which is the letter's button. The link is made like the one given; its
// purpose is also the first part of its path. The key says what is asked and about what, see Message.
func (w *Writer) Ask(ctx context.Context, key string, like link.Link, data any, to ...Address) error {
	for _, person := range to {
		like.Person, like.Name = person.Email, person.Name
		url, err := w.Links.Mint(ctx, like.Purpose, like)
		if err != nil {
			return pug.Wrapf(err, pug.Unavailable, "No link could be made for %s", like.Subject)
		}
		if err := w.send(ctx, Message{Key: key, To: person}, data, url); err != nil {
			return err
		}
	}
	return nil
}

// Tell mails the letter to each of them. The key says what is said and about what: each person gets it once.
func (w *Writer) Tell(ctx context.Context, key string, data any, to ...Address) error {
	for _, person := range to {
		if err := w.send(ctx, Message{Key: key, To: person}, data, ""); err != nil {
			return err
		}
	}
	return nil
}

// Invite mails the letter with an invitation to each of them.
func (w *Writer) Invite(ctx context.Context, key string, data any, i calendar.Invitation, to ...Address) error {
	for _, person := range to {
		theirs := i
		theirs.Attendees = []calendar.Person{{Name: person.Name, Email: person.Email}}
		if err := w.send(ctx, Message{Key: key, To: person, Invitation: &theirs}, data, ""); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) send(ctx context.Context, m Message, data any, url string) error {
	var err error
	if m.Letter, err = w.write(data, m.To, url); err != nil {
		return pug.Wrapf(err, pug.Internal, "The letter %s could not be written", KindOf(data))
	}
	err = w.Mail.Send(ctx, m)
	if errors.Is(err, ErrRefused) {
		w.Log.WarnContext(ctx, "mail refused", "mail", m.Key, "error", err)
		return nil
	}
	if err != nil {
		return pug.Wrapf(err, pug.Unavailable, "The mail %s could not be sent", m.Key)
	}
	return nil
}

func (w *Writer) write(data any, to Address, url string) (Letter, error) {
	t, err := w.tools()
	if err != nil {
		return Letter{}, err
	}
	d, err := t.draft(data)
	if err != nil {
		return Letter{}, err
	}
	return t.lay(d, w.From, to, url)
}
