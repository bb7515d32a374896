package letter

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

type outbox interface {
	Post(ctx context.Context, letters ...store.Letter) error
}

// Writer writes to people: it asks, tells and invites. What a letter says is a value of one of the Writer's Kinds. What
// it writes goes into the outbox; that somebody is written to twice under one key changes nothing. It is safe for
// concurrent use.
type Writer struct {
	Outbox outbox
	Team   teamRecords // who is staff now, who are asked and told as one
	Now    func() time.Time

	tools func() (*tools, error)
}

// Per is what a letter says to each of its readers, where that differs: times are written as they have them.
type Per func(to Address) any

// With is a Writer of these kinds of letter.
func (w Writer) With(k Kinds) *Writer {
	w.tools = sync.OnceValues(func() (*tools, error) { return newTools(k) })
	return &w
}

// Ask asks each of them by a link of their own, which is the letter's button. The link is made like the one given. The
// key says what is asked and about what, see store.Letter.
func (w *Writer) Ask(ctx context.Context, key string, like link.Link, data any, to ...Address) error {
	return w.post(ctx, to, func(a Address) (store.Letter, error) { return w.question(key, like, data, a) })
}

// AskOrTell is Ask for a letter that tells something besides: where it goes out too late for what it asks, it says what
// tells says.
func (w *Writer) AskOrTell(ctx context.Context, key string, like link.Link, asks, tells any, to ...Address) error {
	return w.post(ctx, to, func(a Address) (store.Letter, error) { return w.either(key, like, asks, tells, a) })
}

// AskingOrTelling is what AskOrTell writes, to be stored with its cause.
func (w *Writer) AskingOrTelling(
	key string, like link.Link, asks, tells any, to ...Address,
) ([]store.Owed, error) {
	return each(to, func(a Address) (store.Owed, error) { return w.either(key, like, asks, tells, a) })
}

// either is a question, which says what tells says where it is too late to ask.
func (w *Writer) either(key string, like link.Link, asks, tells any, to Address) (store.Letter, error) {
	l, err := w.question(key, like, asks, to)
	if err != nil {
		return l, err
	}
	late, err := w.letter(key, tells, to)
	l.Late = late.Words
	return l, err
}

// Tell writes the letter to each of them. The key says what is said and about what: each person gets it once.
func (w *Writer) Tell(ctx context.Context, key string, data any, to ...Address) error {
	return w.post(ctx, to, func(a Address) (store.Letter, error) { return w.letter(key, data, a) })
}

// Invite writes the letter with an invitation to each of them.
func (w *Writer) Invite(ctx context.Context, key string, data any, i calendar.Invitation, to ...Address) error {
	return w.post(ctx, to, func(a Address) (store.Letter, error) { return w.invitation(key, data, i, a) })
}

func (w *Writer) post(ctx context.Context, to []Address, write func(Address) (store.Letter, error)) error {
	letters, err := each(to, write)
	if err != nil {
		return err
	}
	return w.Outbox.Post(ctx, letters...)
}

// Inviting is what Invite writes, to be stored with its cause.
func (w *Writer) Inviting(key string, data any, i calendar.Invitation, to ...Address) ([]store.Owed, error) {
	return each(to, func(a Address) (store.Owed, error) { return w.invitation(key, data, i, a) })
}

// Asking is what Ask writes, to be stored with its cause.
func (w *Writer) Asking(key string, like link.Link, data any, to ...Address) ([]store.Owed, error) {
	return each(to, func(a Address) (store.Owed, error) { return w.question(key, like, data, a) })
}

// Telling is what Tell writes, to be stored with its cause.
func (w *Writer) Telling(key string, data any, to ...Address) ([]store.Owed, error) {
	return each(to, func(a Address) (store.Owed, error) { return w.letter(key, data, a) })
}

func each[T any](to []Address, write func(Address) (T, error)) ([]T, error) {
	var all []T
	for _, a := range to {
		one, err := write(a)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (w *Writer) question(key string, like link.Link, data any, to Address) (store.Letter, error) {
	l, err := w.write(key, data, to, true)
	like.Person, like.Name = to.Email, to.Name
	l.Link = &like
	return l, err
}

func (w *Writer) letter(key string, data any, to Address) (store.Letter, error) {
	return w.write(key, data, to, false)
}

func (w *Writer) invitation(key string, data any, i calendar.Invitation, to Address) (store.Letter, error) {
	l, err := w.letter(key, data, to)
	i.Attendees = []calendar.Person{{Name: to.Name, Email: to.Email}}
	i.UID = calendar.Own(i.UID, to.Sharing, to.Series)
	l.Invitation = &i
	l.While = nil // calendars follow, also those of who has left
	return l, err
}

// ID names the letter of a key to somebody, see store.LetterID.
func ID(key string, to Address) string {
	if to.Sharing != "" {
		key += "/" + to.Sharing
	}
	if to.Series > 0 {
		key += fmt.Sprintf("/%d", to.Series)
	}
	return store.LetterID(key, to.Email)
}

// write writes a letter, which has a button where it asks.
func (w *Writer) write(key string, data any, to Address, asks bool) (store.Letter, error) {
	if per, differs := data.(Per); differs {
		data = per(to)
	}
	d, err := w.draft(data, to, asks)
	if err != nil {
		return store.Letter{}, pug.Wrapf(err, pug.Internal, "The letter %s could not be written", KindOf(data))
	}
	words, err := json.Marshal(d)
	return store.Letter{
		ID: ID(key, to), Key: key, Kind: KindOf(data), Subject: d.Subject, Words: string(words),
		To: store.Mailbox{Name: to.Name, Email: to.Email, ID: to.ID, Unverified: to.Unverified,
			Staff: to.Staff},
		Hold:    pug.HoldID(pug.CohortOf(to.ID), Class(KindOf(data))),
		Written: w.Now().UTC(), State: store.LetterWaiting, Seat: to.Seat,
		While: to.While,
	}, err
}

func (w *Writer) draft(data any, to Address, asks bool) (draft, error) {
	t, err := w.tools()
	if err != nil {
		return draft{}, err
	}
	d, err := t.draft(data)
	if err == nil && d.asks() != asks {
		err = fmt.Errorf("a button needs a link, and a link a button")
	}
	d.Greeted = oneLine(to.first())
	return d, err
}
