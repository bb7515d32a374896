package blueprint_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/workflows"
)

// once fails the test where something is named for the second time.
func once(t *testing.T, seen map[string]bool, name string) {
	t.Helper()
	if seen[name] {
		t.Errorf("%s is there twice", name)
	}
	seen[name] = true
}

func TestEachFunctionIsDescribedWhole(t *testing.T) {
	names, routes := map[string]bool{}, map[string]bool{}
	path := regexp.MustCompile(`^(/[a-z]+)+(/\{[a-z]+\+?\})?$`)
	for _, f := range blueprint.Pugs().Functions {
		once(t, names, f.Name)
		streams := slices.ContainsFunc(blueprint.Pugs().Streams, func(s blueprint.Stream) bool { return s.Function == f.Name })
		if f.Purpose == "" || f.Timeout < time.Second || f.Timeout > 15*time.Minute || f.Memory < 128 || len(f.Routes) == 0 && !streams || len(f.Rights) == 0 {
			t.Errorf("%s lacks something, or is out of Lambda's bounds: %+v", f.Name, f)
		}
		for _, r := range f.Routes {
			once(t, routes, r.Method+" "+r.Path)
			if !slices.Contains([]string{"GET", "HEAD", "POST"}, r.Method) || !path.MatchString(r.Path) {
				t.Errorf("%s has the route %v", f.Name, r)
			}
		}
	}
	for route := range routes {
		if link, ok := strings.CutPrefix(route, "GET "); ok && (!routes["HEAD "+link] || !routes["POST "+link]) {
			t.Errorf("%s is not opened by HEAD, or not answered by POST", link)
		}
	}
	if _, ok := blueprint.Pugs().Function("picnic"); ok {
		t.Error("there is a picnic")
	}
}

// SES asks for both rights where a mail is raw, and all of ours are.
func TestWhoMaySendMailMaySendItRaw(t *testing.T) {
	for _, f := range blueprint.Pugs().Functions {
		may := func(action string) bool {
			return slices.ContainsFunc(f.Rights, func(r blueprint.Right) bool { return r.Action == action })
		}
		if may("ses:SendEmail") != may("ses:SendRawEmail") {
			t.Errorf("%s may do one of SendEmail and SendRawEmail: %v", f.Name, f.Rights)
		}
	}
}

func TestEachRightIsForOneResource(t *testing.T) {
	b := blueprint.Pugs()
	kinds := map[string]blueprint.Kind{
		"dynamodb:GetItem": blueprint.Table, "dynamodb:Query": blueprint.Table, "dynamodb:PutItem": blueprint.Table,
		"dynamodb:UpdateItem": blueprint.Table, "dynamodb:DeleteItem": blueprint.Table, "dynamodb:ConditionCheckItem": blueprint.Table, "ses:SendEmail": blueprint.Identity, "ses:SendRawEmail": blueprint.Identity,
		"secretsmanager:GetSecretValue": blueprint.Secret, "states:StartExecution": blueprint.StateMachine, "states:ListExecutions": blueprint.StateMachine,
		"states:SendTaskSuccess": blueprint.Anything, "ses:GetAccount": blueprint.Anything, "ses:DeleteSuppressedDestination": blueprint.Anything,
	}
	secrets := []blueprint.Kind{blueprint.Secret, blueprint.Token, blueprint.SignOn, blueprint.OwnKey}
	for _, f := range b.Functions {
		seen := map[string]bool{}
		for _, r := range f.Rights {
			once(t, seen, f.Name+" "+r.Action+" "+r.On.Name)
			workflow := slices.ContainsFunc(b.Workflows, func(w blueprint.Workflow) bool { return w.Name == r.On.Name })
			switch {
			case kinds[r.Action] != r.On.Kind && (kinds[r.Action] != blueprint.Secret || !slices.Contains(secrets, r.On.Kind)):
				t.Errorf("%s may call %s on %q", f.Name, r.Action, r.On.Kind)
			case (r.On.Kind == blueprint.StateMachine) != workflow, !workflow && r.On.Name != "":
				t.Errorf("%s may call %s on %q, which there is not", f.Name, r.Action, r.On.Name)
			case (r.On.Kind == blueprint.Anything) != (r.On.Why != ""):
				t.Errorf("%s may call %s on anything, and nobody says why", f.Name, r.Action)
			}
		}
	}
}

func TestWorkflowsInvokeTheFunctionsThatTheirDefinitionsName(t *testing.T) {
	b, names := blueprint.Pugs(), map[string]bool{}
	for _, w := range b.Workflows {
		once(t, names, w.Name)
		text, err := workflows.Definition(w.Name)
		if err != nil {
			t.Fatal(err)
		}
		named := workflows.Placeholders(text)
		slices.Sort(named)
		if diff := cmp.Diff(named, slices.Sorted(slices.Values(w.Invokes))); diff != "" {
			t.Errorf("%s: %s", w.Name, diff)
		}
		for _, name := range w.Invokes {
			if _, ok := b.Function(name); !ok {
				t.Errorf("%s invokes %s, which there is not", w.Name, name)
			}
		}
	}
}

func TestSchedulesCallFunctionsAtTimesThatEventBridgeReads(t *testing.T) {
	b, names := blueprint.Pugs(), map[string]bool{}
	for _, s := range b.Schedules {
		once(t, names, s.Name)
		if _, ok := b.Function(s.Function); !ok || s.Task == "" || s.Purpose == "" {
			t.Errorf("%s calls %s of %s", s.Name, s.Task, s.Function)
		}
		if s.Missed%time.Hour != 0 || s.Missed > 7*24*time.Hour {
			t.Errorf("%s is missed after %s, which CloudWatch cannot watch for", s.Name, s.Missed)
		}
		// Minutes, hours, day of month, month, day of week, year; exactly one of the two days is "?".
		fields := strings.Fields(strings.TrimSuffix(strings.TrimPrefix(s.Expression, "cron("), ")"))
		if !strings.HasPrefix(s.Expression, "cron(") || len(fields) != 6 || (fields[2] == "?") == (fields[4] == "?") {
			t.Errorf("%s is at %s", s.Name, s.Expression)
		}
	}
}

// Limits of Lambda: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html; a stream keeps its records
// for a day.
func TestStreamsAreWithinTheLimitsOfLambda(t *testing.T) {
	b, names := blueprint.Pugs(), map[string]bool{}
	for _, s := range b.Streams {
		once(t, names, s.Name)
		if _, ok := b.Function(s.Function); !ok || s.Purpose == "" || len(s.Filters) < 1 || len(s.Filters) > 5 {
			t.Errorf("%s calls %s by %d filters", s.Name, s.Function, len(s.Filters))
		}
		if s.Batch < 1 || s.Batch > 10_000 || s.Batch > 10 && s.Window < time.Second || s.Window%time.Second != 0 || s.Window > 5*time.Minute ||
			s.Attempts < 0 || s.Attempts > 10_000 || s.MaxAge < time.Minute || s.MaxAge > 24*time.Hour {
			t.Errorf("%s is out of Lambda's bounds: %+v", s.Name, s)
		}
		for _, f := range s.Filters {
			if !slices.Contains([]string{"INSERT", "MODIFY", "REMOVE"}, f.Event) || f.Prefix == "" || f.Event == "REMOVE" && f.Attribute != "" {
				t.Errorf("%s lets pass %+v", s.Name, f)
			}
		}
	}
}

func TestEventsCallFunctionsThatThereAre(t *testing.T) {
	b, names := blueprint.Pugs(), map[string]bool{}
	for _, e := range b.Events {
		once(t, names, e.Name)
		if _, ok := b.Function(e.Function); !ok || e.Purpose == "" || !strings.HasPrefix(e.Source, "aws.") || len(e.Types) == 0 {
			t.Errorf("%s calls %s: %+v", e.Name, e.Function, e)
		}
	}
}

func TestTheWebhookIsARoute(t *testing.T) {
	b := blueprint.Pugs()
	if !slices.ContainsFunc(b.Functions, func(f blueprint.Function) bool { return slices.Contains(f.Routes, b.Webhook.Route) }) {
		t.Errorf("no function serves %v", b.Webhook)
	}
}

func TestWatchedLinesAreLoggedByTheirFunctions(t *testing.T) {
	names := map[string]bool{}
	for _, w := range blueprint.Pugs().Watches {
		once(t, names, w.Name)
		where := "../../functions/" + w.Function + "/*.go"
		if w.Function == "" { // what functions have in common logs for all of them
			where = "../../shared/*/*.go"
		}
		files, err := filepath.Glob(where)
		if err != nil || w.Purpose == "" {
			t.Fatalf("%s is watched for %q: %v", w.Name, w.Purpose, err)
		}
		logs := regexp.MustCompile(`Log\.(Info|Warn|Error)Context\([^"]+"` + regexp.QuoteMeta(w.Message) +
			`[^"]*"[^{}]*` + regexp.QuoteMeta(w.Figure.Field))
		if !slices.ContainsFunc(files, func(name string) bool {
			source, err := os.ReadFile(name)
			return err == nil && logs.Match(source)
		}) {
			t.Errorf("nothing in %s logs %q", where, w.Message)
		}
	}
}

func TestLimitsAreWithinThoseOfAWS(t *testing.T) {
	b := blueprint.Pugs()
	// EventBridge Scheduler and Lambda keep a call for a minute or more; CloudWatch Logs takes some numbers of days only.
	for _, throttle := range []blueprint.Throttle{b.Throttle, b.Webhook.Throttle} {
		if throttle.PerSecond < 20 || throttle.Burst < throttle.PerSecond {
			t.Errorf("%+v", throttle)
		}
	}
	for _, w := range b.Watches {
		if f := w.Figure; f != (blueprint.Figure{}) && (f.Field == "" || !slices.Contains([]string{"Seconds", "Count"}, f.Unit) ||
			f.From <= 0 || f.Every < time.Minute || f.Every%time.Minute != 0) {
			t.Errorf("%s is told of %+v", w.Name, f)
		}
		if w.Often != (blueprint.Often{}) && (w.Often.Times < 2 || w.Often.Within%time.Minute != 0 || w.Often.Within > 24*time.Hour) {
			t.Errorf("%s is told of %+v", w.Name, w.Often)
		}
	}
	if b.Purpose == "" || b.Retry.Attempts < 1 || b.Retry.Attempts > 185 ||
		b.Retry.Within < time.Minute || b.Retry.Within > 6*time.Hour || !slices.Contains([]int{7, 14, 30, 60, 90, 180, 365}, int(b.KeepLogs.Hours()/24)) {
		t.Errorf("%+v, logs for %s", b.Retry, b.KeepLogs)
	}
}

// task is as much of a definition's state as tells how its call is tried again.
type task struct {
	Type, Resource string
	TimeoutSeconds any // a number, or the text of an expression in a task that waits for people
	Arguments      struct{ FunctionName string }
	Retry          []retrier
	Catch          []struct{ ErrorEquals []string }
	Branches       []struct{ States map[string]task }
}

type retrier struct {
	ErrorEquals                                                []string
	IntervalSeconds, BackoffRate, MaxDelaySeconds, MaxAttempts float64
	JitterStrategy                                             string
}

// meanWait is how long a retrier goes on if nobody answers, with delays drawn from nothing up to the full one.
func (r retrier) meanWait() time.Duration {
	sum, delay := 0.0, r.IntervalSeconds
	for range int(r.MaxAttempts) {
		sum += min(delay, r.MaxDelaySeconds) / 2
		delay *= r.BackoffRate
	}
	return time.Duration(sum * float64(time.Second))
}

func TestWhatMayPassIsTriedAgainForTwoDays(t *testing.T) {
	for _, w := range blueprint.Pugs().Workflows {
		text, err := workflows.Definition(w.Name)
		if err != nil {
			t.Fatal(err)
		}
		var machine struct{ States map[string]task }
		if err := json.Unmarshal([]byte(text), &machine); err != nil {
			t.Fatal(err)
		}
		checkTasks(t, w.Name, machine.States)
	}
}

func checkTasks(t *testing.T, workflow string, states map[string]task) {
	t.Helper()
	for name, s := range states {
		for _, b := range s.Branches {
			checkTasks(t, workflow, b.States)
		}
		if s.Type != "Task" {
			continue
		}
		checkCatch(t, workflow+" "+name, s)
		passing := []string{"States.TaskFailed", "States.Timeout"}
		waits := strings.HasSuffix(s.Resource, "waitForTaskToken")
		if waits {
			passing = passing[:1] // its time being over is an answer
		}
		f, _ := blueprint.Pugs().Function(strings.Trim(s.Arguments.FunctionName, "${}"))
		if seconds, ok := s.TimeoutSeconds.(float64); !waits && (!ok || seconds <= f.Timeout.Seconds()) {
			t.Errorf("%s %s gives up after %v s, before the function %s does", workflow, name, s.TimeoutSeconds, f.Name)
		}
		if len(s.Retry) != 2 || !slices.Equal(s.Retry[0].ErrorEquals, final()) || s.Retry[0].MaxAttempts != 0 ||
			!slices.Equal(s.Retry[1].ErrorEquals, passing) {
			t.Errorf("%s %s is tried again on %+v", workflow, name, s.Retry)
			continue
		}
		if r := s.Retry[1]; r.meanWait() < 48*time.Hour || r.MaxDelaySeconds > 900 || r.JitterStrategy != "FULL" {
			t.Errorf("%s %s is tried again for %s: %+v", workflow, name, r.meanWait(), r)
		}
	}
}

// checkCatch holds a task to leading on from every error. Where staff cannot even be told, the execution fails.
func checkCatch(t *testing.T, name string, s task) {
	t.Helper()
	var caught []string
	for _, c := range s.Catch {
		caught = append(caught, c.ErrorEquals...)
	}
	for _, e := range caught {
		if !strings.HasPrefix(e, "States.") && !slices.Contains(lambdafn.ErrorNames(), e) {
			t.Errorf("%s catches %s, which nobody reports", name, e)
		}
	}
	tells := strings.Contains(name, " TellStaff")
	if all := slices.Contains(caught, "States.ALL"); all == tells && !strings.HasSuffix(name, "OfRenewals") {
		t.Errorf("%s catches %v", name, caught)
	}
	if waits := strings.HasSuffix(s.Resource, "waitForTaskToken"); waits != slices.Contains(caught, "States.Timeout") {
		t.Errorf("%s catches %v, and waits: %t", name, caught, waits)
	}
}

// final are the names of errors that trying again cannot mend.
func final() []string {
	return []string{lambdafn.ErrorInvalid, lambdafn.ErrorNotFound, lambdafn.ErrorAlready, lambdafn.ErrorConflict, lambdafn.ErrorFull}
}
