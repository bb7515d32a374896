package letters

import (
	"context"
	"embed"
	"errors"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/store"
)

//go:embed letters/*.md
var templates embed.FS

// Letters are the kinds of letter that this function writes.
func Letters() letter.Kinds { return letter.Kinds{Templates: templates, Types: []any{cameBack{}}} }

// sender hands mails to SES: a letter.Sender.
type sender interface {
	Send(ctx context.Context, m letter.Message) (receipt string, err error)
	TroubleOf(err error) letter.Trouble
	Rate(ctx context.Context) (float64, error)
}

// Deps is what the function is built from; every field is required.
type Deps struct {
	duty.Deps
	Mail sender
	// Key is that of the links to people's own pages, see link.Own.
	Key  func(ctx context.Context) (string, error)
	Wait func(ctx context.Context, d time.Duration) error // lets time pass
}

type function struct {
	*duty.Base
	mail   sender
	key    func(ctx context.Context) (string, error)
	layout letter.Layout
	wait   func(ctx context.Context, d time.Duration) error
	pace   *pace
}

// New builds the function from its dependencies.
func New(d Deps) (*lambdafn.Function, error) {
	if d.Mail == nil || d.Key == nil || d.Wait == nil {
		return nil, errors.New("build the function letters: Mail, Key and Wait are required")
	}
	base, err := duty.New("letters", d.Deps, nil, Letters())
	if err != nil {
		return nil, err
	}
	from := letter.Address{Name: d.Settings.Sender.Name, Email: d.Settings.Sender.Address}
	f := function{base, d.Mail, d.Key, letter.NewLayout(from), d.Wait, &pace{}}
	out := f.Function(nil)
	out.Changes = f.changes
	out.Events = map[string]lambdafn.Event{
		"Email Bounced":            f.returned,
		"Email Complaint Received": f.returned,
		"Email Rejected":           f.returned,
	}
	return out, nil
}

// budget is how long the function sends: less than its own timeout, by as much as one attempt may take.
const budget = 2 * time.Minute

// changes sends new letters. Where one was woken, it sends everything that is due besides.
func (f function) changes(ctx context.Context, changes []lambdafn.Change) (failed string, err error) {
	run := &run{function: f, end: f.Now().Add(budget)}
	letters, woken := f.read(ctx, changes)
	for some := range slices.Chunk(letters, together) {
		if run.over() {
			return some[0].seq, nil
		}
		if err := run.send(ctx, some); err != nil {
			f.Log.ErrorContext(ctx, "letters could not be sent", "error", err)
			return some[0].seq, nil
		}
		if run.stopped { // they stay in the outbox, and keep nothing else in the stream
			return "", nil
		}
	}
	if woken {
		return "", run.drain(ctx)
	}
	return "", nil
}

// read reads the letters that are new, each once, and says whether one was woken.
func (f function) read(ctx context.Context, changes []lambdafn.Change) (letters []due, woken bool) {
	for _, c := range changes {
		if c.Kind != "INSERT" {
			woken = true
			continue
		}
		l, err := store.ReadLetter(c.Image)
		if err != nil { // no other try would read it; if it is a letter after all, the sweep finds it
			f.Log.ErrorContext(ctx, "a letter could not be read", "sequence", c.Seq, "error", err)
			continue
		}
		if !slices.ContainsFunc(letters, func(d due) bool { return d.ID == l.ID }) {
			letters = append(letters, due{l, l.Waiting(), c.Seq})
		}
	}
	return letters, woken
}
