package workflow_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

var now = time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)

// steps is a Step Functions that notes its calls and answers each as fail says.
type steps struct {
	calls []string
	fail  func(call string) error
	ended map[types.ExecutionStatus][]string // executions, by how they ended; all of them by no status
}

func (s *steps) answer(call string) error {
	s.calls = append(s.calls, call)
	if s.fail == nil {
		return nil
	}
	return s.fail(call)
}

func (s *steps) StartExecution(_ context.Context, in *sfn.StartExecutionInput, _ ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error) {
	return &sfn.StartExecutionOutput{}, s.answer("start " + *in.StateMachineArn + " " + *in.Name + " " + *in.Input)
}

func (s *steps) SendTaskSuccess(_ context.Context, in *sfn.SendTaskSuccessInput, _ ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error) {
	return &sfn.SendTaskSuccessOutput{}, s.answer("answer " + *in.TaskToken + " " + *in.Output)
}

func (s *steps) ListExecutions(_ context.Context, in *sfn.ListExecutionsInput, _ ...func(*sfn.Options)) (*sfn.ListExecutionsOutput, error) {
	out := &sfn.ListExecutionsOutput{}
	for _, name := range s.ended[in.StatusFilter] {
		out.Executions = append(out.Executions, types.ExecutionListItem{Name: &name})
	}
	return out, s.answer("list " + string(in.StatusFilter))
}

func client(t *testing.T, s *steps) (*workflow.Client, *store.Store) {
	records := functest.Table(t)
	return &workflow.Client{SFN: s, Records: records, Machines: map[string]string{workflow.Application: "arn:application"}}, records
}

// outbox stores calls, as what makes them necessary would, and returns them.
func outbox(t *testing.T, records *store.Store, calls ...store.Call) []store.Call {
	t.Helper()
	for _, c := range calls {
		if err := records.AddCall(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	return calls
}

func owed(t *testing.T, records *store.Store) []store.Call {
	t.Helper()
	outbox, err := records.Outbox(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return outbox.Calls
}

func left(t *testing.T, records *store.Store) []string {
	t.Helper()
	ids := []string{}
	for _, c := range owed(t, records) {
		ids = append(ids, c.ID)
	}
	return ids
}

func TestCallsAreMadeInTheirOrderAndLeaveTheOutbox(t *testing.T) {
	s := &steps{}
	c, records := client(t, s)
	if err := c.Await(t.Context(), "a1", "token-1"); err != nil {
		t.Fatal(err)
	}
	calls := outbox(t, records, workflow.Answer("a1", now), workflow.Start(workflow.Application, "a2", now))
	if err := c.Do(t.Context(), calls...); err != nil {
		t.Fatal(err)
	}
	if err := c.Complete(t.Context(), "a1", "token-2"); err != nil {
		t.Fatal(err)
	}
	want := []string{"answer token-1 {}", `start arn:application a2 {"application":"a2"}`, "answer token-2 {}"}
	if diff := cmp.Diff(want, s.calls); diff != "" {
		t.Error(diff)
	}
	if ids := left(t, records); len(ids) > 0 {
		t.Errorf("left in the outbox: %v", ids)
	}
}

func TestALateCallOfAnOlderTryIsNotTheOneThatIsTold(t *testing.T) {
	s := &steps{}
	c, records := client(t, s)
	for _, retries := range []int{1, 0} {
		var caller lambdafn.Caller
		caller.State.EnteredTime, caller.State.RetryCount = now, retries
		if err := c.Await(lambdafn.WithCaller(t.Context(), caller), "a1", fmt.Sprint("try ", retries)); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Do(t.Context(), outbox(t, records, workflow.Answer("a1", now))...); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"answer try 1 {}"}, s.calls); diff != "" {
		t.Error(diff)
	}
}

func TestATaskWhoseTokenIsKnownIsToldAtOnceUnlessAnotherWaitsByNow(t *testing.T) {
	for name, c := range map[string]struct {
		waits string // the token of the task that waits
		want  []string
	}{
		"it waits still":        {"known", []string{`answer known {"concluded":true}`}},
		"another waits instead": {"newer", []string{`answer known {"concluded":true}`, `answer newer {"concluded":true}`}},
	} {
		t.Run(name, func(t *testing.T) {
			s := &steps{fail: func(call string) error {
				if strings.Contains(call, c.waits) {
					return nil
				}
				return &types.TaskTimedOut{}
			}}
			client, records := client(t, s)
			if err := client.Await(t.Context(), "a1", c.waits); err != nil {
				t.Fatal(err)
			}
			calls := outbox(t, records, workflow.Concluded("a1", "known", now))
			if token := owed(t, records)[0].Token; token != "" {
				t.Errorf("the outbox holds the token %q", token)
			}
			if err := client.Do(t.Context(), calls...); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, s.calls); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsDoneAlreadyIsSuccess(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		call func(*testing.T) store.Call
	}{
		"an execution that exists": {&types.ExecutionAlreadyExists{}, func(t *testing.T) store.Call { return workflow.Start(workflow.Application, "a1", now) }},
		"a task that timed out":    {&types.TaskTimedOut{}, func(*testing.T) store.Call { return workflow.Answer("a1", now) }},
		"a task that is gone":      {&types.TaskDoesNotExist{}, func(*testing.T) store.Call { return workflow.Answer("a1", now) }},
		"nobody waits yet":         {nil, func(*testing.T) store.Call { return workflow.Answer("a2", now) }},
	} {
		t.Run(name, func(t *testing.T) {
			client, records := client(t, &steps{fail: func(string) error { return c.err }})
			if err := client.Await(t.Context(), "a1", "token"); err != nil {
				t.Fatal(err)
			}
			if err := client.Do(t.Context(), outbox(t, records, c.call(t))...); err != nil {
				t.Error(err)
			}
			if ids := left(t, records); len(ids) > 0 {
				t.Errorf("left in the outbox: %v", ids)
			}
		})
	}
}

func TestAFailedCallStaysInTheOutboxWithThoseAfterIt(t *testing.T) {
	for name, c := range map[string]struct {
		call func(*testing.T) store.Call
		want pug.ErrorKind
	}{
		"a start":                       {func(t *testing.T) store.Call { return workflow.Start(workflow.Application, "a1", now) }, pug.Unavailable},
		"an answer":                     {func(*testing.T) store.Call { return workflow.Answer("a1", now) }, pug.Unavailable},
		"a workflow that is not set up": {func(*testing.T) store.Call { return store.Call{ID: "x", Workflow: "picnic", Created: now} }, pug.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			client, records := client(t, &steps{fail: func(string) error { return errors.New("throttled") }})
			if err := client.Await(t.Context(), "a1", "token"); err != nil {
				t.Fatal(err)
			}
			calls := outbox(t, records, c.call(t), workflow.Start(workflow.Application, "zz", now))
			if err := client.Do(t.Context(), calls...); !pug.IsError(err, c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if n := len(left(t, records)); n != 2 {
				t.Errorf("%d calls are left, want both", n)
			}
		})
	}
}

func TestTheSweepMakesWhatWasLeftBehind(t *testing.T) {
	s := &steps{fail: func(call string) error {
		if strings.Contains(call, "stuck") {
			return errors.New("throttled")
		}
		return nil
	}}
	c, records := client(t, s)
	before := now.Add(-10 * time.Minute)
	outbox(t, records, workflow.Start(workflow.Application, "a1", before.Add(-time.Hour)), workflow.Start(workflow.Application, "old-stuck", before.Add(-time.Hour)), workflow.Start(workflow.Application, "z1", before.Add(-time.Second)),
		workflow.Start(workflow.Application, "young", before), workflow.Start(workflow.Application, "younger", now))
	made, err := c.Sweep(t.Context(), owed(t, records), before)
	if made != 2 || !pug.IsError(err, pug.Unavailable) || !strings.Contains(err.Error(), "old-stuck") {
		t.Errorf("made %d, %v", made, err)
	}
	want := []string{"start-application-old-stuck", "start-application-young", "start-application-younger"}
	if diff := cmp.Diff(want, left(t, records)); diff != "" {
		t.Error(diff)
	}
}

func TestAWorkflowIsStartedWithTheRecordThatItIsAbout(t *testing.T) {
	for name, c := range map[string]struct{ id, want string }{
		workflow.Cohort:      {"2026-H2", `{"cohort":"2026-H2"}`},
		workflow.Application: {"2026-H2-member-a1", `{"application":"2026-H2-member-a1"}`},
		workflow.Absence:     {"2026-H2-g01-a1-miss2", `{"flag":"2026-H2-g01-a1-miss2"}`},
	} {
		if got := workflow.Start(name, c.id, now); got.Input != c.want || got.Workflow != name || got.Execution != c.id {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestWhatFailedIsToBeBegunAgainUnderAnotherName(t *testing.T) {
	s := &steps{
		ended: map[types.ExecutionStatus][]string{
			types.ExecutionStatusFailed: {"2026-H2-member-a1", "2026-H2-member-b2", "2026-H2-member-b2-2", "2026-H2-member-d4", "2026-H2-member-c3-9"},
			// One was begun again the day before, the other aborted by an engineer.
			"": {"2026-H2-member-d4-2", "2026-H2-member-d4", "2026-H2-member-a1", "2026-H2-member-b2-3"},
		},
	}
	c, records := client(t, s)
	again, err := c.Failed(t.Context(), workflow.Application, now)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Do(t.Context(), outbox(t, records, again...)...); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"list FAILED", "list ",
		`start arn:application 2026-H2-member-a1-2 {"application":"2026-H2-member-a1"}`,
		`start arn:application 2026-H2-member-c3-10 {"application":"2026-H2-member-c3"}`,
	}
	if diff := cmp.Diff(want, s.calls); diff != "" || len(left(t, records)) > 0 {
		t.Errorf("%s; left in the outbox: %v", diff, left(t, records))
	}
}

func TestNothingIsSaidToHaveFailedWhileStepFunctionsDoesNotAnswer(t *testing.T) {
	c, _ := client(t, &steps{fail: func(string) error { return errors.New("throttled") }})
	if again, err := c.Failed(t.Context(), workflow.Application, now); !pug.IsError(err, pug.Unavailable) {
		t.Errorf("%v, %v", again, err)
	}
}
