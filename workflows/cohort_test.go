package workflows_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/asl"
)

// cohortPlan is an answer of the task plan: the cohort goes on with the step, and launches on the given day.
func cohortPlan(step string, launch int) string {
	return fmt.Sprintf(`{"step": %q, "champions_open": %q, "champions_decide": %q, "members_open": %q, "members_decide": %q,
		"propose": %q, "curate": [%q, %q], "launch": %q, "launch_by": %q, "renew": %q, "months": [
		{"name": "2026-10", "ask": %q, "to": %q}, {"name": "2026-11", "ask": %q, "to": %q}]}`,
		step, day(1), day(2), day(3), day(4), day(5), day(6), day(7), day(launch), day(launch+1), day(45), day(11), day(40), day(41), day(70))
}

// ending is the answer once groups are published, of functions that tell on which day the cohort ends.
func ending(end int) string {
	return strings.Replace(cohortPlan("publish", 10), `"renew":`, `"end": "`+day(end)+`", "renew":`, 1)
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
		"11 await 2026-11", "41 ask 2026-11", "41 due 2026-11", "41 close 2026-11", "45 renew", "45 plan", "45 close")
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
		{"telling those who wait of the end takes three calls",
			script(map[string][]string{"cohort.close": {`{"done": false}`, `{"done": false}`, `{"done": true}`}}),
			slices.Concat(opened, published, met, met[len(met)-1:], met[len(met)-1:]), ""},
		{"the end is later than the last month, and moved once more while it is waited for (L8)",
			script(map[string][]string{"cohort.plan": {plan, ending(50), ending(50), ending(50), ending(50), ending(60)},
				"cohort.await": append(slices.Repeat([]string{"{}"}, 9), moved, "{}")}),
			slices.Concat(opened, published, met[:len(met)-1], about("45 await end", "45 plan", "45 await end", "60 close")), ""},
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
	p := &play{t: t, script: map[string][]string{"cohort.plan": {old}, "cohort.await": {"FAIL Pugs.Invalid"}, "cohort.stuck": {"FAIL Pugs.Invalid"}, "cohort.await_launch": {answered},
		"cohort.settle": {`{"pending": 0}`}, "grouping.curate": {answered}, "meetings.ask": {"FAIL Pugs.NotFound", "{}"}, "meetings.due": {`{"over": true, "next": "` + day(0) + `"}`}}}
	if x := p.run("cohort", `{"cohort": "2026-H2"}`); x.Status != asl.Succeeded {
		t.Errorf("%s: %s", x.Error, x.Cause)
	}
	done := slices.DeleteFunc(p.calls, func(c string) bool {
		return strings.Contains(c, " await ") || strings.Contains(c, " stuck ") || strings.Contains(c, " plan ")
	})
	want := about("1 open champion", "2 settle champion", "3 open member", "4 settle member", "5 propose", "5 curate 0", "5 publish", "5 await_launch", "5 launch",
		"11 ask 2026-10", "11 due 2026-10", "11 close 2026-10", "41 ask 2026-11", "41 due 2026-11", "41 close 2026-11", "45 renew", "45 close")
	if diff := cmp.Diff(want, done); diff != "" {
		t.Error(diff)
	}
}
