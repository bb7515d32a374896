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
		LaunchBy      time.Time   `json:"launch_by"`
		Renew         time.Time   `json:"renew"`
		Months        []struct {
			Name string    `json:"name"`
			Ask  time.Time `json:"ask"`
		} `json:"months"`
	}
	r.Task(t, "plan", of(id), &plan)
	at := func(s string) time.Time { return newYork(t, s).UTC() }
	want := []time.Time{at("2026-07-23 09:00"), at("2026-09-21 09:00"), at("2026-09-23 09:00"), at("2026-09-26 09:00"),
		at("2026-09-28 09:00"),
		at("2026-10-02 09:00"), at("2027-02-15 09:00"), at("2026-10-01 09:00"), at("2027-03-01 09:00")}
	got := append([]time.Time{plan.ChampionsOpen, plan.Propose}, plan.Curate...)
	got = append(got, plan.LaunchBy, plan.Renew, plan.Months[0].Ask, plan.Months[5].Ask)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dates (-want +got):\n%s", diff)
	}
	if len(plan.Months) != 6 {
		t.Errorf("%d meeting months, want 6", len(plan.Months))
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
		"a field that nobody knows": {"cohort": id, "date": "tomorrow"},
	} {
		t.Run(name, func(t *testing.T) {
			r := begin(t, "2026-07-22 09:00")
			if failed := r.Do(t, "plan", in, nil); failed != lambdafn.ErrorInvalid {
				t.Errorf("failed as %q", failed)
			}
		})
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

func TestSettleWaitsForTheLastDecision(t *testing.T) {
	r := begin(t, "2026-08-31 09:00")
	r.Cohort(t, id, pug.StageChampions)
	for n, status := range map[string]pug.Status{"a": pug.StatusApproved, "b": pug.StatusDeclined,
		"c": pug.StatusPending} {
		r.Champion(t, n, func(a *pug.Application) { a.Status = status })
	}
	settle := map[string]any{"cohort": id, "kind": "champion"}
	var out struct{ Pending int }
	if r.Do(t, "settle", settle, &out); out.Pending != 1 || len(r.Sent) != 0 {
		t.Errorf("pending %d, %d mails before all is decided", out.Pending, len(r.Sent))
	}
	r.Decide(t, pug.ApplicationID(id, pug.KindChampion, "c"), pug.ChoiceApprove)
	if r.Do(t, "settle", settle, &out); out.Pending != 0 {
		t.Errorf("pending %d after all is decided", out.Pending)
	}
	text := r.To("ada@example.com")[0]
	if text.Subject != "Champion applications for the October 2026 cohort are decided: 2 approved" {
		t.Errorf("subject %q", text.Subject)
	}
	if !strings.Contains(text.Text, "\n- App partner: 2\n") { // R1: staff see the mix
		t.Errorf("the letter does not tell the mix:\n%s", text.Text)
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

func TestLaunchDueCompletesOnlyTheCohortThatIsDue(t *testing.T) {
	r := begin(t, "2026-09-30 09:00")
	r.Cohort(t, id, pug.StagePublished)
	r.Cohort(t, "2027-H1", pug.StagePublished)
	for _, c := range []pug.CohortID{id, "2027-H1"} {
		r.Do(t, "await_launch", map[string]any{"cohort": c, "token": "token of " + string(c)}, nil)
	}
	r.Do(t, "launch_due", struct{}{}, nil)
	if len(r.Answered) != 0 {
		t.Fatalf("launched a day early: %v", r.Answered)
	}
	r.At(newYork(t, "2026-10-01 09:00"))
	r.Do(t, "launch_due", struct{}{}, nil)
	if diff := cmp.Diff([]string{"token of 2026-H2"}, r.Answered); diff != "" {
		t.Error(diff)
	}
}

// group stores an open group with one member.
func group(t *testing.T, r *functest.Env) {
	t.Helper()
	r.Group(t, 1, r.Champion(t, "Champ Lane"), r.Member(t, "Mem Moss"))
}

func TestLaunchTellsChampionsAndMembersOnce(t *testing.T) {
	for _, healed := range []bool{false, true} {
		r := begin(t, "2026-10-01 09:00")
		r.Cohort(t, id, pug.StagePublished)
		group(t, r)
		for range 2 {
			r.Task(t, "launch", map[string]any{"cohort": id, "healed": healed}, nil)
		}
		if len(r.To("champ@example.com")) != 1 || len(r.To("mem@example.com")) != 1 {
			t.Errorf("healed %v: mails %+v", healed, r.Sent)
		}
		if told := len(r.To("ada@example.com")) == 1; told != healed {
			t.Errorf("healed %v: staff told %v", healed, told)
		}
		c, err := r.Store.Cohort(t.Context(), id)
		if err != nil || c.Stage != pug.StageRunning || c.Healed != healed || !c.Launched.Equal(r.Now()) {
			t.Errorf("healed %v: %+v, %v", healed, c, err)
		}
	}
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
