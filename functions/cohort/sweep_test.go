package cohort_test

import (
	"bytes"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/functions/cohort"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// promise is by when Ina's application is decided.
const promise = "2026-09-21 09:00"

// undecided is a table with Ina's application, which nobody has decided, and nothing else.
func undecided(t *testing.T) (*functest.Env, pug.Application) {
	t.Helper()
	r := begin(t, "2026-09-18 09:00")
	ina := r.Member(t, "Ina Roth", func(a *pug.Application) {
		a.Status, a.Deadline = pug.StatusPending, newYork(t, promise)
	})
	return r, ina
}

// sweep sweeps at a time, and gives how many workflows were begun again.
func sweep(t *testing.T, r *functest.Env, at string) int {
	t.Helper()
	r.At(newYork(t, at))
	var out struct{ Repaired int }
	r.Task(t, "sweep", struct{}{}, &out)
	return out.Repaired
}

func started(r *functest.Env) []string {
	var names []string
	for _, x := range r.Started {
		names = append(names, *x.Name+" "+*x.Input)
	}
	return names
}

func TestTheSweepReadsTheOutboxAndNothingElseWhereAllIsWell(t *testing.T) {
	r, _ := undecided(t)
	r.Cohort(t, id, pug.StagePlanned)
	var calls atomic.Int64
	r.Before = func() { calls.Add(1) }
	if repaired := sweep(t, r, "2026-07-20 09:00"); repaired != 0 || calls.Load() != 1 {
		t.Errorf("repaired %d, by %d calls of the table", repaired, calls.Load())
	}
}

func TestAnApplicationThatNobodySeesToIsBegunAgain(t *testing.T) {
	for name, c := range map[string]struct {
		meanwhile func(r *functest.Env, a pug.Application)
		at        string
		begun     bool
	}{
		"undecided past its deadline": {nil, "2026-09-21 11:00", true},
		"within its time":             {nil, "2026-09-21 10:59", false},
		"decided, and its applicant not told": {func(r *functest.Env, a pug.Application) {
			r.Decide(t, a.ID, pug.ChoiceApprove)
		}, "2026-09-21 11:00", true},
		"its applicant is told": {func(r *functest.Env, a pug.Application) {
			r.Must(t, r.Store.Keep(t.Context(), workflow.Application, a.ID))
		}, "2026-12-01 09:00", false},
	} {
		t.Run(name, func(t *testing.T) {
			r, a := undecided(t)
			if c.meanwhile != nil {
				c.meanwhile(r, a)
			}
			want := []string(nil)
			if c.begun {
				want = []string{a.ID + `-2 {"application":"` + a.ID + `"}`}
			}
			for range 2 { // the schedule may fire twice
				sweep(t, r, c.at)
			}
			if diff := cmp.Diff(want, started(r)); diff != "" {
				t.Error(diff)
			}
			r.WantMail(t, "ada@example.com", "Please check: a workflow had stopped", len(want))
		})
	}
}

func TestAWorkflowThatStopsAgainIsBegunAgainTheNextDay(t *testing.T) {
	r, a := undecided(t)
	for _, at := range []string{"2026-09-21 12:00", "2026-09-21 13:00", "2026-09-22 13:00", "2026-09-22 14:00"} {
		sweep(t, r, at)
	}
	input := ` {"application":"` + a.ID + `"}`
	if diff := cmp.Diff([]string{a.ID + "-2" + input, a.ID + "-3" + input}, started(r)); diff != "" {
		t.Error(diff)
	}
	functest.Contains(t, r.To("ada@example.com")[0].Text, "the application of Ina Roth")
	r.WantMail(t, "ada@example.com", "Please check", 2)
}

func TestACohortThatDoesNotComeFurtherIsBegunAgain(t *testing.T) {
	for name, c := range map[string]struct {
		stage pug.Stage
		at    string
		want  int
	}{
		"Champions could apply two days ago":  {pug.StagePlanned, "2026-07-25 11:00", 1},
		"Champions can apply since yesterday": {pug.StagePlanned, "2026-07-24 11:00", 0},
		"it has launched, and goes on":        {pug.StageRunning, "2027-03-01 09:00", 0},
		"it should have closed in April":      {pug.StageRunning, "2027-05-10 09:00", 1},
		"it is closed":                        {pug.StageClosed, "2027-05-10 09:00", 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := begin(t, "2026-07-20 09:00")
			r.Cohort(t, id, pug.StagePlanned)
			r.Must(t, r.Store.SetStage(t.Context(), id, c.stage))
			if repaired := sweep(t, r, c.at); repaired != c.want || len(r.Started) != c.want {
				t.Errorf("repaired %d, started %v", repaired, started(r))
			}
		})
	}
}

func TestAFlagIsLeftAloneWhileItsSeatIsOnOffer(t *testing.T) {
	decided := func(choice pug.Choice) *pug.Decision { return &pug.Decision{Choice: choice, By: "Ada Hart"} }
	for name, c := range map[string]struct {
		decision *pug.Decision
		offer    *pug.Offer
		repaired int
		left     int
	}{
		"nobody decides":                {nil, nil, 1, 1},
		"decided, and nobody told":      {decided(pug.ChoiceKeep), nil, 1, 1},
		"somebody is asked":             {decided(pug.ChoiceExcuse), &pug.Offer{}, 0, 1},
		"somebody declined days before": {decided(pug.ChoiceExcuse), &pug.Offer{Decision: decided(pug.ChoiceNo)}, 1, 1},
		"somebody has taken the seat":   {decided(pug.ChoiceExcuse), &pug.Offer{Decision: decided(pug.ChoiceYes), Taken: true}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := begin(t, "2026-12-01 09:00")
			flag := pug.Flag{ID: "2026-H2-g01-ina-miss2", Group: "2026-H2-g01", Raised: r.Now()}
			if flag.Decision = c.decision; c.decision != nil {
				flag.Decision.At = r.Now().AddDate(0, 0, 3)
			}
			r.Must(t, r.Store.AddFlag(t.Context(), flag))
			if c.offer != nil {
				wim := r.Member(t, "Wim Bos")
				r.Wait(t, 1, wim)
				c.offer.ID, c.offer.Group = pug.OfferID(flag.ID, 1), flag.Group
				c.offer.Expires = newYork(t, "2026-12-12 09:00")
				if c.offer.Decision != nil {
					c.offer.Decision.At = newYork(t, "2026-12-07 09:00")
				}
				r.Must(t, r.Store.MakeOffer(t.Context(), pug.Place{Cohort: id, Order: 1, Person: wim.Person()}, *c.offer))
			}
			if repaired := sweep(t, r, "2026-12-09 09:00"); repaired != c.repaired {
				t.Errorf("repaired %d", repaired)
			}
			o, err := r.Store.Outbox(t.Context())
			if err != nil || len(o.Promises) != c.left {
				t.Errorf("still promised: %+v, %v", o.Promises, err)
			}
		})
	}
}

func TestTheSweepLogsWhatItFound(t *testing.T) {
	r, _ := undecided(t)
	var text bytes.Buffer
	r.Log = slog.New(slog.NewTextHandler(&text, nil))
	f, err := cohort.New(r.Deps())
	r.Must(t, err)
	r.Function = f
	since := newYork(t, promise)
	r.Must(t, r.Store.AddCall(t.Context(), store.Call{ID: "x", Workflow: "picnic", Created: since}))
	r.Must(t, r.Store.Post(t.Context(), store.Letter{ID: "l", Words: "{}", Written: since.Add(time.Hour)}))
	r.At(since.Add(3 * time.Hour))
	r.Do(t, "sweep", struct{}{}, nil)
	functest.Contains(t, text.String(), `msg="the outbox was swept" repaired=1 oldest_call=10800 oldest_letter=7200 oldest_stale=270000`)
	if last := r.Stale[len(r.Stale)-1]; !bytes.Contains(last.Image, []byte("woken")) {
		t.Error("HubSpot is not told of what is stale")
	}
}
