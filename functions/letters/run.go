package letters

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

const (
	// together is how many letters an attempt is noted of at once: so many may go out twice after a crash.
	together = 20
	// lease is how long nobody else tries: longer than it takes to send so many.
	lease = 3 * time.Minute
	// tries is how often a letter is handed to SES within one attempt, with a pause in between.
	tries = 3
	pause = 2 * time.Second
)

// run is one call of the function.
type run struct {
	function
	end     time.Time
	stopped bool                // by trouble of the account: nothing goes out for now
	holds   map[string]pug.Hold // which letters staff hold; nil before it was read
	ownKey  string              // of the links to people's own pages
}

func (r *run) over() bool { return !r.Now().Before(r.end) }

// due is a letter that is to be sent, with its entry in the outbox.
type due struct {
	store.Letter
	entry store.Waiting
	seq   string // of the change that told of it; empty where none did
}

// mail is a letter ready to be sent.
type mail struct {
	due
	link    *link.Minted // nil for none
	message letter.Message
	err     error  // why it cannot be sent, where that is known before
	added   string // all that it says, where staff added to it
}

// send makes an attempt to send letters, in their order. It leaves out those that somebody else sends or has sent. An
// error is the table's; then the letters stay in the outbox.
func (r *run) send(ctx context.Context, letters []due) error {
	until := r.Now().Add(lease)
	moot, err := r.moot(ctx, letters)
	if err != nil {
		return err
	}
	if r.ownKey, err = r.key(ctx); err != nil {
		return err
	}
	var mails []mail
	var attempts []store.Attempt
	for _, d := range letters {
		m := r.open(d, moot[d.ID])
		attempt := store.Attempt{Waiting: d.entry, Link: m.link}
		if h, known := r.holds[d.Hold]; known {
			attempt.Held = &h
		}
		mails, attempts = append(mails, m), append(attempts, attempt)
	}
	mine, err := r.Store.Attempt(ctx, r.Now(), until, attempts)
	if err != nil {
		return err
	}
	if err := r.sendReleased(ctx, letters, mine); err != nil {
		return err
	}
	var outcomes []store.Outcome
	for i, m := range mails {
		if mine[i] {
			outcomes = append(outcomes, r.attempt(ctx, m, until))
		}
	}
	// From here on the records must follow what happened, even if the caller has gone.
	return r.Store.NoteOutcomes(context.WithoutCancel(ctx), outcomes)
}

var (
	// errOver is about a letter whose link would have ended before its reader could follow it.
	errOver = errors.New("what it asks was over before it could be sent")
	// errLeft is about a letter to staff whose reader has left meanwhile (L11).
	errLeft = errors.New("its reader was no longer staff when it could be sent")
	// errUntrue is about a letter that tells what has changed since, see store.Premise.
	errUntrue = errors.New("what it says was not so any more when it could be sent")
	// errGivenUp is about a letter that staff held and gave up.
	errGivenUp = errors.New("it was given up")
)

// moot tells by their ids which letters are not to be sent after they have waited, and why: those to staff who are no
// longer staff, and those that are not true any more. Of what was written just now, whoever wrote it knows.
func (r *run) moot(ctx context.Context, letters []due) (why map[string]error, err error) {
	why = map[string]error{}
	var doubtful []store.Letter
	for _, d := range letters {
		if r.Now().Sub(d.Written) < letter.KeepTeam {
			continue
		}
		if len(d.While) > 0 {
			doubtful = append(doubtful, d.Letter)
		}
		if !d.To.Staff {
			continue
		}
		team, err := r.Letters.Team.Staff(ctx)
		if err != nil {
			return nil, err
		}
		if _, staff := team.Find(d.To.Email); !staff {
			why[d.ID] = errLeft
		}
	}
	untrue, err := r.Store.Untrue(ctx, doubtful)
	for id := range untrue {
		why[id] = errUntrue
	}
	return why, err
}

// open makes the link of a letter, and its mail, with what staff added to it. Moot is why it is not to be sent; nil if
// it is.
func (r *run) open(d due, moot error) mail {
	m, to := mail{due: d}, letter.Links{Page: r.ownPage(d.To), How: r.Settings.PublicURL + letter.HowChampions}
	batch, _ := r.holds[d.Hold].Of(d.Written)
	switch {
	case moot != nil:
		m.err = moot
		return m
	case batch.GivenUp:
		m.err = fmt.Errorf("%w by %s", errGivenUp, batch.By)
		return m
	case batch.Added != "":
		if m.Letter, m.err = letter.With(d.Letter, batch.Added); m.err != nil {
			return m
		}
		d, m.added = m.due, m.Words
	}
	if d.Link != nil {
		like := *d.Link
		like.Staff = d.To.Staff
		minted, err := r.Links.Mint(like)
		over := errors.Is(err, link.ErrExpired)
		switch {
		case over && d.Late != "":
			d.Words = d.Late
		case over:
			m.err = errOver
			return m
		case err != nil:
			m.err = err
			return m
		default:
			m.link, to.Link = &minted, minted.URL
		}
	}
	m.message, m.err = r.layout.Message(d.Letter, to)
	return m
}

// ownPage is the link to the own page of whoever a letter is for; empty for those of whom there is no application.
func (r *run) ownPage(to store.Mailbox) string {
	if to.ID == "" {
		return ""
	}
	return r.Settings.PublicURL + "/" + link.PurposeOwn + "/" + link.Own(r.ownKey, to.ID, to.Email)
}

// attempt sends one letter, unless something keeps all from being sent, and says what came of it.
func (r *run) attempt(ctx context.Context, m mail, until time.Time) store.Outcome {
	out := store.Outcome{Waiting: m.entry, State: store.LetterWaiting, Answer: m.Answer, Words: m.added}
	if r.stopped || r.Now().After(until.Add(-time.Minute)) {
		out.Next = r.Now()
		return out // it was not tried
	}
	receipt, trouble, err := "", letter.TroubleLetter, m.err
	if err == nil {
		receipt, err = r.deliver(ctx, m.message)
		trouble = r.mail.TroubleOf(err)
	}
	if err == nil {
		out.State, out.Answer, out.Sent, out.Receipt = store.LetterSent, "", r.Now(), receipt
		return out
	}
	if trouble.Counts() {
		out.Attempts++
	}
	out.Answer = err.Error()
	if trouble == letter.TroubleLetter {
		r.refused(ctx, out.ID, err)
		out.State = store.LetterRefused
		return out
	}
	r.Log.ErrorContext(ctx, "letters wait", "letter", out.ID, "trouble", trouble, "code", letter.Code(err))
	out.Next, r.stopped = trouble.Again(r.Now(), out.Attempts), trouble == letter.TroubleAccount
	return out
}

// refused logs that a letter never goes out. One that nobody waits for any more is nobody's to mend, and after a long
// pause of mail there may be many.
func (r *run) refused(ctx context.Context, id string, err error) {
	nobodys := func(is error) bool { return errors.Is(err, is) }
	if slices.ContainsFunc([]error{errOver, errLeft, errUntrue, errGivenUp}, nobodys) {
		r.Log.InfoContext(ctx, "a letter was not sent any more", "letter", id, "reason", reason(err))
		return
	}
	r.Log.WarnContext(ctx, "mail refused", "letter", id, "code", letter.Code(err))
}

// reason is why a letter was not sent, as logs may have it: without anybody's name.
func reason(err error) error {
	if cause := errors.Unwrap(err); cause != nil {
		return cause
	}
	return err
}

// deliver hands a mail to SES at SES's pace, and again where the trouble may pass within seconds.
func (r *run) deliver(ctx context.Context, m letter.Message) (receipt string, err error) {
	for try := 1; ; try++ {
		if turn := r.pace.turn(ctx, r.mail, r.Now()); turn > 0 {
			if err := r.wait(ctx, turn); err != nil {
				return "", err
			}
		}
		receipt, err = r.mail.Send(ctx, m)
		if t := r.mail.TroubleOf(err); t != letter.TroubleRate && t != letter.TroubleMoment || try == tries {
			return receipt, err
		}
		if err := r.wait(ctx, time.Duration(try)*pause); err != nil {
			return "", err
		}
	}
}

// drain sends everything that is due, what was written first first. What it has no time for is the next call's, for
// which it wakes a letter.
func (r *run) drain(ctx context.Context) error {
	outbox, err := r.Store.Outbox(ctx)
	if err != nil {
		return err
	}
	if r.holds, err = r.Store.HoldsOf(ctx, outbox.Letters); err != nil {
		return err
	}
	waiting := slices.DeleteFunc(outbox.Letters, func(w store.Waiting) bool {
		return w.Next.After(r.Now()) || w.Held(r.holds)
	})
	for some := range slices.Chunk(waiting, together) {
		if r.over() {
			return r.Store.Wake(ctx, some[0], r.Now())
		}
		letters, err := r.read(ctx, some)
		if err != nil {
			return err
		}
		if err := r.send(ctx, letters); err != nil || r.stopped {
			return err
		}
	}
	return nil
}

// read reads letters that wait. The entry of one that does not goes: it was erased, or came back before it was noted.
func (r *run) read(ctx context.Context, waiting []store.Waiting) ([]due, error) {
	var letters []due
	for _, w := range waiting {
		l, err := r.Store.Letter(ctx, w.Email, w.ID)
		if pug.IsError(err, pug.NotFound) || err == nil && l.State != store.LetterWaiting {
			if err := r.Store.Forget(ctx, w); err != nil {
				return nil, err
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		letters = append(letters, due{Letter: l, entry: w})
	}
	return letters, nil
}
