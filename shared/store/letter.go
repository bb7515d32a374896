package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Letter is a letter to one person, from the moment at which it became necessary. As something owed it is stored with
// its cause and with an entry in the outbox; the function letters sends what is stored.
type Letter struct {
	ID string `json:"id"` // see LetterID
	// Key says what the letter is and what about, such as "review/2026-H2-member-a1/outcome". A key and an address are
	// one letter, however often it is written: what should go out again, such as a reminder, needs another key. Of what
	// is stored with its cause, the cause sees to that: where it comes about again, so does the letter.
	Key     string    `json:"key"`
	Kind    string    `json:"kind"`
	To      Mailbox   `json:"to"`
	Subject string    `json:"subject"`
	Words   string    `json:"words"` // all that it says, as package letter writes and reads it
	Written time.Time `json:"written"`
	// Link is what the letter's button leads to, nil for none. The link itself is made when the letter is sent, so that
	// its secret is in the mail alone.
	Link *link.Link `json:"link,omitempty"`
	// Late is what it says instead where the link has ended before the letter goes out; empty: then it is not sent.
	Late string `json:"late,omitempty"`
	// Invitation is what calendars get; nil for none.
	Invitation *calendar.Invitation `json:"invitation,omitempty"`
	Hold       string               `json:"hold,omitempty"` // by which staff may hold it, see pug.HoldID
	// While is what has to be so when the letter is sent, all of it: what has waited is not sent if any has changed.
	While []Premise `json:"while,omitempty"`

	// Lifts says that it goes out also where SES has stopped mail to the address, since some came back or was reported
	// as spam: staff sent it again.
	Lifts bool `json:"lifts,omitempty"`

	// Seat is that of a member who is written to about their group's meetings: Post stores the letter only while they
	// have it. Nil for all others. It is not stored.
	Seat *pug.Seat `json:"-"`

	State LetterState `json:"state"`
	// Answer is what SES, or the mail server of the address, said last where that was not yes.
	Answer  string    `json:"answer,omitempty"`
	Sent    time.Time `json:"sent,omitzero"`
	Receipt string    `json:"receipt,omitempty"` // the id that SES gave the mail
	// Again is the letter that was last sent in its place; nil for none. A letter that is sent in another's place takes
	// over what was sent there before.
	Again *Again `json:"again,omitempty"`
}

// Again is a letter that repeats another one.
type Again struct {
	ID    string    `json:"id"`
	Email string    `json:"email"`
	At    time.Time `json:"at"`
}

// Mailbox is a person as somebody to write to.
type Mailbox struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email"` // the bare address
	// ID is that of the application by which the programme knows them; empty for staff.
	ID string `json:"id,omitempty"`
	// Unverified says that nobody has looked yet whether the name goes with the address.
	Unverified bool `json:"unverified,omitempty"`
	// Staff says that they are written to as staff: whoever has left staff does not get it.
	Staff bool `json:"staff,omitempty"`
}

// LetterState is how far a letter has come.
type LetterState string

// The states of a letter. From waiting it becomes one of the others; from sent it may still become bounced or
// complained.
const (
	LetterWaiting LetterState = "waiting"
	LetterSent    LetterState = "sent"    // SES has taken it
	LetterRefused LetterState = "refused" // it cannot go out: the address, the text, its time is over, or it is untrue
	LetterBounced LetterState = "bounced" // it came back; earlier releases: or its reader complained
	// LetterComplained is of one that arrived, and that its reader reported as spam.
	LetterComplained LetterState = "complained"
)

// LetterID names a letter: SHA-256 of its key and the address, in which case does not count, in hexadecimal. It holds
// no address, so that it may stand in logs and with SES.
func LetterID(key, email string) string {
	sum := sha256.Sum256([]byte(key + "\n" + strings.ToLower(email)))
	return hex.EncodeToString(sum[:])
}

// Waiting is a letter's entry in the outbox: it is there until the letter was sent or refused.
type Waiting struct {
	ID       string    `json:"id"` // of the letter
	Email    string    `json:"email"`
	Written  time.Time `json:"written"`
	Attempts int       `json:"attempts"`
	Next     time.Time `json:"next"` // it is not to be tried before
	Hold     string    `json:"hold,omitempty"`
}

// Waiting is the letter's entry in the outbox.
func (l Letter) Waiting() Waiting {
	return Waiting{ID: l.ID, Email: l.To.Email, Written: l.Written, Next: seconds(l.Written), Hold: l.Hold}
}

// Reached says whether the letter was with its reader before a time, as far as anybody knows.
func (l Letter) Reached(before time.Time) bool { return l.arrived() && l.Sent.Before(before) }

// arrived says whether the letter is with its reader, as far as anybody knows.
func (l Letter) arrived() bool { return l.State == LetterSent || l.State == LetterComplained }

// keepLetter is how long a letter is kept: longer than a cohort, and everything that may still ask for it again.
const keepLetter = 400 * 24 * time.Hour

// letterRecord is a letter as the table holds it.
type letterRecord struct {
	Letter
	TTL int64 `json:"ttl"` // epoch seconds
}

func (l Letter) writes() []write {
	until, w := l.Written.Add(keepLetter).Unix(), l.Waiting()
	writes := []write{
		{key: letterKey(l.To.Email, l.ID), record: letterRecord{l, until}, condition: ifNew, letter: &l},
		{key: waitingKey(w), record: w},
	}
	if pug.CohortOf(l.To.ID) != "" {
		writes = append(writes, write{key: mailedKey(l), record: mailed{l.To.Email, l.ID, until}})
	}
	return writes
}

// anew is the same letter under another key.
func (l Letter) anew() Letter {
	l.Key, l.ID = l.Key+"/anew", LetterID(l.ID+"/anew", l.To.Email)
	return l
}

// seated holds while the reader has the seat by which the letter is theirs.
func (l Letter) seated() []write {
	if l.Seat == nil {
		return nil
	}
	return []write{{key: seatKey(l.Seat.Group, l.Seat.Member.ID), condition: taken,
		values: values{":never": time.Time{}}}}
}

// ReadLetter reads a letter from its item as a stream of the table carries it: JSON in DynamoDB's form.
func ReadLetter(image json.RawMessage) (Letter, error) {
	item, err := attributevalue.UnmarshalMapJSON(image)
	if err != nil {
		return Letter{}, err
	}
	var l Letter
	return l, unmarshal(item, &l)
}

// Post stores letters that nothing else is stored with. Those that are there already stay as they are, and those to
// members who have left are not stored.
func (s *Store) Post(ctx context.Context, letters ...Letter) error {
	var groups [][]write
	known := map[string]bool{}
	for _, l := range letters {
		if !known[l.ID] {
			groups = append(groups, append(l.writes(), l.seated()...))
		}
		known[l.ID] = true
	}
	_, err := s.each(ctx, "store letters", groups)
	return err
}

// Letter reads a letter to an address.
func (s *Store) Letter(ctx context.Context, email, id string) (Letter, error) {
	return get[Letter](ctx, s, letterKey(email, id), "letter "+id)
}

// Letters lists the letters to an address, by id.
func (s *Store) Letters(ctx context.Context, email string) ([]Letter, error) {
	return query[Letter](ctx, s, letterKey(email, "").PK, "", "letters")
}

// Outcome is what came of an attempt to send a letter.
type Outcome struct {
	Waiting
	State   LetterState // where it is still waiting, it is tried again at Next
	Answer  string
	Sent    time.Time
	Receipt string
	Words   string // what it says, where that is something else than was written; empty: it is not
}

// NoteOutcomes notes what came of attempts. A letter that no longer waits stays as it is, such as one that came back
// before it was noted as sent, or was erased; it only leaves the outbox.
func (s *Store) NoteOutcomes(ctx context.Context, outcomes []Outcome) error {
	var groups [][]write
	for _, o := range outcomes {
		groups = append(groups, o.writes())
	}
	noted, err := s.each(ctx, "note what came of sending letters", groups)
	if err != nil {
		return err
	}
	for i, o := range outcomes {
		if !noted[i] {
			err = errors.Join(err, s.Forget(ctx, o.Waiting))
		}
	}
	return err
}

func (o Outcome) writes() []write {
	letter := write{key: letterKey(o.Email, o.ID), condition: "#state = :waiting",
		change: "SET #state = :state, #answer = :answer REMOVE #woken",
		values: values{":waiting": LetterWaiting, ":state": o.State, ":answer": o.Answer}}
	entry := write{key: waitingKey(o.Waiting), delete: true}
	switch o.State {
	case LetterWaiting:
		entry = write{key: entry.key, condition: ifExists, change: "SET #attempts = :attempts, #next = :next",
			values: values{":attempts": o.Attempts, ":next": seconds(o.Next)}}
	case LetterSent:
		letter.change = "SET #state = :state, #answer = :answer, #sent = :sent, #receipt = :receipt REMOVE #woken"
		letter.values[":sent"], letter.values[":receipt"] = o.Sent, o.Receipt
	}
	if o.Words != "" {
		letter.change = "SET #words = :words, " + strings.TrimPrefix(letter.change, "SET ")
		letter.values[":words"] = o.Words
	}
	return []write{letter, entry}
}

// Bounced notes that a letter came back, and what the mail server said, with what follows. A second call changes
// nothing. pug.NotFound: there is no such letter.
func (s *Store) Bounced(ctx context.Context, email, id, answer string, owed ...Owed) error {
	return s.returned(ctx, email, id, LetterBounced, answer, owed)
}

// Complained notes likewise that a letter arrived, and was reported as spam.
func (s *Store) Complained(ctx context.Context, email, id, answer string, owed ...Owed) error {
	return s.returned(ctx, email, id, LetterComplained, answer, owed)
}

func (s *Store) returned(ctx context.Context, email, id string, state LetterState, answer string, owed []Owed) error {
	held, err := s.transact(ctx, "note that the letter "+id+" is "+string(state), append(outbox(owed),
		write{key: letterKey(email, id), change: "SET #state = :state, #answer = :answer",
			condition: "#state = :waiting OR #state = :sent", // it may be back before it was noted as sent
			values: values{":waiting": LetterWaiting, ":sent": LetterSent, ":state": state,
				":answer": answer}})...)
	if err != nil || all(held) {
		return err
	}
	_, err = s.Letter(ctx, email, id)
	return err
}

// Forget takes a letter out of the outbox that does not wait any more.
func (s *Store) Forget(ctx context.Context, w Waiting) error {
	return s.must(ctx, "forget the letter "+w.ID, write{key: waitingKey(w), delete: true})
}

// Wake has the function letters send everything that is due: it looks into the outbox when any letter is woken.
// pug.NotFound: the letter is not there any more.
func (s *Store) Wake(ctx context.Context, w Waiting, now time.Time) error {
	return s.must(ctx, "wake the letter "+w.ID, write{key: letterKey(w.Email, w.ID), change: "SET #woken = :now",
		condition: ifExists, values: values{":now": now.UTC()}})
}

// seconds is a time as times compare as texts: in UTC, and in whole seconds.
func seconds(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }
