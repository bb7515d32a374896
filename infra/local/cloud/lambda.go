package cloud

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"runtime/debug"
	"sync/atomic"
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

// Lambda calls functions. What they take of time is told by the clock; where they panic is told in the log.
type Lambda struct {
	Clock *clock.Clock
	Log   *slog.Logger

	requests atomic.Int64
}

var errTimedOut = errors.New("the function's time is over")

// Invoke calls a function. An error is always a messages.InvokeResponse_Error, with the name that Lambda gives it:
//   - the function's own error: its name, or else the name of its Go type;
//   - a panic: the name of the Go type of its value;
//   - its time is over: Sandbox.Timedout. Its context has ended then, so that AWS does nothing more for it; what it
//     returns is not heard;
//   - an answer that is too long: Function.ResponseSizeTooLarge.
func (l *Lambda) Invoke(ctx context.Context, f Function, payload []byte) ([]byte, error) {
	request := fmt.Sprintf("%08x-0000-4000-8000-000000000000", l.requests.Add(1))
	ctx = lambdacontext.NewContext(ctx, &lambdacontext.LambdaContext{AwsRequestID: request})
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if f.Timeout > 0 {
		end := l.Clock.At(l.Clock.Now().Add(f.Timeout), "timeout", func() { cancel(errTimedOut) })
		defer end.Stop()
	}
	out, err := l.run(ctx, f, payload)
	switch {
	case errors.Is(context.Cause(ctx), errTimedOut):
		return nil, messages.InvokeResponse_Error{Type: "Sandbox.Timedout", Message: fmt.Sprintf(
			"RequestId: %s Error: Task timed out after %.2f seconds",
			request, f.Timeout.Seconds())}
	case err != nil:
		return nil, reported(err)
	case len(out) > maxAnswer:
		return nil, messages.InvokeResponse_Error{Type: "Function.ResponseSizeTooLarge", Message: fmt.Sprintf(
			"Response payload size exceeded maximum allowed payload size (%d bytes).", maxAnswer)}
	}
	return out, nil
}

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
