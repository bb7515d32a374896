package cloud

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"runtime/debug"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambda/messages"
	"github.com/aws/aws-lambda-go/lambdacontext"

	"github.com/partnerusergroups/pugs/infra/local/clock"
)

// maxAnswer is the longest answer of a function, in bytes (AWS, Lambda quotas: 6 MB).
const maxAnswer = 6291556

// Function is a function as it is deployed.
type Function struct {
	Name    string
	Handler lambda.Handler
	Timeout time.Duration // in virtual time; 0: none
}

// Lambda calls functions. What they take of time is told by the clock, what goes wrong with a call by the cloud; where
// they panic is told in the log.
type Lambda struct {
	Clock *clock.Clock
	Cloud *Cloud
	Log   *slog.Logger

	mu       sync.Mutex
	requests int
	running  map[*invocation]struct{}
}

// invocation is one run of a function.
type invocation struct {
	request int
	ends    time.Time       // when its time is over
	alive   context.Context // ends with the run
	die     context.CancelCauseFunc
}

// invocationContext is the context of a run. As on Lambda its deadline is when the function's time is over; where the
// run can wait, that is in virtual time.
type invocationContext struct {
	context.Context
	*invocation
}

type invocationKey struct{}

func (c invocationContext) Deadline() (time.Time, bool) { return c.ends, clock.From(c.Context) != nil }

func (c invocationContext) Value(key any) any {
	if key == (invocationKey{}) {
		return c.invocation
	}
	return c.Context.Value(key)
}

// invocationOf is the run of a function in which a request is made; nil where none is.
func invocationOf(ctx context.Context) *invocation {
	i, _ := ctx.Value(invocationKey{}).(*invocation)
	return i
}

// over is why nothing is done any more for who makes a request: their context has ended, or the function in which they
// run, from whose end no context saves them.
func over(ctx context.Context) error {
	if i := invocationOf(ctx); i != nil && i.alive.Err() != nil {
		return i.alive.Err()
	}
	return ctx.Err()
}

// Invoke calls a function for a caller, a name to draw faults by. An error is always a messages.InvokeResponse_Error,
// with the name that Lambda gives it:
//   - the function's own error: its name, or else the name of its Go type;
//   - a panic: the name of the Go type of its value;
//   - its time is over: Sandbox.Timedout. Its context has ended then, so that AWS does nothing more for it; what it
//     returns is not heard;
//   - it died: the name that the fault has for it;
//   - an answer that is too long: Function.ResponseSizeTooLarge.
func (l *Lambda) Invoke(ctx context.Context, caller string, f Function, payload []byte) ([]byte, error) {
	fault := l.Cloud.nextFault(caller, invoke)
	if fault.Again > 0 {
		l.Clock.GoAfter(fault.Again, "again "+f.Name, func(p *clock.Process) {
			_, _ = l.invoke(clock.With(context.WithoutCancel(ctx), p), f, payload) // who called has an answer
		})
	}
	if err := fault.strike(ctx); err != nil {
		return nil, refused(err)
	}
	out, err := l.invoke(ctx, f, payload)
	if fault.Err != nil {
		return nil, refused(fault.Err)
	}
	return out, err
}

// refused is how a call ends that Lambda itself did not take, or did not answer.
func refused(err error) messages.InvokeResponse_Error {
	var e *Error
	if errors.As(err, &e) {
		return messages.InvokeResponse_Error{Type: e.Code, Message: e.Text}
	}
	return messages.InvokeResponse_Error{Type: "Lambda.SdkClientException", Message: err.Error()}
}

func (l *Lambda) invoke(ctx context.Context, f Function, payload []byte) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	i := l.begin(ctx, f, cancel)
	defer l.end(i)
	if f.Timeout > 0 {
		end := l.Clock.At(i.ends, "timeout", func() { cancel(errTimedOut) })
		defer end.Stop()
	}
	ctx = lambdacontext.NewContext(ctx, &lambdacontext.LambdaContext{AwsRequestID: i.id()})
	out, err := l.run(invocationContext{ctx, i}, f, payload)
	var died errDied
	switch {
	case errors.As(context.Cause(ctx), &died):
		return nil, i.failed(string(died), "Runtime exited without providing a reason")
	case errors.Is(context.Cause(ctx), errTimedOut):
		return nil, i.failed("Sandbox.Timedout", fmt.Sprintf("Task timed out after %.2f seconds", f.Timeout.Seconds()))
	case err != nil:
		return nil, reported(err)
	case len(out) > maxAnswer:
		return nil, messages.InvokeResponse_Error{Type: "Function.ResponseSizeTooLarge", Message: fmt.Sprintf(
			"Response payload size exceeded maximum allowed payload size (%d bytes).", maxAnswer)}
	}
	return out, nil
}

// forever is the time of a function that has no timeout.
const forever = 365 * 24 * time.Hour

func (l *Lambda) begin(ctx context.Context, f Function, die context.CancelCauseFunc) *invocation {
	timeout := f.Timeout
	if timeout == 0 {
		timeout = forever
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.requests++
	i := &invocation{request: l.requests, ends: l.Clock.Now().Add(timeout), alive: ctx, die: die}
	if l.running == nil {
		l.running = map[*invocation]struct{}{}
	}
	l.running[i] = struct{}{}
	return i
}

func (l *Lambda) end(i *invocation) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.running, i)
}

// Kill ends every run of a function that is under way.
func (l *Lambda) Kill() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.running {
		i.die(errDied("Runtime.ExitError"))
	}
}

// failed is how Lambda reports a run that ended without its function.
func (i *invocation) failed(name, why string) messages.InvokeResponse_Error {
	return messages.InvokeResponse_Error{Type: name, Message: "RequestId: " + i.id() + " Error: " + why}
}

// id is the request's id.
func (i *invocation) id() string { return fmt.Sprintf("%08x-0000-4000-8000-000000000000", i.request) }

// run calls a handler, and makes an error of its panic.
func (l *Lambda) run(ctx context.Context, f Function, payload []byte) (out []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			l.Log.Error("a function panicked", "function", f.Name, "panic", v, "stack", string(debug.Stack()))
			err = reported(v)
		}
	}()
	return f.Handler.Invoke(ctx, payload)
}

// reported is an error of a function, or what it panicked with, as Lambda reports it: by the rules of aws-lambda-go.
func reported(v any) messages.InvokeResponse_Error {
	if e, ok := v.(messages.InvokeResponse_Error); ok {
		return e
	}
	t := reflect.TypeOf(v)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return messages.InvokeResponse_Error{Type: t.Name(), Message: fmt.Sprint(v)}
}
