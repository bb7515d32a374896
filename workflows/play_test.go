package workflows_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/workflows"
)

var start = time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)

// answered in a script sends the task's token back at once.
const answered = "ANSWERED"

// play runs a workflow on the local engine, with functions that follow a script.
type play struct {
	t      *testing.T
	clock  *clock.Clock
	engine *asl.Engine
	// script says what the task of a function answers, as "review.ask": one answer for each call, and the last one
	// again for later calls; {} where it is silent. "FAIL X" is the error X.
	script map[string][]string
	calls  []string // each with the day on which it was made, what it is about, and its round
}

// run plays one execution to its end.
func (p *play) run(workflow, input string) asl.Execution {
	p.t.Helper()
	const account = "123456789012"
	p.clock = clock.New(start, clock.Jump)
	p.t.Cleanup(p.clock.Close)
	p.engine = asl.NewEngine(asl.Config{
		Clock: p.clock, Rand: rand.New(rand.NewSource(1)), Region: "eu-west-1", Account: account, Invoke: p.invoke,
	})
	definition, err := workflows.Definition(workflow)
	if err != nil {
		p.t.Fatal(err)
	}
	machine, err := p.engine.Create(workflow, workflows.Fill(definition, func(function string) string {
		return "arn:aws:lambda:eu-west-1:" + account + ":function:" + function
	}))
	if err != nil {
		p.t.Fatal(err)
	}
	x, err := p.engine.StartExecution(machine, "x", input)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.clock.Advance(p.t.Context(), start.AddDate(1, 0, 0)); err != nil {
		p.t.Fatal(err)
	}
	if x, err = p.engine.DescribeExecution(x.ARN); err != nil {
		p.t.Fatal(err)
	}
	return x
}

func (p *play) invoke(_ context.Context, _, arn string, payload []byte) asl.Answer {
	var call struct {
		Task  string
		Input map[string]any
	}
	if err := json.Unmarshal(payload, &call); err != nil {
		p.t.Error(err)
	}
	p.note(call.Task, call.Input)
	answer := p.next(arn[strings.LastIndex(arn, ":")+1:] + "." + call.Task)
	if answer == answered {
		token, _ := call.Input["token"].(string)
		if err := p.engine.SendTaskSuccess(token, "{}"); err != nil {
			p.t.Error(err)
		}
		answer = "{}"
	}
	if failed, ok := strings.CutPrefix(answer, "FAIL "); ok {
		return asl.Answer{Error: failed, Payload: []byte("{}")}
	}
	return asl.Answer{Payload: []byte(answer)}
}

func (p *play) note(task string, input map[string]any) {
	since := p.clock.Now().Sub(start)
	text := fmt.Sprint(int(since.Hours() / 24))
	if rest := since % (24 * time.Hour); rest != 0 {
		text += "+" + rest.String()
	}
	text += " " + task
	for _, field := range []string{"application", "cohort", "flag", "offer", "kind", "month", "round", "healed"} {
		if value, ok := input[field]; ok {
			text += fmt.Sprint(" ", value)
		}
	}
	p.calls = append(p.calls, text)
}

// next is the script's next answer.
func (p *play) next(task string) string {
	answers := p.script[task]
	if len(answers) == 0 {
		return "{}"
	}
	if len(answers) > 1 {
		p.script[task] = answers[1:]
	}
	return answers[0]
}

// day is the moment so many days after the start.
func day(n int) string { return start.AddDate(0, 0, n).Format(time.RFC3339) }

// until is an answer with deadlines.
func until(days ...int) string {
	moments := make([]string, len(days))
	for i, n := range days {
		moments[i] = `"` + day(n) + `"`
	}
	return `{"until": [` + strings.Join(moments, ", ") + `]}`
}

type playRow struct {
	name   string
	script map[string][]string
	calls  []string
	want   string // the error; empty where it succeeds
}

func playAll(t *testing.T, workflow, input string, rows []playRow) {
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			p := &play{t: t, script: row.script}
			x := p.run(workflow, input)
			if diff := cmp.Diff(row.calls, p.calls); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
			if x.Error != row.want || (x.Error == "" && x.Status != asl.Succeeded) {
				t.Errorf("%s %s: %s, want %q", x.Status, x.Error, x.Cause, row.want)
			}
		})
	}
}

func TestApplication(t *testing.T) {
	playAll(t, "application", `{"application": "a1"}`, []playRow{
		{"staff decide at once",
			map[string][]string{"review.open": {until(2, 5)}, "review.ask": {answered}},
			[]string{"0 open a1", "0 ask a1 0", "0 record a1", "0 tell a1"}, ""},
		{"staff decide when they are reminded",
			map[string][]string{"review.open": {until(2, 5)}, "review.ask": {"{}", answered}},
			[]string{"0 open a1", "0 ask a1 0", "2 ask a1 1", "2 record a1", "2 tell a1"}, ""},
		{"nobody decides",
			map[string][]string{"review.open": {until(2, 5, 7)}},
			[]string{"0 open a1", "0 ask a1 0", "2 ask a1 1", "5 ask a1 2", "7 lapse a1", "7 record a1", "7 tell a1"}, ""},
		{"deadlines that have passed are waited for a second each",
			map[string][]string{"review.open": {until(-2, -1)}},
			[]string{"0 open a1", "0 ask a1 0", "0+1s ask a1 1", "0+2s lapse a1", "0+2s record a1", "0+2s tell a1"}, ""},
		{"what may pass is tried again, within 2 and then 4 seconds",
			map[string][]string{"review.open": {"FAIL Pugs.Unavailable", "FAIL Sandbox.Timedout", until(1)}, "review.ask": {answered}},
			[]string{"0 open a1", "0+648ms open a1", "0+1.171s open a1",
				"0+1.171s ask a1 0", "0+1.171s record a1", "0+1.171s tell a1"}, ""},
		{"what no retry mends fails",
			map[string][]string{"review.open": {"FAIL Pugs.Invalid"}},
			[]string{"0 open a1"}, "Pugs.Invalid"},
	})
}

func TestAbsence(t *testing.T) {
	asked := []string{"0 open f1", "0 ask f1 0", "0 record f1", "0 tell f1"}
	playAll(t, "absence", `{"flag": "f1"}`, []playRow{
		{"the member is kept",
			map[string][]string{"attendance.open": {until(2, 5)}, "attendance.ask": {answered}, "attendance.record": {`{"freed": false}`}},
			asked, ""},
		{"nobody decides",
			map[string][]string{"attendance.open": {until(2, 5)}, "attendance.record": {`{"freed": false}`}},
			[]string{"0 open f1", "0 ask f1 0", "2 ask f1 1", "5 lapse f1", "5 record f1", "5 tell f1"}, ""},
		{"a free seat is offered down the waitlist until somebody takes it",
			map[string][]string{
				"attendance.open": {until(2)}, "attendance.ask": {answered}, "attendance.record": {`{"freed": true}`},
				"attendance.next":  {`{"offer": "o1", "lapses": "` + day(3) + `"}`, `{"offer": "o2", "lapses": "` + day(6) + `"}`},
				"attendance.offer": {"{}", answered}, "attendance.seat": {`{"seated": false}`, `{"seated": true}`}},
			append(asked, "0 next f1", "0 offer o1", "3 seat o1", "3 next f1", "3 offer o2", "3 seat o2"), ""},
		{"a seat is free, and nobody waits",
			map[string][]string{
				"attendance.open": {until(2)}, "attendance.ask": {answered}, "attendance.record": {`{"freed": true}`},
				"attendance.next": {`{"offer": "", "lapses": "0001-01-01T00:00:00Z"}`}},
			append(asked, "0 next f1"), ""},
	})
}

func TestCohort(t *testing.T) {
	plan := fmt.Sprintf(`{"champions_open": %q, "champions_decide": %q, "members_open": %q, "members_decide": %q, "propose": %q,
		"curate": [%q, %q], "launch_by": %q, "renew": %q, "months": [{"name": "2026-10", "ask": %q}, {"name": "2026-11", "ask": %q}]}`,
		day(1), day(2), day(3), day(4), day(5), day(6), day(7), day(10), day(45), day(11), day(41))
	settled, over := `{"pending": 0}`, `{"over": true, "next": "`+day(0)+`"}`
	opened := []string{
		"0 plan 2026-H2", "1 open 2026-H2 champion", "2 settle 2026-H2 champion", "3 open 2026-H2 member",
		"4 settle 2026-H2 member", "5 propose 2026-H2", "5 curate 2026-H2 0",
	}
	met := []string{
		"11 ask 2026-H2 2026-10", "11 due 2026-H2 2026-10", "11 close 2026-H2 2026-10", "41 ask 2026-H2 2026-11",
		"41 due 2026-H2 2026-11", "41 close 2026-H2 2026-11", "45 renew 2026-H2", "45 close 2026-H2",
	}
	playAll(t, "cohort", `{"cohort": "2026-H2"}`, []playRow{
		{"everybody does their part in time",
			map[string][]string{
				"cohort.plan": {plan}, "cohort.settle": {settled}, "grouping.curate": {answered}, "cohort.await_launch": {answered},
				"meetings.due": {over}},
			slices.Concat(opened, []string{"5 publish 2026-H2", "5 await_launch 2026-H2", "5 launch 2026-H2 false"}, met), ""},
		{"nobody curates, and the launch schedule never fires",
			map[string][]string{"cohort.plan": {plan}, "cohort.settle": {settled}, "meetings.due": {over}},
			slices.Concat(opened, []string{
				"6 curate 2026-H2 1", "7 lapse 2026-H2", "7 publish 2026-H2", "7 await_launch 2026-H2", "10 launch 2026-H2 true"}, met), ""},
		{"the last decisions take minutes, publishing takes three calls, and a month is looked at as often as something is due",
			map[string][]string{
				"cohort.plan": {plan}, "cohort.settle": {`{"pending": 2}`, `{"pending": 1}`, settled}, "grouping.curate": {answered},
				"grouping.publish":    {`{"done": false}`, `{"done": false}`, `{"done": true}`},
				"cohort.await_launch": {answered}, "meetings.due": {`{"over": false, "next": "` + day(15) + `"}`, over}},
			slices.Concat(opened[:3], []string{"2+1m0s settle 2026-H2 champion", "2+2m0s settle 2026-H2 champion"}, opened[3:],
				slices.Repeat([]string{"5 publish 2026-H2"}, 3), []string{"5 await_launch 2026-H2", "5 launch 2026-H2 false"}, met[:2],
				[]string{"15 due 2026-H2 2026-10", "15 close 2026-H2 2026-10"}, met[3:]), ""},
	})
}
