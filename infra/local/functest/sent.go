package functest

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	sfntypes "github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/partnerusergroups/pugs/infra/local/cloud/dynamo"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// To lists the mails to an address, in order.
func (r *Env) To(email string) []letter.Message {
	var mails []letter.Message
	for _, m := range r.Sent {
		if m.To.Email == email {
			mails = append(mails, m)
		}
	}
	return mails
}

// LinkTo is the link in the latest mail to an address that has one.
func (r *Env) LinkTo(t testing.TB, email string) string {
	t.Helper()
	r.Must(t, r.deliver())
	for _, m := range slices.Backward(r.To(email)) {
		if url := Link(m); url != "" {
			return url
		}
	}
	t.Fatalf("no mail to %s has a link", email)
	return ""
}

// Link is where the button of a mail leads; empty if it has none. The text of a letter shows it by its label, and the
// address on a line of its own.
func Link(m letter.Message) string {
	button := regexp.MustCompile(`(?m):\n(https://groups\.example\.com/\S+)$`)
	if found := button.FindStringSubmatch(m.Text); found != nil {
		return found[1]
	}
	return ""
}

// Subjects lists the subjects of the mails to an address, in order.
func (r *Env) Subjects(email string) []string {
	var subjects []string
	for _, m := range r.To(email) {
		subjects = append(subjects, m.Subject)
	}
	return subjects
}

// WantMail fails the test unless so many mails to an address have a subject that begins so.
func (r *Env) WantMail(t testing.TB, email, subject string, want int) {
	t.Helper()
	got := 0
	for _, s := range r.Subjects(email) {
		if strings.HasPrefix(s, subject) {
			got++
		}
	}
	if got != want {
		t.Errorf("%d mails to %s begin with %q, want %d; all are %q", got, email, subject, want, r.Subjects(email))
	}
}

// written hears of each change in the table. A letter that is new goes out as the function letters would send it.
func (r *Env) written(_ string, change dynamo.Record) {
	if change.HasText("stale") {
		image, _ := json.Marshal(change.Change.NewImage) // as below
		r.Stale = append(r.Stale,
			lambdafn.Change{Kind: change.Event, Image: image, Seq: change.Change.SequenceNumber})
	}
	if !strings.HasPrefix(change.Partition(), store.LetterPartition) {
		return
	}
	image, _ := json.Marshal(change.Change.NewImage) // an item always has a JSON form
	if change.Event == dynamo.Insert || change.HasText("woken") {
		r.Changes = append(r.Changes,
			lambdafn.Change{Kind: change.Event, Image: image, Seq: change.Change.SequenceNumber})
	}
	if change.Event != dynamo.Insert {
		return
	}
	l, err := store.ReadLetter(image)
	if err != nil {
		panic(err)
	}
	attempt, to := store.Attempt{Waiting: l.Waiting()}, letter.Links{Page: r.OwnPage(l.To.ID, l.To.Email)}
	if l.Link != nil {
		minted, err := r.Links.Mint(*l.Link)
		if err != nil {
			return // it is over before it could be asked
		}
		attempt.Link, to.Link = &minted, minted.URL
	}
	m, err := r.layout.Message(l, to)
	if err != nil {
		panic(err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Sent, r.pending = append(r.Sent, m), append(r.pending, attempt)
}

// OwnKey is the key of the links to people's own pages.
const OwnKey = "own-key"

// OwnPage is the address of somebody's own page.
func (r *Env) OwnPage(application, email string) string {
	if application == "" {
		return ""
	}
	return r.Settings.PublicURL + "/" + link.PurposeOwn + "/" + link.Own(OwnKey, application, email)
}

// StoreLink stores a link that no letter carries.
func (r *Env) StoreLink(t testing.TB, m link.Minted) {
	t.Helper()
	l := store.Letter{ID: m.Hash, Words: "{}", To: store.Mailbox{Email: "nobody@example.com"}, Written: r.now}
	r.Must(t, r.Store.Post(t.Context(), l))
	r.pending[len(r.pending)-1].Link = &m
}

// deliver notes what the function letters does of letters that went out: that they are sent, and their links.
func (r *Env) deliver() error {
	r.mu.Lock()
	pending := r.pending
	r.pending = nil
	r.mu.Unlock()
	var sent []store.Outcome
	for _, a := range pending {
		sent = append(sent, store.Outcome{Waiting: a.Waiting, State: store.LetterSent, Sent: a.Written})
	}
	_, err := r.Store.Attempt(context.Background(), r.now.AddDate(1, 0, 0), r.now, pending)
	return errors.Join(err, r.Store.NoteOutcomes(context.Background(), sent))
}

// outgoing is the outbox: it answers as Fail says.
type outgoing struct{ r *Env }

func (o outgoing) Post(ctx context.Context, letters ...store.Letter) error {
	for _, l := range letters {
		if err := o.r.fail("mail " + l.Key); err != nil {
			return pug.Wrapf(err, pug.Unavailable, "The table could not store letters")
		}
	}
	return o.r.Store.Post(ctx, letters...)
}

// Calls lists the calls to workflows in the outbox, by id.
func (r *Env) Calls(t testing.TB) []store.Call {
	t.Helper()
	owed, err := r.Store.Outbox(t.Context())
	r.Must(t, err)
	return owed.Calls
}

// Sweep makes the calls that are in the outbox, and says how many it made.
func (r *Env) Sweep(t testing.TB) int {
	t.Helper()
	made, err := r.Workflow.Sweep(t.Context(), r.Calls(t), r.Now().Add(time.Hour))
	r.Must(t, err)
	return made
}

func (r *Env) fail(what string) error {
	if r.Fail == nil {
		return nil
	}
	return r.Fail(what)
}

type steps struct{ r *Env }

func (s steps) StartExecution(_ context.Context, in *sfn.StartExecutionInput,
	_ ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error) {
	if err := s.r.fail("start " + *in.Name); err != nil {
		return nil, err
	}
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	for _, started := range s.r.Started {
		if *started.Name == *in.Name && *started.StateMachineArn == *in.StateMachineArn {
			return nil, &sfntypes.ExecutionAlreadyExists{}
		}
	}
	s.r.Started = append(s.r.Started, *in)
	return &sfn.StartExecutionOutput{}, nil
}

func (s steps) SendTaskSuccess(_ context.Context, in *sfn.SendTaskSuccessInput,
	_ ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error) {
	if err := s.r.fail("answer " + *in.TaskToken); err != nil {
		return nil, err
	}
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	s.r.Answered = append(s.r.Answered, *in.TaskToken)
	return &sfn.SendTaskSuccessOutput{}, nil
}

// ListExecutions lists the executions in Failed, as failed ones, and those in Started, as they are known to all.
func (s steps) ListExecutions(_ context.Context, in *sfn.ListExecutionsInput,
	_ ...func(*sfn.Options)) (*sfn.ListExecutionsOutput, error) {
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	out := &sfn.ListExecutionsOutput{}
	if in.StatusFilter == sfntypes.ExecutionStatusFailed {
		for _, name := range s.r.Failed[*in.StateMachineArn] {
			out.Executions = append(out.Executions, sfntypes.ExecutionListItem{Name: &name})
		}
	}
	for _, started := range s.r.Started {
		if in.StatusFilter == "" && *started.StateMachineArn == *in.StateMachineArn {
			out.Executions = append(out.Executions, sfntypes.ExecutionListItem{Name: started.Name})
		}
	}
	return out, nil
}
