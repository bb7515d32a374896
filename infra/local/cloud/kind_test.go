package cloud_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambda/messages"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// pair is a function that writes two items, and tells how it went.
type pair struct{ db *dynamodb.Client }

func (w pair) Invoke(ctx context.Context, _ []byte) ([]byte, error) {
	for _, name := range []string{"a", "b"} {
		if err := put(ctx, w.db, name, "1"); err != nil {
			// Nothing that the function still tries is done once it has ended.
			return nil, errors.Join(err, put(context.WithoutCancel(ctx), w.db, name, "1"))
		}
	}
	return []byte(`"done"`), nil
}

// struck calls a function that writes two items while the n-th call that can have a fault of the kind has one. It gives
// the error's name, how many items there are in the end, and when the answer came.
func struck(t *testing.T, kind cloud.Kind, n int) (name string, items int, took time.Duration) {
	t.Helper()
	c := open(t)
	k := clock.New(noon, clock.Jump)
	t.Cleanup(k.Close)
	c.Inject(func(principal, action string) error {
		if !kind.Hits(principal, action) {
			return nil
		}
		if n--; n != 0 {
			return nil
		}
		return kind.Fault(action, 0)
	})
	l := &cloud.Lambda{Clock: k, Cloud: c, Log: slog.New(slog.DiscardHandler)}
	k.Go("caller", func(p *clock.Process) {
		f := cloud.Function{Name: "review", Handler: pair{dynamodb.NewFromConfig(c.Config("root"))}, Timeout: 30 * time.Second}
		_, err := l.Invoke(clock.With(t.Context(), p), "workflow application", f, nil)
		var failed messages.InvokeResponse_Error
		if errors.As(err, &failed) {
			name = failed.Type
		}
		took = p.Now().Sub(noon)
	})
	if err := k.Advance(t.Context(), noon.Add(48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	c.Inject(nil)
	for _, pk := range []string{"a", "b"} {
		it, err := get(t.Context(), dynamodb.NewFromConfig(c.Config("root")), pk, "1")
		if err != nil {
			t.Fatal(err)
		}
		if it != nil {
			items++
		}
	}
	return name, items, took
}

func TestWhatEachKindOfFaultDoes(t *testing.T) {
	for _, row := range []struct {
		says string
		kind cloud.Kind
		name string // of the error
		done int    // items that are written
		took time.Duration
	}{
		{"a call that fails is made again by the SDK", cloud.Fails, "", 2, 0},
		{"so is one whose answer is lost", cloud.Unanswered, "", 2, 0},
		{"and one too many", cloud.Throttled, "", 2, 0},
		{"one that meets a transaction is not, which is the caller's to do", cloud.Conflicts, "joinError", 2, 0},
		{"a slow call takes its time", cloud.Slow, "", 2, time.Second},
		{"one that hangs takes that of the function", cloud.Hangs, "Sandbox.Timedout", 1, 30 * time.Second},
		{"a function that dies does no more", cloud.Dies, "Runtime.ExitError", 1, 0},
		{"a refused call is not made", cloud.Refused, "Lambda.TooManyRequestsException", 0, 0},
		{"one that is not heard of is", cloud.Unheard, "Lambda.TooManyRequestsException", 2, 0},
		{"one that is doubled is answered once", cloud.Doubled, "", 2, 0},
		{"as is one that is repeated", cloud.Repeated, "", 2, 0},
	} {
		t.Run(row.says, func(t *testing.T) {
			n := 2 // the second write
			if row.kind.Hits("workflow application", "lambda:Invoke") {
				n = 1
			}
			name, items, took := struck(t, row.kind, n)
			if name != row.name || items != row.done || took != row.took {
				t.Errorf("%q, %d items, %s", name, items, took)
			}
		})
	}
}

func TestAFunctionIsCalledTwiceBesideItself(t *testing.T) {
	c := open(t)
	k := clock.New(noon, clock.Jump)
	t.Cleanup(k.Close)
	c.Inject(func(_, action string) error {
		if action == "lambda:Invoke" {
			return cloud.Fault{Again: time.Second}
		}
		return cloud.Fault{Takes: 3 * time.Second}
	})
	var began []time.Duration
	built := 0
	fleet, err := cloud.NewFleet(func() (lambda.Handler, error) {
		built++
		return handler{do: func(ctx context.Context, _ func(time.Duration)) ([]byte, error) {
			began = append(began, k.Now().Sub(noon))
			return nil, put(ctx, dynamodb.NewFromConfig(c.Config("root")), "a", "1")
		}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	l := &cloud.Lambda{Clock: k, Cloud: c, Log: slog.New(slog.DiscardHandler)}
	for _, start := range []time.Duration{0, time.Hour} {
		k.GoAfter(start, "caller", func(p *clock.Process) {
			_, _ = l.Invoke(clock.With(t.Context(), p), "stream letters", cloud.Function{Name: "letters", Handler: fleet}, nil)
		})
	}
	if err := k.Advance(t.Context(), noon.Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	want := []time.Duration{0, time.Second, time.Hour, time.Hour + time.Second}
	if diff := cmp.Diff(want, began); diff != "" {
		t.Errorf("runs began (-want +got):\n%s", diff)
	}
	if built != 3 { // one that who has no clock uses, and two that run beside each other, twice
		t.Errorf("%d environments were built", built)
	}
	fleet.Deploy()
	k.Go("caller", func(p *clock.Process) { _, _ = fleet.Invoke(clock.With(t.Context(), p), nil) })
	if err := k.Advance(t.Context(), noon.Add(3*time.Hour)); err != nil || built != 4 {
		t.Errorf("%d environments after a deployment, %v", built, err)
	}
}

// A transaction has a reason for each of its actions, whichever of them is in the way.
func TestATransactionIsCancelledWithAReasonForEachAction(t *testing.T) {
	for kind, want := range map[cloud.Kind]string{cloud.Conflicts: "TransactionConflict", cloud.Throttled: "ThrottlingError"} {
		db, c := database(t)
		c.Inject(func(string, string) error { return kind.Fault("dynamodb:TransactWriteItems", 0.4) })
		_, err := db.TransactWriteItems(t.Context(), &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{
			{Put: &types.Put{TableName: table(), Item: with("a", "1")}}, {Put: &types.Put{TableName: table(), Item: with("b", "1")}},
		}})
		var cancelled *types.TransactionCanceledException
		if !errors.As(err, &cancelled) {
			t.Fatalf("%s: %v", kind, err)
		}
		var codes []string
		for _, reason := range cancelled.CancellationReasons {
			codes = append(codes, *reason.Code)
		}
		if diff := cmp.Diff([]string{want, "None"}, codes); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
}
