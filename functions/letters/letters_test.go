package letters

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

var morning = time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)

// post is an SES that keeps what it took, by address, and answers as says tells.
type post struct {
	letter.Sender
	taken []string
	says  func(to string) error
	hears func(m letter.Message)
	rate  float64
}

func (p *post) Send(_ context.Context, m letter.Message) (string, error) {
	if p.says != nil {
		if err := p.says(m.To.Email); err != nil {
			return "", err
		}
	}
	if p.hears != nil {
		p.hears(m)
	}
	p.taken = append(p.taken, m.To.Email)
	return "ses-" + m.To.Email, nil
}

func (p *post) Rate(context.Context) (float64, error) { return p.rate, nil }

// always is an answer to everybody.
func always(err error) func(string) error { return func(string) error { return err } }

// only is an answer to one address.
func only(to string, err error) func(string) error {
	return func(email string) error {
		if email == to {
			return err
		}
		return nil
	}
}

// office is the function among its surroundings. What waits lets the time pass.
type office struct {
	*functest.Env
	post *post
	log  *bytes.Buffer
}

func ownKey(context.Context) (string, error) { return functest.OwnKey, nil }

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{functest.New(t, morning), &post{Sender: letter.Sender{From: letter.Address{Email: "groups@example.com"}}}, &bytes.Buffer{}}
	o.Log = slog.New(slog.NewJSONHandler(o.log, nil))
	f, err := New(Deps{Deps: o.Deps(), Mail: o.post, Key: ownKey, Wait: func(_ context.Context, d time.Duration) error {
		o.Pass(d)
		return nil
	}})
	o.Must(t, err)
	o.Function = f
	return o
}

// write writes a letter to each address, with a button if it has an end.
func (o *office) write(t *testing.T, ends time.Time, to ...string) {
	t.Helper()
	for _, email := range to {
		l := store.Letter{ID: store.LetterID("news", email), Key: "news", To: store.Mailbox{Name: "Ina Roth", Email: email},
			Subject: "News", Words: `{"subject": "News"}`, Written: o.Now(), State: store.LetterWaiting}
		if !ends.IsZero() {
			l.Link = &link.Link{Purpose: "review", Subject: "a1", Expires: ends}
		}
		o.Must(t, o.Store.Post(t.Context(), l))
		o.Pass(time.Millisecond) // so that they have an order
	}
}

// stream brings the function what the stream has, and says how many of the changes come again.
func (o *office) stream(t *testing.T) int {
	t.Helper()
	changes := o.Changes
	failed, err := o.Function.Changes(t.Context(), changes)
	o.Must(t, err)
	o.Changes = o.Changes[len(changes):]
	if failed == "" {
		return 0
	}
	return len(changes) - slices.IndexFunc(changes, func(c lambdafn.Change) bool { return c.Seq == failed })
}

// state is where the letter to an address is, and whether it is in the outbox.
func (o *office) state(t *testing.T, email string) (l store.Letter, waits bool) {
	t.Helper()
	l, err := o.Store.Letter(t.Context(), email, store.LetterID("news", email))
	o.Must(t, err)
	owed, err := o.Store.Outbox(t.Context())
	o.Must(t, err)
	return l, slices.ContainsFunc(owed.Letters, func(w store.Waiting) bool { return w.ID == l.ID })
}

// sweep wakes a letter, as the hourly sweep does, and has everything sent that is due then.
func (o *office) sweep(t *testing.T, after time.Duration) {
	t.Helper()
	o.Pass(after)
	owed, err := o.Store.Outbox(t.Context())
	o.Must(t, err)
	o.Must(t, o.Store.Wake(t.Context(), owed.Letters[0], o.Now()))
	o.stream(t)
}

func TestNewLettersGoOutInTheirOrder(t *testing.T) {
	o := newOffice(t)
	var to []string
	for n := range 25 {
		to = append(to, fmt.Sprintf("p%02d@example.com", n))
	}
	o.write(t, time.Time{}, to...)
	if again := o.stream(t); again != 0 {
		t.Errorf("%d come again", again)
	}
	if diff := cmp.Diff(to, o.post.taken); diff != "" {
		t.Error(diff)
	}
	l, waits := o.state(t, "p07@example.com")
	if l.State != store.LetterSent || l.Receipt != "ses-p07@example.com" || !l.Sent.Equal(o.Now()) || waits {
		t.Errorf("%+v, waits: %t", l, waits)
	}
}

func TestAChangeThatComesTwiceSendsOnce(t *testing.T) {
	o := newOffice(t)
	o.write(t, time.Time{}, "ina@example.com")
	o.Changes = append(o.Changes, o.Changes[0])
	o.stream(t)
	if len(o.post.taken) != 1 {
		t.Errorf("sent %d times", len(o.post.taken))
	}
}

func TestWhatAnAnswerOfSESLeadsTo(t *testing.T) {
	paused, rejected := &types.SendingPausedException{}, &types.MessageRejected{Message: aws.String("Bad content")}
	for name, c := range map[string]struct {
		says  func(string) error
		ina   store.LetterState // Ina's letter comes before Bo's
		bo    store.LetterState
		tries int // that the letter to Ina is noted to have had
	}{
		"yes":                           {nil, store.LetterSent, store.LetterSent, 1},
		"it refuses Ina's letter":       {only("ina@example.com", rejected), store.LetterRefused, store.LetterSent, 1},
		"it has trouble with Ina's":     {only("ina@example.com", io.EOF), store.LetterWaiting, store.LetterSent, 1},
		"sending is paused":             {always(paused), store.LetterWaiting, store.LetterWaiting, 0},
		"it pauses before Ina's letter": {only("ina@example.com", paused), store.LetterWaiting, store.LetterWaiting, 0},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.post.says = c.says
			o.write(t, time.Time{}, "ina@example.com", "bo@example.com")
			if again := o.stream(t); again != 0 {
				t.Errorf("%d changes keep the stream", again)
			}
			ina, waits := o.state(t, "ina@example.com")
			bo, _ := o.state(t, "bo@example.com")
			if ina.State != c.ina || bo.State != c.bo || waits != (c.ina == store.LetterWaiting) {
				t.Errorf("Ina's is %s, waits: %t; Bo's is %s", ina.State, waits, bo.State)
			}
			if c.ina != store.LetterSent && ina.Answer == "" {
				t.Error("nobody can tell why")
			}
			owed, _ := o.Store.Outbox(t.Context())
			if waits && owed.Letters[slices.IndexFunc(owed.Letters, func(w store.Waiting) bool { return w.ID == ina.ID })].Attempts != c.tries {
				t.Errorf("%+v", owed.Letters)
			}
		})
	}
}

func TestWhatWaitsGoesOutWhenTheTroubleIsOver(t *testing.T) {
	o := newOffice(t)
	o.post.says = always(&types.SendingPausedException{})
	o.write(t, time.Time{}, "ina@example.com", "bo@example.com")
	o.stream(t)
	o.sweep(t, time.Hour) // it is still paused
	if len(o.post.taken) != 0 {
		t.Fatalf("sent %v", o.post.taken)
	}
	o.post.says = nil
	o.sweep(t, 48*time.Hour)
	if diff := cmp.Diff([]string{"ina@example.com", "bo@example.com"}, o.post.taken); diff != "" {
		t.Error(diff)
	}
	if owed, err := o.Store.Outbox(t.Context()); len(owed.Letters) > 0 || err != nil {
		t.Errorf("left: %v, %v", owed.Letters, err)
	}
}

func TestTroubleOfTheMomentIsTriedAgainWithinTheCall(t *testing.T) {
	for name, trouble := range map[string]error{"no answer": io.EOF, "too many in a second": &types.TooManyRequestsException{}} {
		t.Run(name, func(t *testing.T) {
			o, failures := newOffice(t), 2
			o.post.says = func(string) error {
				failures--
				if failures >= 0 {
					return trouble
				}
				return nil
			}
			o.write(t, time.Time{}, "ina@example.com")
			o.stream(t)
			if l, _ := o.state(t, "ina@example.com"); l.State != store.LetterSent || !l.Sent.After(morning) {
				t.Errorf("%+v", l)
			}
		})
	}
}

func TestLettersGoOutAtThePaceOfSES(t *testing.T) {
	o := newOffice(t)
	o.post.rate = 2
	o.write(t, time.Time{}, "a@example.com", "b@example.com", "c@example.com")
	o.stream(t)
	if took := o.Now().Sub(morning).Truncate(time.Second); took != 2*time.Second {
		t.Errorf("three letters took %s at half of two a second", took)
	}
}

func TestACrashDelaysLettersAndLosesNone(t *testing.T) {
	o := newOffice(t)
	o.write(t, time.Time{}, "ina@example.com", "bo@example.com")
	o.post.says = func(to string) error {
		if to == "bo@example.com" {
			panic("the function died")
		}
		return nil
	}
	func() {
		defer func() { _ = recover() }()
		o.stream(t)
	}()
	o.post.says = nil
	if o.stream(t); len(o.post.taken) != 1 {
		t.Errorf("another call is at it, so far as anybody knows, and yet %v are sent", o.post.taken)
	}
	o.sweep(t, time.Hour)
	if diff := cmp.Diff([]string{"ina@example.com", "ina@example.com", "bo@example.com"}, o.post.taken); diff != "" {
		t.Error(diff)
	}
}

func TestWhatThereIsNoTimeForIsTheNextCalls(t *testing.T) {
	o := newOffice(t)
	o.post.rate = 0.5 // one letter in 4 seconds
	var to []string
	for n := range 70 {
		to = append(to, fmt.Sprintf("p%02d@example.com", n))
	}
	o.write(t, time.Time{}, to...)
	if again := o.stream(t); again != 30 {
		t.Errorf("%d come again", again)
	}
	o.Changes = nil // they are lost
	for o.sweep(t, time.Hour); len(o.Changes) > 0; {
		o.stream(t) // it has woken another letter
	}
	if slices.Sort(o.post.taken); !slices.Equal(to, o.post.taken) {
		t.Errorf("sent to %v", o.post.taken)
	}
}

func TestAButtonLeadsToALinkThatIsMadeWhenTheLetterIsSent(t *testing.T) {
	o := newOffice(t)
	o.write(t, morning.Add(time.Hour), "ina@example.com")
	o.write(t, morning, "late@example.com")
	o.stream(t)
	if l, _ := o.state(t, "late@example.com"); l.State != store.LetterRefused || l.Answer == "" {
		t.Errorf("a question whose time is over: %+v", l)
	}
	if diff := cmp.Diff([]string{"ina@example.com"}, o.post.taken); diff != "" {
		t.Error(diff)
	}
}

// An alarm rings for letters that are refused.
func TestAQuestionThatIsOverIsNoRefusedMail(t *testing.T) {
	o := newOffice(t)
	o.write(t, morning, "late@example.com")
	o.stream(t)
	if text := o.log.String(); strings.Contains(text, "mail refused") || !strings.Contains(text, "over before it could be sent") {
		t.Error(text)
	}
	o.post.says = always(&types.MessageRejected{Message: aws.String("Bad content")})
	o.write(t, morning.Add(time.Hour), "ina@example.com")
	o.stream(t)
	if text := o.log.String(); !strings.Contains(text, "mail refused") {
		t.Error(text)
	}
}

func TestL11ALetterToStaffThatWaitedGoesToWhoIsStillStaff(t *testing.T) {
	o := newOffice(t)
	o.post.says = always(&types.SendingPausedException{})
	for _, to := range []store.Mailbox{{Email: functest.Ada, Staff: true}, {Email: functest.Bo, Staff: true}, {Email: "ina@example.com"}} {
		o.Must(t, o.Store.Post(t.Context(), store.Letter{ID: store.LetterID("news", to.Email), To: to, Words: `{"subject": "News"}`,
			Written: o.Now(), State: store.LetterWaiting}))
	}
	o.stream(t)
	team, err := o.Store.Staff(t.Context())
	o.Must(t, err)
	team, err = team.Remove(functest.Bo)
	o.Must(t, err)
	o.Must(t, o.Store.ChangeStaff(t.Context(), team))
	o.post.says = nil
	o.sweep(t, 2*time.Hour)
	if diff := cmp.Diff([]string{functest.Ada, "ina@example.com"}, slices.Sorted(slices.Values(o.post.taken))); diff != "" {
		t.Error(diff)
	}
	l, waits := o.state(t, functest.Bo)
	if l.State != store.LetterRefused || !strings.Contains(l.Answer, "no longer staff") || waits {
		t.Errorf("Bo's letter is %s, %q, and waits: %t", l.State, l.Answer, waits)
	}
	if strings.Contains(o.log.String(), "mail refused") { // an alarm rings for that
		t.Error(o.log)
	}
}

// seated is the function among its surroundings where Ina has a seat, or has none: left is how often she left, and back
// how often she came back.
func seated(t *testing.T, left, back int) (*office, pug.Seat) {
	t.Helper()
	o := newOffice(t)
	o.Cohort(t, functest.October, pug.StageRunning)
	ina := o.Member(t, "Ina Roth")
	g := o.Group(t, 1, o.Champion(t, "Cleo Champ"), ina)
	for range left {
		o.Pass(time.Minute)
		o.Must(t, o.Store.FreeSeat(t.Context(), g.ID, ina.ID, o.Now()))
		if back--; back >= 0 {
			seats, err := o.Store.Seats(t.Context(), g.ID)
			o.Must(t, err)
			o.Must(t, o.Store.TakeSeat(t.Context(), pug.NewSeat(g.ID, seats, ina.Person(), o.Now()), nil))
		}
	}
	seat, err := o.Store.Seat(t.Context(), g.ID, ina.ID)
	o.Must(t, err)
	return o, seat
}

// waits has a letter wait that takes something for granted, for hours, and tells what became of it.
func (o *office) waits(t *testing.T, while store.Premise) store.Letter {
	t.Helper()
	o.Changes, o.post.says = nil, always(&types.SendingPausedException{})
	for _, to := range []string{"ina@example.com", "cleo@example.com"} { // two may hear of the same
		o.Must(t, o.Store.Post(t.Context(), store.Letter{ID: store.LetterID("news", to), Key: "news", While: []store.Premise{while},
			To: store.Mailbox{Email: to}, Words: `{"subject": "News"}`, Written: o.Now(), State: store.LetterWaiting}))
	}
	o.stream(t)
	o.post.says = nil
	o.sweep(t, 2*time.Hour)
	l, waits := o.state(t, "ina@example.com")
	if waits || (l.State == store.LetterSent) != (len(o.post.taken) == 2) {
		t.Errorf("it waits: %t, and is %s; sent %v", waits, l.State, o.post.taken)
	}
	return l
}

func TestALetterAboutASeatIsSentOnlyWhileItIsTrue(t *testing.T) {
	former := func(s pug.Seat) pug.Seat {
		s.Joined = morning
		return s
	}
	for name, c := range map[string]struct {
		left, back int
		while      func(pug.Seat) store.Premise // of the seat as it is now
		sent       bool
	}{
		"who is welcomed sits there":             {0, 0, store.Sits, true},
		"who is welcomed has left":               {1, 0, store.Sits, false},
		"who is welcomed has left and come back": {1, 1, func(s pug.Seat) store.Premise { return store.Sits(former(s)) }, false},
		"who has come back hears of it":          {1, 1, store.Sits, true},
		"who has left hears of it":               {1, 0, store.Left, true},
		"who has left has come back":             {1, 1, func(s pug.Seat) store.Premise { return store.Left(former(s)) }, false},
		"who has left has left again":            {2, 1, func(s pug.Seat) store.Premise { return store.Left(former(s)) }, false},
		"who has left was erased": {1, 0, func(s pug.Seat) store.Premise {
			return store.Left(pug.Seat{Group: s.Group, Member: pug.Person{ID: "2026-H2-member-gone"}})
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			o, seat := seated(t, c.left, c.back)
			l := o.waits(t, c.while(seat))
			if (l.State == store.LetterSent) != c.sent {
				t.Errorf("it is %s: %s", l.State, l.Answer)
			}
			if !c.sent && (!strings.Contains(l.Answer, "was not so any more") || strings.Contains(o.log.String(), "mail refused")) {
				t.Errorf("%q, %s", l.Answer, o.log)
			}
		})
	}
}

func TestALetterAboutAWithdrawalIsSentOnlyWhileItIsTrue(t *testing.T) {
	counts := functest.NewApplication(pug.KindMember, "Ina Roth")
	withdrawn := counts.Withdrawn(pug.Decision{At: morning})
	back, err := withdrawn.Reinstated(pug.Cohort{})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		while store.Premise
		now   pug.Application
		sent  bool
	}{
		"who has withdrawn hears of it":             {store.Withdrawn(withdrawn), withdrawn, true},
		"who has withdrawn has taken it back":       {store.Withdrawn(withdrawn), back, false},
		"who has withdrawn has done so again":       {store.Withdrawn(withdrawn), back.Withdrawn(pug.Decision{At: morning}), false},
		"who has taken it back hears of it":         {store.Counts(back), back, true},
		"who has taken it back has withdrawn again": {store.Counts(back), back.Withdrawn(pug.Decision{At: morning}), false},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.Apply(t, c.now)
			if l := o.waits(t, c.while); (l.State == store.LetterSent) != c.sent {
				t.Errorf("it is %s: %s", l.State, l.Answer)
			}
		})
	}
}

func TestALetterThatTellsBesidesIsSentThoughItIsTooLateToAsk(t *testing.T) {
	o := newOffice(t)
	o.Must(t, o.Store.Post(t.Context(), store.Letter{ID: "f0", To: store.Mailbox{Email: "ina@example.com"}, Written: o.Now(),
		Link: &link.Link{Purpose: "join", Subject: "a1", Expires: morning}, Words: `{"subject": "Join"}`, Late: `{"subject": "News"}`}))
	var said string
	o.post.hears = func(m letter.Message) { said = m.Subject + m.Text }
	o.stream(t)
	if !strings.HasPrefix(said, "News") || strings.Contains(said, "/join/") {
		t.Errorf("sent %q", said)
	}
}

func TestWhatMakesNoSenseKeepsNothingElse(t *testing.T) {
	o := newOffice(t)
	o.Changes = append(o.Changes, lambdafn.Change{Kind: "INSERT", Image: json.RawMessage(`{"id": 7}`), Seq: "1"}, lambdafn.Change{Kind: "INSERT", Seq: "2"})
	o.write(t, time.Time{}, "ina@example.com")
	o.Must(t, o.Store.Post(t.Context(), store.Letter{ID: "f0", To: store.Mailbox{Email: "bo@example.com"}, Words: `{}`, Written: o.Now()}))
	if again := o.stream(t); again != 0 || !slices.Contains(o.post.taken, "ina@example.com") {
		t.Errorf("%d come again, sent %v", again, o.post.taken)
	}
}

func TestALetterThatComesBackBeforeItIsNotedAsSentStaysBounced(t *testing.T) {
	o := newOffice(t)
	o.write(t, time.Time{}, "ina@example.com")
	o.post.hears = func(m letter.Message) {
		o.Must(t, o.Store.Bounced(t.Context(), m.To.Email, m.ID, "user unknown"))
	}
	o.stream(t)
	if l, waits := o.state(t, "ina@example.com"); l.State != store.LetterBounced || waits {
		t.Errorf("%+v, waits: %t", l, waits)
	}
}

func TestALetterThatCameBackIsNotSentAgainAfterACrash(t *testing.T) {
	o := newOffice(t)
	o.write(t, time.Time{}, "ina@example.com", "bo@example.com")
	o.Must(t, o.Store.Bounced(t.Context(), "ina@example.com", store.LetterID("news", "ina@example.com"), "user unknown"))
	o.Changes = nil // the function died before it noted anything
	o.sweep(t, time.Hour)
	if _, waits := o.state(t, "ina@example.com"); waits || !slices.Equal(o.post.taken, []string{"bo@example.com"}) {
		t.Errorf("sent %v, waits: %t", o.post.taken, waits)
	}
}
