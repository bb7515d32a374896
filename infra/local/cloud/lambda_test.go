package cloud_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambda/messages"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// duty is what a function does. It may let virtual time pass.
type duty = func(ctx context.Context, sleep func(time.Duration)) ([]byte, error)

// handler does its duty in a process.
type handler struct {
	process *clock.Process
	clock   *clock.Clock
	do      duty
}

func (h handler) Invoke(ctx context.Context, _ []byte) ([]byte, error) {
	return h.do(ctx, func(d time.Duration) { h.process.SleepUntil(h.clock.Now().Add(d)) })
}

// called has Lambda call a function that may take 30 seconds.
func called(t *testing.T, do duty) (out []byte, err error) {
	t.Helper()
	c := clock.New(noon, clock.Jump)
	t.Cleanup(c.Close)
	l := &cloud.Lambda{Clock: c, Cloud: cloud.New(cloud.Config{Now: c.Now}), Log: slog.New(slog.DiscardHandler)}
	c.Go("caller", func(p *clock.Process) {
		f := cloud.Function{Name: "review", Handler: handler{p, c, do}, Timeout: 30 * time.Second}
		out, err = l.Invoke(clock.With(t.Context(), p), "workflow application", f, []byte("{}"))
	})
	if err := c.Advance(t.Context(), noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	return out, err
}

// atOnce is a duty that takes no time.
func atOnce(do func() ([]byte, error)) duty {
	return func(context.Context, func(time.Duration)) ([]byte, error) { return do() }
}

func TestErrorsHaveTheNamesThatLambdaGivesThem(t *testing.T) {
	var none map[string]int
	list := []int{}
	for name, row := range map[string]struct {
		do   duty
		want string
		says string
	}{
		"an error with a name": {atOnce(func() ([]byte, error) {
			return nil, messages.InvokeResponse_Error{Type: "Pugs.Full", Message: "It is so."}
		}), "Pugs.Full", "It is so."},
		"an error without one": {atOnce(func() ([]byte, error) {
			return nil, fmt.Errorf("try: %w", errors.ErrUnsupported)
		}), "wrapError", "try: unsupported operation"},
		"a panic with a text": {atOnce(func() ([]byte, error) { panic("no seats") }), "string", "no seats"},
		"a panic with an error": {atOnce(func() ([]byte, error) { panic(errors.New("no seats")) }),
			"errorString", "no seats"},
		"a panic with a name": {atOnce(func() ([]byte, error) {
			panic(messages.InvokeResponse_Error{Type: "Pugs.Internal"})
		}), "Pugs.Internal", ""},
		"an index out of range": {atOnce(func() ([]byte, error) { return nil, fmt.Errorf("%d", list[len(list)]) }),
			"boundsError", "index out of range"},
		"a write to a nil map": {atOnce(func() ([]byte, error) { none["a"]++; return nil, nil }), "plainError", "nil map"},
		"a time that is over": {func(_ context.Context, sleep func(time.Duration)) ([]byte, error) {
			sleep(time.Minute)
			return []byte("{}"), nil
		}, "Sandbox.Timedout", "Error: Task timed out after 30.00 seconds"},
		"an answer of more than 6 MB": {atOnce(func() ([]byte, error) { return make([]byte, 6<<20+101), nil }),
			"Function.ResponseSizeTooLarge", "6291556"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := called(t, row.do)
			e, ok := err.(messages.InvokeResponse_Error)
			if !ok || out != nil || e.Type != row.want || !strings.Contains(e.Message, row.says) {
				t.Errorf("answered %d bytes and %+v", len(out), err)
			}
		})
	}
}

func TestAFunctionMayTakeItsTime(t *testing.T) {
	out, err := called(t, func(ctx context.Context, sleep func(time.Duration)) ([]byte, error) {
		sleep(29 * time.Second)
		return []byte(`"done"`), ctx.Err()
	})
	if err != nil || string(out) != `"done"` {
		t.Errorf("answered %s, %v", out, err)
	}
}

func TestAFunctionWhoseTimeIsOverDoesNothingMore(t *testing.T) {
	db, c := database(t)
	_, err := called(t, func(ctx context.Context, sleep func(time.Duration)) ([]byte, error) {
		if err := put(ctx, db, "in time", "1"); err != nil {
			t.Error(err)
		}
		sleep(31 * time.Second)
		return nil, put(ctx, db, "late", "1")
	})
	if e, ok := err.(messages.InvokeResponse_Error); !ok || e.Type != "Sandbox.Timedout" {
		t.Errorf("it ended with %v", err)
	}
	for pk, want := range map[string]bool{"in time": true, "late": false} {
		it, err := get(t.Context(), dynamodb.NewFromConfig(c.Config("root")), pk, "1")
		if err != nil || (it != nil) != want {
			t.Errorf("%s: stored %v (error %v), want stored: %v", pk, it, err, want)
		}
	}
}
