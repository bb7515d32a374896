package asl_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/clock"
)

func TestExecutionNames(t *testing.T) {
	const day = 24 * time.Hour
	for _, tt := range []struct {
		name, execution, input string
		after                  time.Duration
		want                   string
	}{
		{"the same name and input while it runs is the same execution", "x", `{"a": 1}`, 0, ""},
		{"another input", "x", `{"a": 2}`, 0, "ExecutionAlreadyExists"},
		{"the same input after the end", "x", `{"a": 1}`, 2 * day, "ExecutionAlreadyExists"},
		{"the name is free 90 days after the end", "x", `{"a": 2}`, 92 * day, ""},
		{"a name with a colon", "2026-10-01T09:00", `{}`, 0, "InvalidName"},
		{"a name that is too long", strings.Repeat("x", 81), `{}`, 0, "InvalidName"},
		{"no name at all gets one", "", `{}`, 0, ""},
		{"input that is not JSON", "y", `{`, 0, "InvalidExecutionInput"},
		{"input that is too long", "y", `"` + strings.Repeat("x", 262_143) + `"`, 0, "InvalidExecutionInput"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStand(t)
			m := s.machine("S", `"S": {"Type": "Wait", "Seconds": 86400, "End": true}`)
			first := s.start(m, "x", `{"a": 1}`)
			s.at(tt.after)
			x, err := s.StartExecution(m, tt.execution, tt.input)
			if tt.want != "" {
				if code(err) != tt.want {
					t.Errorf("error %v, want %s", err, tt.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if same := x.ARN == first.ARN; same != (tt.execution == "x") {
				t.Errorf("ARN %s, the first was %s", x.ARN, first.ARN)
			}
		})
	}
}

const askTask = `"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
	"Arguments": {"FunctionName": "` + function + `", "Payload": "{% $states.context.Task.Token %}"}`

// asked starts an execution that waits for a token, and catches every error.
func asked(t *testing.T, rest string) (s *stand, x asl.Execution, token func() string) {
	s = newStand(t)
	s.answer = func(payload string) (string, *asl.FunctionError) {
		token = func() string { return payload[1 : len(payload)-1] }
		return "", nil
	}
	m := s.machine("Ask", `"Ask": {`+askTask+rest+`, "Catch": [{"ErrorEquals": ["States.HeartbeatTimeout"], "Output": "heartbeat", "Next": "E"},
		{"ErrorEquals": ["States.ALL"], "Next": "E"}], "End": true}, "E": {"Type": "Succeed"}`)
	x = s.start(m, "x", "")
	s.at(time.Hour)
	return s, x, token
}

func TestAnswersToATaskToken(t *testing.T) {
	for _, tt := range []struct {
		name, rest string
		answer     func(s *stand, token string) error
		want       string
	}{
		{"success", "", func(s *stand, token string) error { return s.SendTaskSuccess(token, `{"ok":true}`) }, `{"ok":true}`},
		{"failure", "", func(s *stand, token string) error { return s.SendTaskFailure(token, "Declined", "full") }, `{"Cause":"full","Error":"Declined"}`},
		{"failure without error and cause", "", func(s *stand, token string) error { return s.SendTaskFailure(token, "", "") }, `{"Cause":null,"Error":null}`},
		{"nobody answers in time", `, "TimeoutSeconds": 7200`, nil, `{"Cause":"","Error":"States.Timeout"}`},
		{"no heartbeat comes", `, "TimeoutSeconds": 9000, "HeartbeatSeconds": 7200`, nil, `"heartbeat"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, x, token := asked(t, tt.rest)
			if diff := cmp.Diff([]string{"Ask"}, s.describe(x).Current); diff != "" {
				t.Errorf("while it waits: %s", diff)
			}
			if tt.answer != nil {
				if err := tt.answer(s, token()); err != nil {
					t.Fatal(err)
				}
			}
			s.at(4 * time.Hour)
			if got := summary(s.describe(x)); got != tt.want {
				t.Errorf("output %s, want %s", got, tt.want)
			}
			if err := s.SendTaskSuccess(token(), `1`); code(err) != "TaskTimedOut" {
				t.Errorf("a second answer: %v, want TaskTimedOut", err)
			}
		})
	}
}

func TestRefusedAnswers(t *testing.T) {
	s, _, token := asked(t, "")
	for _, tt := range []struct{ name, token, output, want string }{
		{"not JSON", token(), `yes`, "InvalidOutput"},
		{"too long", token(), `"` + strings.Repeat("x", 262_143) + `"`, "InvalidOutput"},
		{"a token that is none", "abc", `1`, "InvalidToken"},
		{"a token that nobody handed out", strings.Repeat("AAAA", 16), `1`, "TaskDoesNotExist"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := s.SendTaskSuccess(tt.token, tt.output); code(err) != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestATokenMayBeAnsweredBeforeItsFunctionReturns(t *testing.T) {
	s := newStand(t)
	s.answer = func(payload string) (string, *asl.FunctionError) {
		if err := s.SendTaskSuccess(payload[1:len(payload)-1], `"at once"`); err != nil {
			t.Error(err)
		}
		return `{}`, nil
	}
	x := s.run("Ask", `"Ask": {`+askTask+`, "End": true}`, `{}`)
	if got := summary(x); got != `"at once"` {
		t.Error(got)
	}
	want := []string{"ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded", "TaskStateExited", "ExecutionSucceeded"}
	if diff := cmp.Diff(want, s.types(x)); diff != "" {
		t.Error(diff)
	}
}

func TestARetryHandsOutANewToken(t *testing.T) {
	s, _, first := asked(t, `, "Retry": [{"ErrorEquals": ["Again"], "MaxAttempts": 1}]`)
	tokens := []string{first()}
	s.answer = func(payload string) (string, *asl.FunctionError) {
		tokens = append(tokens, payload[1:len(payload)-1])
		return "", nil
	}
	if err := s.SendTaskFailure(first(), "Again", ""); err != nil {
		t.Fatal(err)
	}
	s.at(2 * time.Hour)
	if len(tokens) != 2 || tokens[0] == tokens[1] {
		t.Fatalf("tokens %q", tokens)
	}
	if err := s.SendTaskSuccess(tokens[0], `1`); code(err) != "TaskTimedOut" {
		t.Errorf("the first token: %v, want TaskTimedOut", err)
	}
	if err := s.SendTaskSuccess(tokens[1], `1`); err != nil {
		t.Error(err)
	}
}

func TestStoppingAnExecutionClosesItsToken(t *testing.T) {
	s, x, token := asked(t, "")
	if err := s.StopExecution(x.ARN, "Withdrawn", "by staff"); err != nil {
		t.Fatal(err)
	}
	if err := s.SendTaskSuccess(token(), `1`); code(err) != "TaskTimedOut" {
		t.Errorf("an answer after the stop: %v", err)
	}
	s.at(2 * time.Hour)
	if got := s.describe(x); got.Status != asl.Aborted || got.Error != "Withdrawn" || got.Current != nil {
		t.Errorf("%+v", got)
	}
	if list := s.ListExecutions(x.MachineARN, asl.Running); len(list) != 0 {
		t.Errorf("still running: %v", list)
	}
}

func TestUnknownARNs(t *testing.T) {
	s := newStand(t)
	_, describe := s.DescribeExecution("arn:none")
	_, history := s.History("arn:none")
	_, begin := s.StartExecution("arn:none", "x", "")
	got := []string{code(describe), code(history), code(begin), code(s.StopExecution("arn:none", "", ""))}
	if diff := cmp.Diff([]string{"ExecutionDoesNotExist", "ExecutionDoesNotExist", "StateMachineDoesNotExist", "ExecutionDoesNotExist"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestHistoryTellsWhatHappened(t *testing.T) {
	s := newStand(t)
	x := s.run("S", `"S": {"Type": "Wait", "Seconds": 5, "Output": {"done": true}, "End": true}`, `{"a":1}`)
	events, err := s.History(x.ARN)
	if err != nil {
		t.Fatal(err)
	}
	later := start.Add(5 * time.Second)
	want := []asl.Event{
		{ID: 1, Type: "ExecutionStarted", Timestamp: start, Details: &asl.Details{Input: `{"a":1}`}},
		{ID: 2, Type: "WaitStateEntered", Timestamp: start, Details: &asl.Details{Name: "S", Input: `{"a":1}`}},
		{ID: 3, PreviousID: 2, Type: "WaitStateExited", Timestamp: later, Details: &asl.Details{Name: "S", Output: `{"done":true}`}},
		{ID: 4, PreviousID: 3, Type: "ExecutionSucceeded", Timestamp: later, Details: &asl.Details{Output: `{"done":true}`}},
	}
	if diff := cmp.Diff(want, events); diff != "" {
		t.Error(diff)
	}
}

// TestAnswersFromOutside has browsers answer while the clock runs; the race detector watches.
func TestAnswersFromOutside(t *testing.T) {
	s := newStand(t)
	const many = 50
	tokens := make(chan string, many)
	s.answer = func(payload string) (string, *asl.FunctionError) {
		tokens <- payload[1 : len(payload)-1]
		return "", nil
	}
	m := s.machine("Ask", `"Ask": {`+askTask+`, "End": true}`)
	var browsers sync.WaitGroup
	for range many {
		s.start(m, "", "")
		browsers.Go(func() {
			if err := s.SendTaskSuccess(<-tokens, `1`); err != nil {
				t.Error(err)
			}
			s.ListExecutions(m, "")
		})
	}
	keepGoing(s.clock)
	err := s.clock.RunUntil(t.Context(), func() bool { _, done, _ := s.Counts(); return done == many })
	if err != nil {
		t.Fatal(err)
	}
	browsers.Wait()
}

// keepGoing gives the clock an event a second, so that it does not run out of work while it waits for the outside.
func keepGoing(c *clock.Clock) {
	c.Go("idle", func(p *clock.Process) {
		for {
			p.SleepUntil(c.Now().Add(time.Second))
		}
	})
}
