package asl_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

func TestATaskGivesWhatLambdaInvokeGives(t *testing.T) {
	s := newStand(t)
	x := s.run("S", `"S": {`+invokeTask+`, "End": true}`, `{"a": [1, null]}`)
	if want := `{"ExecutedVersion":"$LATEST","Payload":{"a":[1,null]},"StatusCode":200}`; summary(x) != want {
		t.Errorf("got %s, want %s", summary(x), want)
	}
	want := []string{
		"ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSucceeded", "TaskStateExited",
		"ExecutionSucceeded",
	}
	if diff := cmp.Diff(want, s.types(x)); diff != "" {
		t.Error(diff)
	}
}

func TestANullPayloadReachesTheFunctionAsAnEmptyObject(t *testing.T) {
	s := newStand(t)
	s.run("S", `"S": {`+invokeTask+`, "End": true}`, `null`)
	if diff := cmp.Diff([]string{"0s {}"}, s.calls); diff != "" {
		t.Error(diff)
	}
}

func TestRetriesWaitLongerEachTimeUpToTheirLimit(t *testing.T) {
	s := newStand(t)
	s.answer = failing("Busy", `{ "errorType": "Busy" }`)
	x := s.run("S", `"S": {`+invokeTask+`, "Retry": [
			{"ErrorEquals": ["Other"]},
			{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "BackoffRate": 3, "MaxAttempts": 4, "MaxDelaySeconds": 20, "JitterStrategy": "NONE"}],
			"End": true}`, `1`)
	if diff := cmp.Diff([]string{"0s 1", "2s 1", "8s 1", "26s 1", "46s 1"}, s.calls); diff != "" {
		t.Error(diff)
	}
	if got := summary(x); got != `FAILED Busy: {"errorType":"Busy"}` {
		t.Error(got)
	}
	if got := s.Transitions(); got != 6 {
		t.Errorf("a start, a state and four retries are %d transitions, want 6", got)
	}
}

func TestJitterDrawsEachDelayFromZeroToItsLimit(t *testing.T) {
	s := newStand(t)
	var at []time.Duration
	s.answer = func(string) asl.Answer {
		at = append(at, s.clock.Now().Sub(start))
		return asl.Answer{Error: "Busy"}
	}
	s.run("S", `"S": {`+invokeTask+`, "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 100, "BackoffRate": 1,
		"MaxAttempts": 200, "JitterStrategy": "FULL"}], "End": true}`, `1`)
	halves := [2]int{}
	for i := range at[1:] {
		delay := at[i+1] - at[i]
		if delay < 0 || delay >= 100*time.Second {
			t.Errorf("a delay of %v", delay)
		}
		halves[delay/(50*time.Second)]++
	}
	if halves[0] < 60 || halves[1] < 60 {
		t.Errorf("%d delays below 50 s, %d above", halves[0], halves[1])
	}
}

func TestRetriersCountTheirOwnAttempts(t *testing.T) {
	s := newStand(t)
	s.answer = func(string) asl.Answer {
		return asl.Answer{Error: []string{"A", "B"}[len(s.calls)%2]}
	}
	x := s.run("S", `"S": {`+invokeTask+`, "Retry": [
		{"ErrorEquals": ["A"], "MaxAttempts": 2, "IntervalSeconds": 10, "BackoffRate": 1},
		{"ErrorEquals": ["B"], "MaxAttempts": 1}], "End": true}`, `1`)
	if diff := cmp.Diff([]string{"0s 1", "1s 1", "11s 1"}, s.calls); diff != "" || x.Error != "B" {
		t.Errorf("%s, %s", x.Error, diff)
	}
}

func TestWhatCatchersMatch(t *testing.T) {
	long := `"` + strings.Repeat("x", 262_000) + `"`
	for _, tt := range []struct {
		name   string
		answer asl.Answer
		equals string
		want   bool
	}{
		{"an error by its name", asl.Answer{Error: "Pugs.Invalid"}, `"Other", "Pugs.Invalid"`, true},
		{"not another", asl.Answer{Error: "Pugs.Invalid"}, `"Pugs.Internal"`, false},
		{"any error", asl.Answer{Error: "Pugs.Invalid"}, `"States.ALL"`, true},
		{"an error of a task", asl.Answer{Error: "Sandbox.Timedout"}, `"States.TaskFailed"`, true},
		{"a timeout by its name", asl.Answer{Took: time.Hour}, `"States.Timeout"`, true},
		{"a timeout is any error", asl.Answer{Took: time.Hour}, `"States.ALL"`, true},
		{"a timeout is no error of a task", asl.Answer{Took: time.Hour}, `"States.TaskFailed"`, false},
		{"a result that is too long, by its name", asl.Answer{Payload: []byte(long)}, `"States.DataLimitExceeded"`, true},
		{"a result that is too long is any error", asl.Answer{Payload: []byte(long)}, `"States.ALL"`, true},
		{"a result that is no JSON is caught by nothing", asl.Answer{Payload: []byte("{")}, `"States.ALL"`, false},
		{"nor as an error of a task", asl.Answer{Payload: []byte("{")}, `"States.TaskFailed"`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStand(t)
			s.answer = func(string) asl.Answer { return tt.answer }
			x := s.run("S", `"S": {`+invokeTask+`, "TimeoutSeconds": 60, "Catch": [{"ErrorEquals": [`+tt.equals+`], "Next": "E"}], "End": true},
				"E": {"Type": "Succeed", "Output": "caught"}`, `{}`)
			if caught := summary(x) == `"caught"`; caught != tt.want {
				t.Errorf("caught: %v, want %v; it ended with %.200s", caught, tt.want, summary(x))
			}
		})
	}
}

func TestACatcherSeesTheErrorAndMayAssign(t *testing.T) {
	s := newStand(t)
	s.answer = failing("Full", `{"errorMessage": "20 seats"}`)
	x := s.run("S", `"S": {`+invokeTask+`, "Catch": [{"ErrorEquals": ["Full"], "Assign": {"why": "{% $states.errorOutput.Cause %}"}, "Next": "E"}], "End": true},
		"E": {"Type": "Pass", "Output": "{% [$why, $states.input.Error, $states.context.State.RetryCount] %}", "End": true}`, `{}`)
	if want := `["{\"errorMessage\":\"20 seats\"}","Full",0]`; summary(x) != want {
		t.Errorf("got %s, want %s", summary(x), want)
	}
}

func TestAFailingOutputIsCaughtLikeAnyError(t *testing.T) {
	x := newStand(t).run("S", `"S": {`+invokeTask+`, "Output": "{% $nothing %}",
		"Catch": [{"ErrorEquals": ["States.ALL"], "Output": "{% $states.errorOutput.Error %}", "Next": "E"}], "End": true},
		"E": {"Type": "Succeed"}`, `{}`)
	if want := `"States.QueryEvaluationError"`; summary(x) != want {
		t.Errorf("got %s, want %s", summary(x), want)
	}
}

func TestAFailingCatcherIsCaughtByNone(t *testing.T) {
	s := newStand(t)
	s.answer = failing("Full", `{}`)
	x := s.run("S", `"S": {`+invokeTask+`, "Catch": [{"ErrorEquals": ["States.ALL"], "Output": "{% $nothing %}", "Next": "E"}], "End": true},
		"E": {"Type": "Succeed"}`, `{}`)
	if x.Error != "States.QueryEvaluationError" {
		t.Errorf("got %s", summary(x))
	}
}

// A function may take longer than its task lets it.
func TestTheTimeThatACallTakes(t *testing.T) {
	for _, tt := range []struct {
		name  string
		took  time.Duration
		want  string
		after time.Duration
	}{
		{"less than the timeout", 59 * time.Second, `"done"`, 59 * time.Second},
		{"just the timeout", time.Minute, `"done"`, time.Minute},
		{"more than the timeout", time.Hour, `{"Cause":"","Error":"States.Timeout"}`, time.Minute},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStand(t)
			s.answer = func(string) asl.Answer { return asl.Answer{Payload: []byte(`"done"`), Took: tt.took} }
			x := s.run("S", `"S": {`+invokeTask+`, "TimeoutSeconds": 60, "Output": "{% $states.result.Payload %}",
				"Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "E"}], "Next": "E"}, "E": {"Type": "Succeed"}`, `{}`)
			if summary(x) != tt.want || x.Stopped.Sub(start) != tt.after {
				t.Errorf("%s after %v, want %s after %v", summary(x), x.Stopped.Sub(start), tt.want, tt.after)
			}
		})
	}
}

func TestAFunctionRunsOnWhenItsTaskHasTimedOut(t *testing.T) {
	s := newStand(t)
	var ended time.Duration
	s.answer = func(string) asl.Answer {
		s.clock.Current().SleepUntil(start.Add(time.Hour))
		ended = s.clock.Now().Sub(start)
		return asl.Answer{Payload: []byte(`"too late"`)}
	}
	x := s.run("S", `"S": {`+invokeTask+`, "TimeoutSeconds": 60,
		"Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "E"}], "Next": "E"}, "E": {"Type": "Succeed"}`, `{}`)
	if summary(x) != `{"Cause":"","Error":"States.Timeout"}` || x.Stopped.Sub(start) != time.Minute || ended != time.Hour {
		t.Errorf("%s after %s, the function ended after %s", summary(x), x.Stopped.Sub(start), ended)
	}
}

func TestATimedOutCallIsTriedAgain(t *testing.T) {
	s := newStand(t)
	s.answer = func(payload string) asl.Answer {
		return asl.Answer{Payload: []byte(payload), Took: time.Hour / time.Duration(len(s.calls)*len(s.calls)*20)}
	}
	x := s.run("S", `"S": {`+invokeTask+`, "TimeoutSeconds": 60, "Retry": [{"ErrorEquals": ["States.Timeout"], "IntervalSeconds": 5}], "End": true}`, `1`)
	if diff := cmp.Diff([]string{"0s 1", "65s 1"}, s.calls); diff != "" || x.Status != asl.Succeeded {
		t.Errorf("%s, %s", summary(x), diff)
	}
	want := []string{
		"ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskTimedOut",
		"TaskScheduled", "TaskStarted", "TaskSucceeded", "TaskStateExited", "ExecutionSucceeded",
	}
	if diff := cmp.Diff(want, s.types(x)); diff != "" {
		t.Error(diff)
	}
}

// asked starts an execution that waits for a token, catches every error, and stands an hour later.
func asked(t *testing.T, rest string) (s *stand, x asl.Execution, tokens *[]string) {
	s, tokens = newStand(t), new([]string)
	s.answer = func(payload string) asl.Answer {
		*tokens = append(*tokens, strings.Trim(payload, `"`))
		return asl.Answer{Payload: []byte("null")}
	}
	m := s.machine("Ask", `"Ask": {`+askTask+rest+`, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "E"}], "End": true}, "E": {"Type": "Succeed"}`)
	x = s.start(m, "x", "{}")
	s.at(time.Hour)
	return s, x, tokens
}

func TestAnswersToATaskToken(t *testing.T) {
	for _, tt := range []struct {
		name, rest string
		answers    bool
		want       string
		after      time.Duration
	}{
		{"somebody answers", "", true, `{"ok":true}`, time.Hour},
		{"nobody answers in time", `, "TimeoutSeconds": 7200`, false, `{"Cause":"","Error":"States.Timeout"}`, 2 * time.Hour},
		{"nobody answers in a time that is worked out", `, "TimeoutSeconds": "{% 60 * 90 %}"`, false, `{"Cause":"","Error":"States.Timeout"}`, 90 * time.Minute},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, x, tokens := asked(t, tt.rest)
			if diff := cmp.Diff([]string{"Ask"}, s.describe(x).Current); diff != "" {
				t.Errorf("while it waits: %s", diff)
			}
			token := (*tokens)[0]
			if tt.answers {
				if err := s.SendTaskSuccess(token, `{"ok":true}`); err != nil {
					t.Fatal(err)
				}
			}
			s.at(4 * time.Hour)
			if x = s.describe(x); summary(x) != tt.want || x.Stopped.Sub(start) != tt.after {
				t.Errorf("output %s after %v, want %s after %v", summary(x), x.Stopped.Sub(start), tt.want, tt.after)
			}
			if err := s.SendTaskSuccess(token, `1`); code(err) != "TaskTimedOut" {
				t.Errorf("a late answer: %v, want TaskTimedOut", err)
			}
		})
	}
}

func TestRefusedAnswers(t *testing.T) {
	s, _, tokens := asked(t, "")
	token := (*tokens)[0]
	for _, tt := range []struct{ name, token, output, want string }{
		{"not JSON", token, `yes`, "InvalidOutput"},
		{"too long", token, `"` + strings.Repeat("x", 262_143) + `"`, "InvalidOutput"},
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
	for name, answer := range map[string]asl.Answer{
		"which succeeds":           {Payload: []byte("{}")},
		"which fails":              {Error: "Late", Payload: []byte("{}")},
		"which takes its time":     {Payload: []byte("{}"), Took: time.Minute},
		"which takes all its time": {Payload: []byte("{}"), Took: far},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStand(t)
			s.answer = func(payload string) asl.Answer {
				if err := s.SendTaskSuccess(strings.Trim(payload, `"`), `"at once"`); err != nil {
					t.Error(err)
				}
				return answer
			}
			x := s.run("Ask", `"Ask": {`+askTask+`, "TimeoutSeconds": 3600, "End": true}`, `{}`)
			if got := summary(x); got != `"at once"` || !x.Stopped.Equal(start) {
				t.Errorf("%s after %v", got, x.Stopped.Sub(start))
			}
			want := []string{
				"ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSubmitted",
				"TaskSucceeded", "TaskStateExited", "ExecutionSucceeded",
			}
			if diff := cmp.Diff(want, s.types(x)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestARetryHandsOutANewToken(t *testing.T) {
	s, _, tokens := asked(t, `, "TimeoutSeconds": 3000, "Retry": [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 1}]`)
	if len(*tokens) != 2 || (*tokens)[0] == (*tokens)[1] {
		t.Fatalf("tokens %q", *tokens)
	}
	if err := s.SendTaskSuccess((*tokens)[0], `1`); code(err) != "TaskTimedOut" {
		t.Errorf("the first token: %v, want TaskTimedOut", err)
	}
	if err := s.SendTaskSuccess((*tokens)[1], `1`); err != nil {
		t.Error(err)
	}
}

func TestAnExecutionThatFailsClosesItsTokens(t *testing.T) {
	s := newStand(t)
	var token string
	s.answer = func(payload string) asl.Answer {
		if payload == "{}" {
			return asl.Answer{Error: "Full"}
		}
		token = strings.Trim(payload, `"`)
		return asl.Answer{Payload: []byte("{}")}
	}
	x := s.run("S", fmt.Sprintf(`"S": {"Type": "Parallel", "End": true, "Branches": [
		{"StartAt": "Ask", "States": {"Ask": {%s, "End": true}}}, {"StartAt": "Fail", "States": {"Fail": {%s, "End": true}}}]}`,
		askTask, invokeTask), `{}`)
	if err := s.SendTaskSuccess(token, `1`); x.Error != "Full" || code(err) != "TaskTimedOut" {
		t.Errorf("%s; an answer afterwards: %v", summary(x), err)
	}
}
