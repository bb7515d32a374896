package stand_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// TestSampleCohort plays the default cohort, the one that a newcomer watches, and holds its report to the promises of
// the programme.
func TestSampleCohort(t *testing.T) {
	t.Parallel()
	s, err := stand.New(stand.Config{Cohort: "2026-H2", Seed: 1, Pace: clock.Jump, PublicURL: "http://stand.example",
		Robots:       true,
		Applications: sample.Bodies(), Log: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.Cloud.Inject(firstCallsFail("letters ses:SendEmail", "attendance states:StartExecution",
		"review states:SendTaskSuccess"))
	s.Cloud.ChangeMail(func(m *cloud.MailAccount) { m.Fates["valeria.pena@quillstoneco.example.com"] = cloud.Complains })
	s.HubSpot.Inject(slowFrom(s, time.Date(2026, time.September, 23, 19, 0, 0, 0, time.UTC))) // groups are published
	tour(t, s)
	if err := s.RunToEnd(context.Background()); err != nil {
		t.Fatal(err)
	}
	r, err := s.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	checkExecutions(t, r)
	checkApplications(t, r)
	checkGroups(t, r)
	checkCuration(t, s)
	checkPromises(t, s)
	checkLog(t, s)
	checkWaiting(t, published(t, s, "2026-H2"))
	checkMail(t, s, r)
	for _, trouble := range s.People.Troubles() {
		t.Errorf("somebody had trouble: %s", trouble)
	}
	if unused := s.Cloud.Unused(); len(unused) > 0 {
		t.Errorf("rights that nothing used: %+v", unused)
	}
	if denied := s.Cloud.Denied(); len(denied) > 0 {
		t.Errorf("calls that were refused: %v", denied)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

// firstCallsFail lets the first call of each kind fail with all the retries of the SDK: some rights are there for what
// follows on that.
func firstCallsFail(kinds ...string) func(principal, action string) error {
	const attempts = 3 // of the SDK's standard retryer
	left := map[string]int{}
	for _, kind := range kinds {
		left[kind] = attempts
	}
	return func(principal, action string) error {
		kind := principal + " " + action
		if left[kind] == 0 {
			return nil
		}
		left[kind]--
		return &cloud.Error{Code: "InternalServerError", Status: http.StatusInternalServerError}
	}
}

// slowFrom has HubSpot take so long, from a moment on, for two batches of contacts that a function has no time for a
// third: each is found just in time, and changed in the third try.
func slowFrom(s *stand.Stand, at time.Time) func(string) hubspot.Fault {
	const justInTime, tooLong = 14 * time.Second, 100 * time.Second
	slow := slices.Repeat([]time.Duration{justInTime, tooLong, tooLong, justInTime}, 2)
	return func(call string) hubspot.Fault {
		if len(slow) == 0 || s.Clock.Now().Before(at) || !strings.Contains(call, "batch") {
			return hubspot.Fault{}
		}
		takes := slow[0]
		slow = slow[1:]
		return hubspot.Fault{Takes: takes}
	}
}

func checkExecutions(t *testing.T, r stand.Report) {
	t.Helper()
	if r.Executions.Running != 0 || r.Executions.Failed != 0 || r.Executions.Succeeded == 0 {
		t.Errorf("executions: %+v", r.Executions)
	}
}

func checkApplications(t *testing.T, r stand.Report) {
	t.Helper()
	for kind, c := range map[string]stand.KindCount{"champion": r.Applications.Champion,
		"member": r.Applications.Member} {
		if c.Received != c.Approved+c.Declined+c.Waitlisted || c.Received == 0 {
			t.Errorf("%s applications without an outcome: %+v", kind, c)
		}
	}
	if a := r.Applications; a.Duplicates != 5 || a.Late != 3 || a.Refused != 0 {
		t.Errorf("the sample holds 5 duplicates and 3 late ones, counted were %d and %d; %d refused", a.Duplicates,
			a.Late, a.Refused)
	}
}

// checkPromises looks for what workflows did not see to by themselves.
func checkPromises(t *testing.T, s *stand.Stand) {
	t.Helper()
	s.Cloud.Allow("promises", []cloud.Grant{{Action: "dynamodb:Query", Resource: "*"}})
	owed, err := store.New(dynamodb.NewFromConfig(s.Cloud.Config("promises")), "pugs").Outbox(t.Context())
	if err != nil || len(owed.Promises)+len(owed.Calls)+len(owed.Letters)+len(owed.Stale) > 0 {
		t.Errorf("still owed: %+v, %v", owed, err)
	}
	for _, m := range s.Mailbox.All() {
		if strings.Contains(m.Subject, "had stopped") {
			t.Errorf("something was repaired: %s", m.Subject)
		}
	}
}

// mostMail is how many letters an applicant with a seat gets in a cohort at most, those about meetings left aside.
const mostMail = 12

// checkMail counts the letters to those who have a seat.
func checkMail(t *testing.T, s *stand.Stand, r stand.Report) {
	t.Helper()
	aboutMeetings := []string{"invitation", "changed", "cancelled", "pointsRequest", "notHeld", "attendanceCorrected",
		"absenceNoted", "missedNote", "withdrawn"}
	s.Cloud.Allow("reader", []cloud.Grant{{Action: "dynamodb:Query", Resource: "*"}})
	records := store.New(dynamodb.NewFromConfig(s.Cloud.Config("reader")), "pugs")
	for _, g := range r.Groups {
		for _, member := range g.Members {
			letters, err := records.Letters(t.Context(), member)
			if err != nil {
				t.Fatal(err)
			}
			var kinds []string
			for _, l := range letters {
				if !slices.Contains(aboutMeetings, l.Kind) {
					kinds = append(kinds, l.Kind)
				}
			}
			if len(kinds) > mostMail {
				t.Errorf("%s gets %d letters: %v", member, len(kinds), kinds)
			}
		}
	}
}

// checkCuration looks at the log of the groups: simulated staff move, pin and propose again by the page.
func checkCuration(t *testing.T, s *stand.Stand) {
	t.Helper()
	s.Cloud.Allow("test", []cloud.Grant{{Action: "dynamodb:Query", Resource: "*"}})
	log, err := store.New(dynamodb.NewFromConfig(s.Cloud.Config("test")), "pugs").Entries(t.Context(), "2026-H2")
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]int{}
	for _, e := range log[1:] {
		verb, _, _ := strings.Cut(e.What, " ")
		made[verb]++
		if e.By == "" || e.By == log[0].By || e.At.IsZero() {
			t.Errorf("nobody of the staff: %+v", e)
		}
	}
	for _, verb := range []string{"pinned", "moved", "kept", "proposed"} {
		if made[verb] == 0 {
			t.Errorf("staff never %s anything: %v", verb, made)
		}
	}
}

// checkLog reads the log whole: it tells of each thing once, without the names that records have among themselves.
func checkLog(t *testing.T, s *stand.Stand) {
	t.Helper()
	lines, err := logOf(s, "2026-H2")
	if err != nil || len(lines) == 0 {
		t.Fatal(len(lines), err)
	}
	writeDiary(t.Output(), lines, time.UTC)
	told := map[string]bool{}
	again := []string{"offered", "lapsed", "came back"} // another seat, and another letter
	for _, e := range lines {
		said := e.String()
		for _, subject := range e.About {
			said += " " + subject.ID
		}
		if told[said] && !slices.Contains(again, e.Deed) {
			t.Errorf("told twice: %s", e)
		}
		told[said] = true
		if id := record.FindString(e.String() + " " + e.Why); id != "" {
			t.Errorf("%q names the record %s", e, id)
		}
	}
}

// record finds the id of a record.
var record = regexp.MustCompile(`\d{4}-H[12]|\bg\d\d\b|\b\d{4}-\d\d\b`)

func checkGroups(t *testing.T, r stand.Report) {
	t.Helper()
	if len(r.Groups) == 0 || len(r.Groups) > pug.MaxGroups {
		t.Errorf("%d groups", len(r.Groups))
	}
	seen := map[string]string{}
	for _, g := range r.Groups {
		if len(g.Members) > pug.MemberSeats || len(g.Members) < pug.MinMembers {
			t.Errorf("%s has %d members", g.ID, len(g.Members))
		}
		if len(g.Meetings) != pug.MeetingsPerCohort {
			t.Errorf("%s has %d months", g.ID, len(g.Meetings))
		}
		for _, m := range g.Members {
			if other, twice := seen[m]; twice {
				t.Errorf("%s sits in %s and %s", m, other, g.ID)
			}
			seen[m] = g.ID
		}
	}
}
