package functest

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	sfntypes "github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/partnerusergroups/pugs/shared/letter"
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

type outgoing struct{ r *Env }

func (o outgoing) Send(_ context.Context, m letter.Message) error {
	if err := o.r.fail("mail " + m.Key); err != nil {
		return err
	}
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	for _, sent := range o.r.Sent {
		if sent.Key == m.Key && sent.To == m.To {
			return nil // as the real mailer: once
		}
	}
	o.r.Sent = append(o.r.Sent, m)
	return nil
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
