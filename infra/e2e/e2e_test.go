package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTimeoutsBecomeNumbersInTheTemplate(t *testing.T) {
	var template map[string]any
	if err := json.Unmarshal([]byte(`{"Resources": {
		"Topic": {"Type": "AWS::SNS::Topic"},
		"Flow": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString":
			"{\"States\": {\"Ask\": {\"TimeoutSeconds\": \"{% $until %}\"}, \"Tell\": {\"TimeoutSeconds\": 60}}}"}},
		"Short": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": "{\"States\": {\"Tell\": {\"TimeoutSeconds\": 60}}}"}}
	}}`), &template); err != nil {
		t.Fatal(err)
	}
	changed := adapt(template)
	if diff := cmp.Diff([]string{"Flow"}, changed); diff != "" {
		t.Errorf("told of (-want +got):\n%s", diff)
	}
	flow := template["Resources"].(map[string]any)["Flow"].(map[string]any)["Properties"].(map[string]any)["DefinitionString"]
	if want := `{"States":{"Ask":{"TimeoutSeconds":3600},"Tell":{"TimeoutSeconds":60}}}`; flow != want {
		t.Errorf("the definition is %s", flow)
	}
}

func TestDatesAreInOrderWhateverTheTime(t *testing.T) {
	for second := range 120 {
		d := datesFrom(time.Date(2026, 11, 23, 23, 58, second, 5e8, time.UTC))
		if err := d.Validate(); err != nil {
			t.Fatal(err)
		}
		for i, m := range d.Months[:heldMonths] {
			minute := m.From.Add(early).Truncate(time.Minute)
			if minute.Sub(m.From) < early-time.Minute || !minute.Before(m.To) || minute.Before(m.From.Add(20*time.Second)) {
				t.Errorf("month %d is from %s to %s: people have no time to plan for a full minute in it", i+1, m.From, m.To)
			}
		}
		if took := d.End.Sub(d.ChampionsOpen); took > 8*time.Minute {
			t.Errorf("a cohort takes %s", took)
		}
	}
}

func TestAMailOfTheEmulatorIsReadAsOneOfTheStand(t *testing.T) {
	box := mailbox.New("http://a1.execute-api.localhost:4566")
	m, err := box.Receive(message{MessageID: "m1", Source: "Groups <groups@pugs.example>", To: []string{"ada@staff.example"}, Subject: "Chloé applies",
		BodyText: "Decide here: http://a1.execute-api.localhost:4566/review/abc\r\n", Timestamp: 1.5}.sent())
	if err != nil {
		t.Fatal(err)
	}
	if m.Subject != "Chloé applies" || m.To != "ada@staff.example" || !m.Time.Equal(time.UnixMilli(1500)) ||
		!cmp.Equal(m.Links, []string{"http://a1.execute-api.localhost:4566/review/abc"}) {
		t.Errorf("the mail is %+v", m)
	}
}

// What the emulator has to come to: if this fails, the seed is for other habits.
func TestOnTheStandTheCohortIsAStoryWorthPlaying(t *testing.T) {
	r, err := playOnStand(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	members := 0
	for _, g := range r.Groups {
		members += len(g.Members)
		if held := len(g.Meetings[heldMonths-1].Attended); held == 0 || g.Meetings[heldMonths].State != "unplanned" {
			t.Errorf("%s has other meetings than in its first %d months: %+v", g.ID, heldMonths, g.Meetings)
		}
	}
	m := r.Applications.Member
	if len(r.Groups) != len(niches()) || len(r.Flags) == 0 || members <= m.Approved-len(r.Flags) || m.Declined == 0 || len(r.Waitlist) == 0 || len(r.Renewals) == 0 {
		t.Errorf("nobody is flagged, declined, waits or takes a free seat, or leads again: %+v", r)
	}
}

func TestOutcomesAreComparedButForTheirDates(t *testing.T) {
	outcome := func(starts time.Time, missed ...string) stand.Report {
		return stand.Report{Groups: []stand.GroupReport{{ID: "g01", Meetings: []stand.MeetingReport{{Month: "2027-03", Starts: starts, Minutes: 60, Missed: missed}}}}}
	}
	for name, test := range map[string]struct {
		came stand.Report
		same bool
	}{
		"another date is the same outcome":    {outcome(time.Unix(5, 0), "a@example.com"), true},
		"somebody else's miss is another one": {outcome(time.Unix(0, 0), "b@example.com"), false},
	} {
		t.Run(name, func(t *testing.T) {
			same := true
			for _, p := range parts(outcome(time.Unix(0, 0), "a@example.com"), test.came) {
				_, err := p.same()
				same = same && err == nil
			}
			if same != test.same {
				t.Errorf("the same: %v", same)
			}
		})
	}
}

func TestAStageThatWasPassedBetweenTwoLooksWasReached(t *testing.T) {
	for at, want := range map[pug.Stage]bool{"": false, pug.StageMembers: false, pug.StageForming: true, pug.StageRunning: true} {
		if got := (scene{cohort: pug.Cohort{Stage: at}}).cameTo(pug.StageForming); got != want {
			t.Errorf("at %q, the cohort came to its forming: %v", at, got)
		}
	}
}

func TestAFailedStepSaysWhatWasExpectedAndWhereToLook(t *testing.T) {
	var out strings.Builder
	v := &verdict{out: &out, logs: "/logs/here", began: time.Now()}
	if err := v.step("it works", func() (string, error) { return "", mismatch("yes", "no") }); err == nil {
		t.Error("the failure is no error")
	}
	for _, want := range []string{"FAIL", "it works", "expected: yes", "came:     no", "/logs/here"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in:\n%s", want, out.String())
		}
	}
}

// The stand's phases are weeks long, ours seconds: each application must fall into its own in both.
func TestApplicationsAreMadeWhileTheirPhaseIsOpen(t *testing.T) {
	zone, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	soon, plan := datesFrom(time.Now()), calendar.Plan(cohort, zone, calendar.DefaultLeads())
	last := time.Duration(membersPerNiche*len(niches())) * spacing
	if soon.MembersOpen.Add(last).After(soon.MembersClose) || plan.MembersOpen.Add(last).After(plan.MembersClose) {
		t.Error("the last member applies too late")
	}
}
