package cohort_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/functions/cohort"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

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
	r.WantMail(t, "ada@example.com", "Please check: 2 workflows had stopped", 1)
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
