package workflows_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
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

// cohortPlan is an answer of the task plan: the cohort goes on with the step, and launches on the given day.
func cohortPlan(step string, launch int) string {
	return fmt.Sprintf(`{"step": %q, "champions_open": %q, "champions_decide": %q, "members_open": %q, "members_decide": %q,
		"propose": %q, "curate": [%q, %q], "launch": %q, "launch_by": %q, "renew": %q, "months": [
		{"name": "2026-10", "ask": %q, "to": %q}, {"name": "2026-11", "ask": %q, "to": %q}]}`,
		step, day(1), day(2), day(3), day(4), day(5), day(6), day(7), day(launch), day(launch+1), day(45), day(11), day(40), day(41), day(70))
}

const cohortID = "2026-H2"

// about writes the cohort's id into calls: "0 plan" becomes "0 plan 2026-H2".
func about(calls ...string) []string {
	var all []string
	for _, c := range calls {
		words := strings.SplitN(c, " ", 3)
		all = append(all, strings.Join(slices.Insert(words, 2, cohortID), " "))
	}
	return all
}

func TestCohort(t *testing.T) {
	plan, settled, over := cohortPlan("open_champions", 10), `{"pending": 0}`, `{"over": true, "next": "`+day(0)+`"}`
	opened := about("0 plan", "0 await champions_open", "1 open champion", "1 await champions_decide", "2 settle champion",
		"2 await members_open", "3 open member", "3 await members_decide", "4 settle member", "4 await propose", "5 propose", "5 curate 0")
	published := about("5 plan", "5 publish", "5 await launch", "10 launch")
	met := about("10 plan", "10 plan", "10 await 2026-10", "10 await renew", "11 ask 2026-10", "11 due 2026-10", "11 close 2026-10",
		"11 await 2026-11", "41 ask 2026-11", "41 due 2026-11", "41 close 2026-11", "45 renew", "45 close")
	// script is what happens where everybody does their part, with some of it otherwise.
	script := func(otherwise map[string][]string) map[string][]string {
		all := map[string][]string{"cohort.plan": {plan, cohortPlan("publish", 10)}, "cohort.settle": {settled},
			"grouping.curate": {answered}, "meetings.due": {over}}
		maps.Copy(all, otherwise)
		return all
	}
	playAll(t, "cohort", `{"cohort": "2026-H2"}`, []playRow{
		{"everybody does their part in time", script(nil), slices.Concat(opened, published, met), ""},
		{"nobody curates",
			script(map[string][]string{"grouping.curate": {"{}"}}),
			slices.Concat(opened, about("6 curate 1", "7 lapse", "7 publish", "7 await launch", "10 launch"), met), ""},
		{"the last decisions take minutes, and a month is looked at as often as something is due",
			script(map[string][]string{"cohort.settle": {`{"pending": 2}`, `{"pending": 1}`, settled},
				"meetings.due": {`{"over": false, "next": "` + day(15) + `"}`, over}}),
			slices.Concat(opened[:5], about("2+1m0s settle champion", "2+3m0s settle champion", "2+3m0s await members_open"), opened[6:],
				published, met[:6], about("15 due 2026-10", "15 close 2026-10", "15 await 2026-11"), met[8:]), ""},
		{"publishing takes three calls",
			script(map[string][]string{"grouping.publish": {`{"done": false}`, `{"done": false}`, `{"done": true}`}}),
			slices.Concat(opened, published[:1], slices.Repeat(published[1:2], 3), published[2:], met), ""},
		{"applications that never settle are waited for an hour and no longer",
			script(map[string][]string{"cohort.settle": append(slices.Repeat([]string{`{"pending": 1}`}, 7), settled)}),
			slices.Concat(opened[:5], about("2+1m0s settle champion", "2+3m0s settle champion", "2+7m0s settle champion",
				"2+15m0s settle champion", "2+31m0s settle champion", "2+1h3m0s settle champion", "2+1h3m0s await members_open"), opened[6:],
				published, met), ""},
		{"the launch is moved while it is waited for",
			script(map[string][]string{"cohort.plan": {plan, cohortPlan("publish", 9), cohortPlan("publish", 10)},
				"cohort.await": {"{}", "{}", "{}", "{}", "{}", moved, "{}"}}),
			slices.Concat(opened, published[:3], about("5 plan", "5 publish", "5 await launch"), published[3:], met), ""},
		{"a month and the renewals are moved while they are waited for",
			script(map[string][]string{"cohort.await": {"{}", "{}", "{}", "{}", "{}", "{}", moved, "{}", moved, "{}"}}),
			slices.Concat(opened, published, met[:4], met[1:3], met[1:3], met[4:]), ""},
		{"begun again when it is launched",
			script(map[string][]string{"cohort.plan": {cohortPlan("launch", -30)}}),
			slices.Concat(about("0 plan", "0 await launch", "0+1s launch", "0+1s plan", "0+1s plan", "0+1s await 2026-10", "0+1s await renew"), met[4:]), ""},
		{"begun again when it is closed", script(map[string][]string{"cohort.plan": {cohortPlan("close", -300)}}), about("0 plan", "0 close"), ""},
	})
}

// cohortTrouble plays cohorts in which one task never passes. Staff are told, and all that can goes on.
func TestCohortInTrouble(t *testing.T) {
	launched := map[string][]string{"cohort.plan": {cohortPlan("launch", 10)}, "meetings.due": {`{"over": true, "next": "` + day(0) + `"}`}}
	until := map[string][]string{"cohort.plan": {cohortPlan("open_champions", 10), cohortPlan("publish", 10)},
		"cohort.settle": {`{"pending": 0}`}, "grouping.curate": {answered}, "meetings.due": launched["meetings.due"]}
	for _, row := range []struct {
		name, fails string
		script      map[string][]string
		told, after []string // what staff are told, and what is done after it
	}{
		{"Champion applications cannot be opened", "cohort.open", until, about("1 stuck open the Champion applications false"), about("1 await champions_decide")},
		{"a phase cannot be settled", "cohort.settle", until, about("2 stuck settle the Champion applications false"), about("2 await members_open")},
		{"staff cannot be asked to curate", "grouping.curate", until, about("5 stuck ask you to curate the groups false"), about("7 lapse", "7 publish")},
		{"groups cannot be launched", "cohort.launch", launched, about("10 stuck launch the cohort false"), about("11 ask 2026-10", "41 ask 2026-11", "45 close")},
		{"Champions cannot be asked for a meeting", "meetings.ask", launched, about("11 stuck ask Champions for the meetings of 2026-10"), about("11 due 2026-10", "41 ask 2026-11", "45 close")},
		{"meetings cannot be seen to", "meetings.due", launched, about("11 stuck see to the meetings of 2026-10"), about("11+12h0m0s due 2026-10", "40+12h0m0s close 2026-10", "41 ask 2026-11", "70+12h0m0s close")},
		{"a month cannot be closed", "meetings.close", launched, about("11 stuck close the meetings of 2026-10"), about("41 ask 2026-11", "45 close")},
		{"Champions cannot be asked whether they lead again", "cohort.renew", launched, about("45 stuck ask Champions whether they lead again"), about("45 close")},
		{"the cohort cannot be closed", "cohort.close", launched, about("45 stuck close the cohort false"), nil},
		{"dates cannot be waited for by a task", "cohort.await", until, nil, about("1 open champion", "2 settle champion", "3 open member", "10 launch", "11 ask 2026-10", "45 renew", "45 close")},
	} {
		t.Run(row.name, func(t *testing.T) {
			script := maps.Clone(row.script)
			script[row.fails] = []string{"FAIL Pugs.NotFound"}
			p := &play{t: t, script: script}
			x := p.run("cohort", `{"cohort": "2026-H2"}`)
			if x.Status != asl.Succeeded {
				t.Errorf("%s: %s", x.Error, x.Cause)
			}
			for _, want := range slices.Concat(row.told, row.after) {
				if !slices.Contains(p.calls, want) {
					t.Errorf("not done: %s, only\n%s", want, strings.Join(p.calls, "\n"))
				}
			}
		})
	}
}

func TestWhatACohortCannotDoWithoutIsTriedAgainEachDay(t *testing.T) {
	for _, fails := range []string{"grouping.propose", "grouping.publish"} {
		plan := cohortPlan("publish", 10)
		if fails == "grouping.propose" {
			plan = cohortPlan("propose", 10)
		}
		p := &play{t: t, script: map[string][]string{"cohort.plan": {plan}, fails: {"FAIL Pugs.NotFound", "FAIL Pugs.NotFound", "{}"},
			"grouping.curate": {"{}"}, "meetings.due": {`{"over": true, "next": "` + day(0) + `"}`}}}
		if x := p.run("cohort", `{"cohort": "2026-H2"}`); x.Status != asl.Succeeded {
			t.Errorf("%s: %s", fails, x.Cause)
		}
		_, task, _ := strings.Cut(fails, ".")
		tried := slices.DeleteFunc(slices.Clone(p.calls), func(c string) bool { return strings.Fields(c)[1] != task })
		if len(tried) != 3 || !slices.ContainsFunc(p.calls, func(c string) bool { return strings.HasSuffix(c, "true") }) {
			t.Errorf("%s was tried %v, in\n%s", fails, tried, strings.Join(p.calls, "\n"))
		}
	}
}

// The functions of 4d25e32 have neither the tasks await and stuck, nor a step in their plan.
func TestTodaysCohortRunsOnTheFunctionsOfTheReleaseBefore(t *testing.T) {
	old := strings.NewReplacer(`"step"`, `"no step"`, `"launch":`, `"no launch":`, `"to":`, `"no to":`).Replace(cohortPlan("", 10))
	p := &play{t: t, script: map[string][]string{"cohort.plan": {old}, "cohort.await": {"FAIL Pugs.Invalid"}, "cohort.stuck": {"FAIL Pugs.Invalid"},
		"cohort.settle": {`{"pending": 0}`}, "grouping.curate": {answered}, "meetings.ask": {"FAIL Pugs.NotFound", "{}"}, "meetings.due": {`{"over": true, "next": "` + day(0) + `"}`}}}
	if x := p.run("cohort", `{"cohort": "2026-H2"}`); x.Status != asl.Succeeded {
		t.Errorf("%s: %s", x.Error, x.Cause)
	}
	done := slices.DeleteFunc(p.calls, func(c string) bool {
		return strings.Contains(c, " await ") || strings.Contains(c, " stuck ") || strings.Contains(c, " plan ")
	})
	want := about("1 open champion", "2 settle champion", "3 open member", "4 settle member", "5 propose", "5 curate 0", "5 publish", "11 launch",
		"11 ask 2026-10", "11 due 2026-10", "11 close 2026-10", "41 ask 2026-11", "41 due 2026-11", "41 close 2026-11", "45 renew", "45 close")
	if diff := cmp.Diff(want, done); diff != "" {
		t.Error(diff)
	}
}
