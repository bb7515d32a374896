package main

import (
	"cmp"
	"context"
	"fmt"
	"mime"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
)

// message is a mail as the emulator shows it. Of the original it keeps subject and texts, not the invitation.
type message struct {
	MessageID string `json:"MessageId"`
	Source    string
	To        []string
	Subject   string
	BodyText  string
	Timestamp float64 // seconds since 1970
}

// inbox is the mail of one sender at the emulator.
type inbox struct {
	*emulator
	sender string
	box    *mailbox.Box
	seen   map[string]bool
}

func newInbox(d *deployed) *inbox {
	return &inbox{emulator: d.emulator, sender: d.sender, box: mailbox.New(d.public), seen: map[string]bool{}}
}

// fetch gives what has come since it was asked last, oldest first.
func (i *inbox) fetch(ctx context.Context) ([]mailbox.Mail, error) {
	var all struct{ Messages map[string][]message }
	if err := i.get(ctx, "/_ministack/ses/messages", &all); err != nil {
		return nil, err
	}
	var news []message
	for _, messages := range all.Messages { // by account
		news = append(news, messages...)
	}
	news = slices.DeleteFunc(news, func(m message) bool {
		from, err := mail.ParseAddress(m.Source)
		return err != nil || from.Address != i.sender || i.seen[m.MessageID]
	})
	slices.SortStableFunc(news, func(a, b message) int { return cmp.Compare(a.Timestamp, b.Timestamp) })
	var mails []mailbox.Mail
	for _, m := range news {
		i.seen[m.MessageID] = true
		received, err := i.box.Receive(m.sent())
		if err != nil {
			return mails, err
		}
		mails = append(mails, received)
	}
	return mails, nil
}

// sent is the message as the stand's mailbox takes it.
func (m message) sent() cloud.Mail {
	raw := fmt.Sprintf("Subject: %s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s", mime.QEncoding.Encode("utf-8", m.Subject), m.BodyText)
	return cloud.Mail{ID: m.MessageID, Time: time.UnixMilli(int64(m.Timestamp * 1000)), From: m.Source, To: m.To, Raw: []byte(raw)}
}

// find waits for a mail to a person whose subject begins so, and gives it.
func (i *inbox) find(ctx context.Context, to, subject string) (mailbox.Mail, error) {
	until := time.Now().Add(patience)
	for {
		if _, err := i.fetch(ctx); err != nil {
			return mailbox.Mail{}, err
		}
		var subjects []string
		for _, m := range i.box.To(to) {
			if strings.HasPrefix(m.Subject, subject) {
				return m, nil
			}
			subjects = append(subjects, m.Subject)
		}
		if time.Now().After(until) {
			return mailbox.Mail{}, mismatch(fmt.Sprintf("a mail to %s that begins %q within %s", to, subject, patience), subjects)
		}
		if err := pause(ctx, beat); err != nil {
			return mailbox.Mail{}, err
		}
	}
}
