package cohort_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/functions/cohort"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

const id = pug.CohortID("2026-H2")

// begin makes the function at a time in New York, "2006-01-02 15:04".
func begin(t *testing.T, at string) *functest.Env {
	t.Helper()
	r := functest.New(t, newYork(t, at))
	f, err := cohort.New(r.Deps())
	r.Must(t, err)
	r.Function = f
	return r
}

func newYork(t *testing.T, at string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	moment, err := time.ParseInLocation("2006-01-02 15:04", at, zone)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

func of(c pug.CohortID) map[string]any { return map[string]any{"cohort": c} }

func TestPlanCountsTheDatesFromTheLaunch(t *testing.T) {
	r := begin(t, "2026-07-22 09:00")
	var plan struct {
		ChampionsOpen time.Time   `json:"champions_open"`
		Propose       time.Time   `json:"propose"`
		Curate        []time.Time `json:"curate"`
		Launch        time.Time   `json:"launch"`
		Renew         time.Time   `json:"renew"`
		Months        []struct {
			Name string    `json:"name"`
			Ask  time.Time `json:"ask"`
			To   time.Time `json:"to"`
		} `json:"months"`
		Step pug.Step `json:"step"`
	}
	r.Task(t, "plan", of(id), &plan)
	at := func(s string) time.Time { return newYork(t, s).UTC() }
	want := []time.Time{at("2026-07-23 09:00"), at("2026-09-21 09:00"), at("2026-09-23 09:00"), at("2026-09-26 09:00"),
		at("2026-09-28 09:00"),
		at("2026-10-01 09:00"), at("2027-02-15 09:00"), at("2026-10-01 09:00"), at("2026-11-01 00:00"), at("2027-03-01 09:00")}
	got := append([]time.Time{plan.ChampionsOpen, plan.Propose}, plan.Curate...)
	got = append(got, plan.Launch, plan.Renew, plan.Months[0].Ask, plan.Months[0].To, plan.Months[5].Ask)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dates (-want +got):\n%s", diff)
	}
	if len(plan.Months) != 6 || plan.Step != pug.StepOpenChampions {
		t.Errorf("%d meeting months, want 6; it goes on with %s", len(plan.Months), plan.Step)
	}
}

func TestPlanTakesDatesThatAreGivenOutright(t *testing.T) {
	r := begin(t, "2026-07-22 09:00")
	in := map[string]any{"cohort": id, "dates": map[string]any{"launch": newYork(t, "2026-10-05 09:00")}}
	r.Task(t, "plan", in, nil)
	// A second start without dates keeps the first plan.
	r.Task(t, "plan", of(id), nil)
	c, err := r.Store.Cohort(t.Context(), id)
	if err != nil || !c.Dates.Launch.Equal(newYork(t, "2026-10-05 09:00")) {
		t.Errorf("launch %v, %v", c.Dates.Launch, err)
	}
}

func TestPlanRefusesWhatCannotBe(t *testing.T) {
	for name, in := range map[string]map[string]any{
		"no such cohort": of("2026-H3"),
		"dates that are out of order": {"cohort": id,
			"dates": map[string]any{"launch": time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)}},
	} {
		t.Run(name, func(t *testing.T) {
			r := begin(t, "2026-07-22 09:00")
			if failed := r.Do(t, "plan", in, nil); failed != lambdafn.ErrorInvalid {
				t.Errorf("failed as %q", failed)
			}
		})
	}
}

func TestAWaitForADateEndsAtOnceIfTheDateWasMovedJustNow(t *testing.T) {
	for name, row := range map[string]struct {
		date     string
		at       time.Time
		answered []string
		failed   string
	}{
		"the date is as it was read":        {"launch", newYork(t, "2026-10-01 09:00"), nil, ""},
		"the date was moved since":          {"launch", newYork(t, "2026-10-05 09:00"), []string{"token"}, ""},
		"the month is asked for as planned": {"2026-11", newYork(t, "2026-11-01 09:00"), nil, ""},
		"there is no such date":             {"picnic", newYork(t, "2026-11-01 09:00"), nil, lambdafn.ErrorInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			r := begin(t, "2026-09-30 09:00")
			r.Cohort(t, id, pug.StagePublished)
			in := map[string]any{"cohort": id, "date": row.date, "at": row.at, "token": "token"}
			if failed := r.Do(t, "await", in, nil); failed != row.failed {
				t.Errorf("failed as %q", failed)
			}
			if diff := cmp.Diff(row.answered, r.Answered); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhoMovesDatesEndsTheWaitsForThem(t *testing.T) {
	r := begin(t, "2026-09-30 09:00")
	c := r.Cohort(t, id, pug.StagePublished)
	for date, at := range map[string]time.Time{"launch": c.Dates.Launch, "renew": c.Dates.Renew} {
		r.Task(t, "await", map[string]any{"cohort": id, "date": date, "at": at, "token": "token of " + date}, nil)
	}
	calls := workflow.DatesMoved(id, r.Now())
	r.Must(t, r.Store.MoveDates(t.Context(), id, c.Dates, calls[0], calls[1]))
	r.Must(t, r.Workflow.Do(t.Context(), calls...))
	if diff := cmp.Diff([]string{"token of launch", "token of renew"}, r.Answered); diff != "" {
		t.Error(diff)
	}
}

func TestOpenTellsStaffOnce(t *testing.T) {
	r := begin(t, "2026-07-23 09:00")
	r.Cohort(t, id, pug.StagePlanned)
	for range 2 {
		r.Task(t, "open", map[string]any{"cohort": id, "kind": "champion"}, nil)
	}
	if len(r.Sent) != 2 || r.Sent[0].Letter.Subject != "Champion applications for the October 2026 cohort are open" {
		t.Errorf("mails: %+v", r.Sent)
	}
	c, err := r.Store.Cohort(t.Context(), id)
	if err != nil || c.Stage != pug.StageChampions {
		t.Errorf("stage %s, %v", c.Stage, err)
	}
}

// settle has the phase of Champions settled at a time, and gives what is pending.
func settle(t *testing.T, r *functest.Env, at string) int {
	t.Helper()
	r.At(newYork(t, at))
	var out struct{ Pending int }
	r.Task(t, "settle", map[string]any{"cohort": id, "kind": "champion"}, &out)
	return out.Pending
}

// overdue stores applications of which Cem's is undecided, and due on 31 August at nine.
func overdue(t *testing.T) *functest.Env {
	t.Helper()
	r := begin(t, "2026-08-31 09:00")
	r.Cohort(t, id, pug.StageChampions)
	for n, status := range map[string]pug.Status{"Ann": pug.StatusApproved, "Bea": pug.StatusDeclined,
		"Cem": pug.StatusPending} {
		r.Champion(t, n, func(a *pug.Application) { a.Status, a.Deadline = status, newYork(t, "2026-08-31 09:00") })
	}
	return r
}

func cem() string { return pug.ApplicationID(id, pug.KindChampion, "cem") }

func TestSettleWaitsForTheLastDecision(t *testing.T) {
	r := overdue(t)
	if pending := settle(t, r, "2026-08-31 09:05"); pending != 1 || len(r.Sent) != 0 {
		t.Errorf("pending %d, %d mails before all is decided", pending, len(r.Sent))
	}
	r.Decide(t, cem(), pug.ChoiceApprove)
	if pending := settle(t, r, "2026-08-31 09:06"); pending != 0 {
		t.Errorf("pending %d after all is decided", pending)
	}
	text := r.To("ada@example.com")[0]
	if text.Subject != "Champion applications for the October 2026 cohort are decided: 2 approved" {
		t.Errorf("subject %q", text.Subject)
	}
	if !strings.Contains(text.Text, "\n- App partner: 2\n") { // R1: staff see the mix
		t.Errorf("the letter does not tell the mix:\n%s", text.Text)
	}
}

func TestSettleWaitlistsWhatItsOwnWorkflowLeavesOverdue(t *testing.T) {
	r := overdue(t)
	if pending := settle(t, r, "2026-08-31 09:29"); pending != 1 {
		t.Errorf("pending %d, when its own workflow still has time", pending)
	}
	if pending := settle(t, r, "2026-08-31 09:30"); pending != 0 {
		t.Errorf("pending %d after half an hour", pending)
	}
	a := r.Application(t, cem())
	if a.Status != pug.StatusWaitlisted || a.Decision.By != pug.TheDeadline {
		t.Errorf("it is %s, %+v", a.Status, a.Decision)
	}
	functest.Contains(t, r.To("ada@example.com")[0].Text, "Waitlisted: 1")
}

// A Champion who leads again may be decided until groups are proposed.
func TestSettleDoesNotWaitForADeadlineThatIsAhead(t *testing.T) {
	r := overdue(t)
	r.Decide(t, cem(), pug.ChoiceDecline)
	r.Champion(t, "Dag", func(a *pug.Application) { a.Status, a.Deadline = pug.StatusPending, newYork(t, "2026-09-21 09:00") })
	if pending := settle(t, r, "2026-08-31 09:01"); pending != 0 {
		t.Errorf("pending %d", pending)
	}
	functest.Contains(t, r.To("ada@example.com")[0].Text, "Decided later: 1")
	if a := r.Application(t, pug.ApplicationID(id, pug.KindChampion, "dag")); a.Status != pug.StatusPending {
		t.Errorf("it is %s before its time", a.Status)
	}
}

func TestOpenDueStartsEachCohortOnceWhenItIsTime(t *testing.T) {
	r := begin(t, "2026-07-21 06:00")
	r.Do(t, "open_due", struct{}{}, nil)
	if len(r.Started) != 0 {
		t.Fatalf("started %d cohorts too early", len(r.Started))
	}
	r.At(newYork(t, "2026-07-23 06:00"))
	r.Do(t, "open_due", struct{}{}, nil)
	r.Do(t, "open_due", struct{}{}, nil)
	if len(r.Started) != 1 || *r.Started[0].Name != "2026-H2" || *r.Started[0].Input != `{"cohort":"2026-H2"}` {
		t.Errorf("started %+v", r.Started)
	}
}

func TestOpenDueLeavesTheCallToTheSweepWhenStepFunctionsFails(t *testing.T) {
	r := begin(t, "2026-07-23 06:00")
	r.Fail = func(what string) error { return http.ErrHandlerTimeout }
	if failed := r.Do(t, "open_due", struct{}{}, nil); failed == "" {
		t.Fatal("a failed start went unnoticed")
	}
	r.Fail = nil
	var out struct{ Made int }
	if r.Do(t, "sweep", struct{}{}, &out); out.Made != 0 {
		t.Error("the sweep took a call that is still young")
	}
	r.Pass(time.Hour)
	if r.Do(t, "sweep", struct{}{}, &out); out.Made != 1 || len(r.Started) != 1 {
		t.Errorf("the sweep made %d calls, started %d", out.Made, len(r.Started))
	}
}

func TestFailedExecutionsAreBegunAgainAndStaffAreToldOnce(t *testing.T) {
	r := begin(t, "2026-11-03 06:00")
	r.Cohort(t, id, pug.StageRunning)
	ina := r.Member(t, "Ina Roth")
	r.Failed = map[string][]string{"arn:cohort": {"2026-H2", "2026-H2-2"}, "arn:application": {ina.ID}}
	for range 2 {
		r.Task(t, "open_due", struct{}{}, nil)
	}
	var started []string
	for _, s := range r.Started {
		started = append(started, *s.Name+" "+*s.Input)
	}
	want := []string{`2026-H2-3 {"cohort":"2026-H2"}`, ina.ID + `-2 {"application":"` + ina.ID + `"}`}
	if diff := cmp.Diff(want, started); diff != "" {
		t.Error(diff)
	}
	r.WantMail(t, "ada@example.com", "Please check: 2 of our workflows had stopped", 1)
	functest.Contains(t, r.To("ada@example.com")[0].Text, "the October 2026 cohort", "the application of Ina Roth")
}

func TestACohortThatTheProgrammeDoesNotRunIsNotBegunAgain(t *testing.T) {
	r := begin(t, "2026-11-03 06:00")
	r.Settings.Cohorts = []pug.CohortID{id}
	f, err := cohort.New(r.Deps())
	r.Must(t, err)
	r.Function = f
	r.Cohort(t, id, pug.StageRunning)
	r.Failed = map[string][]string{"arn:cohort": {"2027-H1"}}
	if r.Task(t, "open_due", struct{}{}, nil); len(r.Started)+len(r.Sent) > 0 {
		t.Errorf("started %+v", r.Started)
	}
}

// group stores an open group with one member.
func group(t *testing.T, r *functest.Env) {
	t.Helper()
	r.Group(t, 1, r.Champion(t, "Champ Lane"), r.Member(t, "Mem Moss"))
}

// published stores a cohort with a group whose groups were published at a time.
func published(t *testing.T, at string) *functest.Env {
	t.Helper()
	r := begin(t, at)
	r.Cohort(t, id, pug.StagePublished)
	d := pug.Decision{Choice: pug.ChoicePublish, By: "Ada Hart", At: r.Now()}
	_, err := r.Store.Publish(t.Context(), id, d, 0)
	r.Must(t, err)
	group(t, r)
	return r
}

func TestLaunchTellsChampionsAndMembersOnce(t *testing.T) {
	r := published(t, "2026-09-28 09:00")
	for _, day := range []string{"2026-09-28 09:10", "2026-09-29 09:10", "2026-09-30 09:10"} {
		r.At(newYork(t, day))
		r.Task(t, "launch_due", struct{}{}, nil)
	}
	r.At(newYork(t, "2026-10-01 09:00"))
	for range 2 {
		r.Task(t, "launch", of(id), nil)
	}
	r.WantMail(t, "champ@example.com", "Your group starts today", 1)
	r.WantMail(t, "mem@example.com", "Your group starts today", 1)
	r.WantMail(t, "ada@example.com", "Please check", 0)
	c, err := r.Store.Cohort(t.Context(), id)
	if err != nil || c.Stage != pug.StageRunning || c.Healed || !c.Launched.Equal(r.Now()) {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestALaunchThatTheScheduleDidNotWatchIsToldToStaff(t *testing.T) {
	for name, row := range map[string]struct {
		published, watched string
		in                 map[string]any
		healed             bool
	}{
		"the schedule fired the day before":        {"2026-09-28 09:00", "2026-09-30 09:10", of(id), false},
		"the schedule has been silent for days":    {"2026-09-28 09:00", "2026-09-29 09:10", of(id), true},
		"the schedule never fired":                 {"2026-09-28 09:00", "", of(id), true},
		"published too late for it to fire":        {"2026-09-30 18:00", "", of(id), false},
		"an older execution waited for it in vain": {"2026-09-30 18:00", "", map[string]any{"cohort": id, "healed": true}, true},
	} {
		t.Run(name, func(t *testing.T) {
			r := published(t, row.published)
			if row.watched != "" {
				r.At(newYork(t, row.watched))
				r.Task(t, "launch_due", struct{}{}, nil)
			}
			r.At(newYork(t, "2026-10-01 09:00"))
			r.Task(t, "launch", row.in, nil)
			told := 0
			if row.healed {
				told = 1
			}
			r.WantMail(t, "ada@example.com", "Please check: the October 2026 cohort launched by itself", told)
			r.WantMail(t, "mem@example.com", "Your group starts today", 1)
		})
	}
}

func TestTheScheduleLaunchesWhatItsWorkflowDidNot(t *testing.T) {
	r := published(t, "2026-09-28 09:00")
	r.Cohort(t, "2027-H1", pug.StagePublished)
	r.Task(t, "await_launch", map[string]any{"cohort": id, "token": "token"}, nil) // of an older execution
	for _, row := range []struct {
		at       string
		launched bool
	}{{"2026-09-30 09:10", false}, {"2026-10-01 09:04", false}, {"2026-10-01 09:10", true}} {
		r.At(newYork(t, row.at))
		r.Task(t, "launch_due", struct{}{}, nil)
		c, err := r.Store.Cohort(t.Context(), id)
		r.Must(t, err)
		if launched := !c.Launched.IsZero(); launched != row.launched {
			t.Errorf("launched at %s: %t", row.at, launched)
		}
	}
	r.WantMail(t, "mem@example.com", "Your group starts today", 1)
	if diff := cmp.Diff([]string{"token"}, r.Answered); diff != "" {
		t.Error(diff)
	}
}

func TestWhoJoinedAfterTheLaunchIsNotToldOfItAgain(t *testing.T) {
	r := published(t, "2026-09-30 18:00")
	r.At(newYork(t, "2026-10-01 09:00"))
	r.Task(t, "launch", of(id), nil)
	r.At(newYork(t, "2026-12-01 09:00"))
	g, err := r.Store.Group(t.Context(), pug.GroupID(id, 1))
	r.Must(t, err)
	r.Seat(t, g, r.Member(t, "Nia Late"))
	r.Task(t, "launch", of(id), nil) // the cohort was begun again
	r.WantMail(t, "nia@example.com", "", 0)
}

func TestStaffAreToldOnceOfWhatIsStuck(t *testing.T) {
	r := begin(t, "2026-10-01 09:00")
	ina := r.Member(t, "Ina Roth")
	flag := pug.Flag{ID: "2026-H2-g01-ina-miss2", Group: "2026-H2-g01", Member: ina.Person()}
	r.Must(t, r.Store.AddFlag(t.Context(), flag, store.Call{ID: "start"}))
	said := map[string]any{"Error": "Pugs.NotFound", "Cause": `{"errorMessage": "There is no group.", "errorType": "Pugs.NotFound"}`}
	for _, in := range []map[string]any{
		{"cohort": id, "doing": "propose groups", "again": true, "said": said},
		{"application": ina.ID, "doing": "ask staff", "said": said},
		{"flag": flag.ID, "doing": "carry the decision out", "said": map[string]any{"Error": "States.Timeout", "Cause": ""}},
		{"application": "2026-H2-member-gone", "doing": "ask staff", "said": said},
	} {
		for range 2 {
			r.Task(t, "stuck", in, nil)
		}
	}
	want := []string{
		"Please check: could not propose groups, for the October 2026 cohort",
		"Please check: could not ask staff, for the application of Ina Roth",
		"Please check: could not carry the decision out, for the missed meetings of Ina Roth",
		"Please check: could not ask staff, for 2026-H2-member-gone",
	}
	if diff := cmp.Diff(want, r.Subjects("ada@example.com")); diff != "" {
		t.Error(diff)
	}
	functest.Contains(t, r.To("ada@example.com")[0].Text, "It is tried again every day", "There is no group.")
	functest.Contains(t, r.To("ada@example.com")[2].Text, "Everything else goes on", "States.Timeout")
}

func asked(t *testing.T) (r *functest.Env, link string) {
	t.Helper()
	r = begin(t, "2027-02-14 09:00")
	r.Cohort(t, id, pug.StageRunning)
	group(t, r)
	r.Task(t, "renew", of(id), nil)
	return r, r.LinkTo(t, "champ@example.com")
}

func answer(choice string) url.Values { return url.Values{"choice": {choice}} }

func TestR12AYesBecomesAnApplicationOfTheNextCohort(t *testing.T) {
	r, link := asked(t)
	for _, method := range []string{"GET", "HEAD", "GET"} { // mail scanners
		if status := r.Visit(method, link, nil).Code; status != http.StatusOK {
			t.Fatalf("%s: %d", method, status)
		}
	}
	if len(r.Started) != 0 {
		t.Fatal("opening the link decided something")
	}
	r.Post(t, link, answer("yes"), http.StatusOK, "is with the team")
	r.Post(t, link, answer("yes"), http.StatusOK, // a double click
		"wants to lead the group again in the March 2027 cohort")
	a, err := r.Store.ApplicationOf(t.Context(), "champ@example.com", "2027-H1", pug.KindChampion)
	r.Must(t, err)
	if a.Status != pug.StatusPending || a.Origin != pug.OriginRenewal || a.Topic().Name != "Pricing" ||
		a.Role != pug.RoleSales || a.Region != pug.RegionNA || a.Group != "" || a.Former == "" {
		t.Errorf("application %+v", a)
	}
	// Champions of 2027-H1 were decided before, so this one may wait until groups are proposed.
	if want := newYork(t, "2027-02-19 09:00"); !a.Deadline.Equal(want) {
		t.Errorf("deadline %v, want %v", a.Deadline, want)
	}
	if len(r.Started) != 1 || *r.Started[0].Name != a.ID {
		t.Errorf("started %+v", r.Started)
	}
}

func TestR12AYesOfWhoAppliedByTheFormIsThatApplication(t *testing.T) {
	r, link := asked(t)
	form := r.Champion(t, "Cleo Marsh", func(a *pug.Application) {
		a.ID, a.Cohort = pug.ApplicationID("2027-H1", pug.KindChampion, "form"), "2027-H1"
		a.Email, a.Status = "champ@example.com", pug.StatusPending
	})
	r.Post(t, link, answer("yes"), http.StatusOK, "is with the team")
	a, err := r.Store.ApplicationOf(t.Context(), "champ@example.com", "2027-H1", pug.KindChampion)
	if err != nil || a.ID != form.ID || len(r.Started) != 0 {
		t.Errorf("%s counts, %v; started %+v", a.ID, err, r.Started)
	}
}

func TestR12ANoStaysANo(t *testing.T) {
	r, link := asked(t)
	r.Post(t, link, answer("no"), http.StatusOK)
	r.Post(t, link, answer("yes"), http.StatusOK, "does not lead the group again")
	if len(r.Started) != 0 {
		t.Error("a later yes undid the no")
	}
}

func TestRenewalPages(t *testing.T) {
	r, link := asked(t)
	r.Post(t, link, url.Values{}, http.StatusUnprocessableEntity, "Choose an answer.")
	r.Get(t, link+"x", http.StatusNotFound)
	r.At(newYork(t, "2027-02-20 09:00"))
	r.Post(t, link, answer("yes"), http.StatusGone)
	if len(r.Started) != 0 {
		t.Error("a late answer started a review")
	}
}

func TestCloseTellsStaffAndThanksChampions(t *testing.T) {
	r := begin(t, "2027-04-02 09:00")
	r.Cohort(t, id, pug.StageRunning)
	group(t, r)
	r.Task(t, "close", of(id), nil)
	if got := r.To("ada@example.com")[0].Letter.Subject; got != "The October 2026 cohort has ended. Groups: 1, meetings: 0" {
		t.Errorf("subject %q", got)
	}
	if got := r.To("champ@example.com")[0].Letter.Subject; got != "Thank you for leading Pricing" {
		t.Errorf("subject %q", got)
	}
}
