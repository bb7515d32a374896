package letter

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

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

// Writer writes to people: it asks, tells and invites, and sends letters. It is safe for concurrent use.
type Writer struct {
	Links links
	Mail  sender
	Staff []Address // the people of the team, who are asked and told as one
	Log   *slog.Logger
}

// To is a person of the programme as somebody to write to.
func To(p pug.Person) Address { return Address{Name: p.Name, Email: p.Email} }

// Question is one thing asked of one or several people, each by a link of their own.
type Question struct {
	Key     string    // of the mail: what it says and about what; the same key and person are written to once
	Purpose string    // of the link, also the first part of its path: "review"
	Subject string    // id of the record that the answer decides
	Expires time.Time // of the link
	Button  string    // label of the link in the letter
	Letter  Letter    // Greeting and Action are filled in
}

// Ask mails the question to each of them.
func (w *Writer) Ask(ctx context.Context, q Question, to ...Address) error {
	for _, person := range to {
		url, err := w.Links.Mint(ctx, q.Purpose, link.Link{Purpose: q.Purpose, Subject: q.Subject, Person: person.Email, Name: person.Name, Expires: q.Expires})
		if err != nil {
			return pug.Wrapf(err, pug.Unavailable, "No link could be made for %s", q.Subject)
		}
		letter := q.Letter
		letter.Action = &Action{Label: q.Button, URL: url}
		if err := w.send(ctx, Message{Key: q.Key, To: person, Letter: letter}); err != nil {
			return err
		}
	}
	return nil
}

// Tell mails the letter to each of them. The key says what is said and about what: each person gets it once.
func (w *Writer) Tell(ctx context.Context, key string, letter Letter, to ...Address) error {
	for _, person := range to {
		if err := w.send(ctx, Message{Key: key, To: person, Letter: letter}); err != nil {
			return err
		}
	}
	return nil
}

// Invite mails the letter with an invitation to each of them.
func (w *Writer) Invite(ctx context.Context, key string, letter Letter, invitation calendar.Invitation, to ...Address) error {
	for _, person := range to {
		theirs := invitation
		theirs.Attendees = []calendar.Person{{Name: person.Name, Email: person.Email}}
		if err := w.send(ctx, Message{Key: key, To: person, Letter: letter, Invitation: &theirs}); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) send(ctx context.Context, m Message) error {
	if m.Letter.Greeting == "" {
		m.Letter.Greeting = "Hello " + first(m.To) + ","
	}
	err := w.Mail.Send(ctx, m)
	if errors.Is(err, ErrRefused) {
		w.Log.WarnContext(ctx, "mail refused", "mail", m.Key, "error", err)
		return nil
	}
	if err != nil {
		return pug.Wrapf(err, pug.Unavailable, "The mail %s could not be sent", m.Key)
	}
	return nil
}

// first is the name by which a letter greets.
func first(a Address) string {
	if name, _, _ := strings.Cut(a.Name, " "); name != "" {
		return name
	}
	return a.Email
}
