package functest

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	sfntypes "github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/partnerusergroups/pugs/shared/letter"
)

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
