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

// answered in a script sends the task's token back at once; for a date this says that it was moved.
const (
	answered = "ANSWERED"
	moved    = answered
)

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
	for _, field := range []string{"application", "cohort", "flag", "offer", "kind", "month", "round", "date", "doing", "again"} {
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
		{"a deadline does not slip while asking fails",
			map[string][]string{"review.open": {until(1)}, "review.ask": append(slices.Repeat([]string{"FAIL Sandbox.Timedout"}, 5), "{}")},
			[]string{"0 open a1", "0 ask a1 0", "0+801ms ask a1 0", "0+3.605s ask a1 0", "0+3.861s ask a1 0", "0+17.449s ask a1 0",
				"0+22.66s ask a1 0", "1+660ms lapse a1", "1+660ms record a1", "1+660ms tell a1"}, ""},
		{"the deadline is moved, and then staff decide",
			map[string][]string{"review.open": {until(2), until(4)}, "review.ask": {moved, "{}", answered},
				"review.record": {`{"decided": false}`, `{"decided": true}`}},
			[]string{"0 open a1", "0 ask a1 0", "0 record a1", "0 open a1", "0 ask a1 0", "4 lapse a1", "4 record a1", "4 tell a1"}, ""},
		{"staff cannot be asked, so they are told, and at the deadline it is waitlisted",
			map[string][]string{"review.open": {until(2, 5)}, "review.ask": {"FAIL Pugs.NotFound"}},
			[]string{"0 open a1", "0 ask a1 0", "0 stuck a1 ask staff", "2 ask a1 1", "2 stuck a1 ask staff", "5 lapse a1", "5 record a1", "5 tell a1"}, ""},
		{"it cannot be waitlisted at the deadline, and was by somebody else",
			map[string][]string{"review.open": {until(2)}, "review.lapse": {"FAIL Pugs.Full"}},
			[]string{"0 open a1", "0 ask a1 0", "2 lapse a1", "2 stuck a1 waitlist it at the deadline", "2 record a1", "2 tell a1"}, ""},
		{"it is gone, which staff are told once",
			map[string][]string{"review.open": {until(2)}, "review.lapse": {"FAIL Pugs.NotFound"}},
			[]string{"0 open a1", "0 ask a1 0", "2 lapse a1", "2 stuck a1 waitlist it at the deadline"}, ""},
		{"it cannot be put on the waitlist, and the applicant is told all the same",
			map[string][]string{"review.open": {until(2)}, "review.ask": {answered}, "review.record": {"FAIL Pugs.Full"}},
			[]string{"0 open a1", "0 ask a1 0", "0 record a1", "0 stuck a1 put the member on the waitlist", "0 tell a1"}, ""},
		{"the applicant cannot be told, so staff are",
			map[string][]string{"review.open": {until(2)}, "review.ask": {answered}, "review.tell": {"FAIL Pugs.Invalid"}},
			[]string{"0 open a1", "0 ask a1 0", "0 record a1", "0 tell a1", "0 stuck a1 tell the applicant what was decided"}, ""},
		{"what no retry mends ends well once staff are told",
			map[string][]string{"review.open": {"FAIL Pugs.NotFound"}}, []string{"0 open a1", "0 stuck a1 ask staff"}, ""},
		{"functions of the release before do not know how to tell, and that is no end",
			map[string][]string{"review.open": {until(2)}, "review.ask": {answered}, "review.record": {"FAIL Pugs.Full"}, "cohort.stuck": {"FAIL Pugs.Invalid"}},
			[]string{"0 open a1", "0 ask a1 0", "0 record a1", "0 stuck a1 put the member on the waitlist", "0 tell a1"}, ""},
	})
}

func TestWhatCannotEvenBeToldFailsAfterTwoDays(t *testing.T) {
	p := &play{t: t, script: map[string][]string{"review.open": {"FAIL Pugs.NotFound"}, "cohort.stuck": {"FAIL Pugs.Unavailable"}}}
	x := p.run("application", `{"application": "a1"}`)
	if x.Error != "Pugs.Unavailable" || x.Stopped.Sub(start) < 40*time.Hour {
		t.Errorf("%s after %s", x.Error, x.Stopped.Sub(start))
	}
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
		{"the decision cannot be carried out, so nobody is told that it was",
			map[string][]string{"attendance.open": {until(2)}, "attendance.ask": {answered}, "attendance.record": {"FAIL Pugs.NotFound"}},
			append(asked[:3:3], "0 stuck f1 carry the decision out"), ""},
		{"the member cannot be told, and the seat is offered all the same",
			map[string][]string{
				"attendance.open": {until(2)}, "attendance.ask": {answered}, "attendance.record": {`{"freed": true}`},
				"attendance.tell": {"FAIL Pugs.NotFound"}, "attendance.next": {`{"offer": "", "lapses": "0001-01-01T00:00:00Z"}`}},
			append(asked[:4:4], "0 stuck f1 tell those whom the decision concerns", "0 next f1"), ""},
		{"somebody cannot be asked, and the offer ends when it lapses",
			map[string][]string{
				"attendance.open": {until(2)}, "attendance.ask": {answered}, "attendance.record": {`{"freed": true}`},
				"attendance.next":  {`{"offer": "o1", "lapses": "` + day(3) + `"}`, `{"offer": "", "lapses": "` + day(3) + `"}`},
				"attendance.offer": {"FAIL Pugs.NotFound"}, "attendance.seat": {`{"seated": false}`}},
			append(asked[:4:4], "0 next f1", "0 offer o1", "0 stuck f1 offer the free seat", "3 seat o1", "3 next f1"), ""},
	})
}
