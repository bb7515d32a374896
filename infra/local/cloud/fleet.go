package cloud

import (
	"context"
	"sync"

	"github.com/aws/aws-lambda-go/lambda"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// Fleet are the execution environments of one function, which satisfies lambda.Handler. As on Lambda, events that are
// answered at the same virtual time have an environment each, and one that has died is not used again. Events from
// outside of virtual time share one.
type Fleet struct {
	build func() (lambda.Handler, error)

	mu     sync.Mutex
	shared lambda.Handler
	idle   []lambda.Handler
	deploy int // how often the function was deployed again
}

// NewFleet deploys a function. Build makes one environment; its error is that of NewFleet too.
func NewFleet(build func() (lambda.Handler, error)) (*Fleet, error) {
	shared, err := build()
	if err != nil {
		return nil, err
	}
	return &Fleet{build: build, shared: shared}, nil
}

// Invoke answers an event.
func (f *Fleet) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	if clock.From(ctx) == nil {
		return f.shared.Invoke(ctx, payload)
	}
	handler, deploy, err := f.take()
	if err != nil {
		return nil, err
	}
	out, err := handler.Invoke(ctx, payload)
	if ctx.Err() == nil {
		f.put(handler, deploy)
	}
	return out, err
}

// Deploy has the function built anew for every event from now on.
func (f *Fleet) Deploy() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.deploy++
	f.idle = nil
}

func (f *Fleet) take() (lambda.Handler, int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if last := len(f.idle) - 1; last >= 0 {
		handler := f.idle[last]
		f.idle = f.idle[:last]
		return handler, f.deploy, nil
	}
	handler, err := f.build()
	return handler, f.deploy, err
}

func (f *Fleet) put(handler lambda.Handler, deploy int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if deploy == f.deploy {
		f.idle = append(f.idle, handler)
	}
}
