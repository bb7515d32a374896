package act_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestWhoWasTakenForSomebodyElseIsTakenForAnotherPersonAfterAll(t *testing.T) {
	for name, c := range map[string]struct {
		choice  pug.Choice // on the application that gives way; empty where nobody has decided
		stage   pug.Stage  // when that is taken back
		is      pug.Status
		waits   bool
		started int
	}{
		"one that was approved":                            {pug.ChoiceApprove, pug.StageMembers, pug.StatusApproved, false, 0},
		"one that nobody had decided":                      {"", pug.StageMembers, pug.StatusPending, false, 1},
		"one that was approved, once groups are published": {pug.ChoiceApprove, pug.StageRunning, pug.StatusApproved, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			env, _ := open(t)
			env.Cohort(t, functest.October, pug.StageMembers)
			env.SignIn(t, functest.Ada)
			pending := func(a *pug.Application) {
				a.Status, a.Submitted, a.Deadline = pug.StatusPending, desktest.Noon, desktest.Noon.AddDate(0, 0, 9)
			}
			gone := env.Member(t, "Ina Berg", pending)
			kept := gone
			kept.ID, kept.Email = "2026-H2-member-right", "ina@elsewhere.example"
			env.Apply(t, kept)
			if c.choice != "" {
				env.Decide(t, gone.ID, c.choice)
			}
			settle := "/desk/twins/" + url.PathEscape(pug.TwinsID(gone.ID, kept.ID)) + "/settle"
			receipt := env.Act(t, settle, url.Values{"keep": {kept.ID}, "why": {"They look alike."}})
			if a := env.Application(t, gone.ID); a.Status != pug.StatusReplaced {
				t.Fatalf("it is %s", a.Status)
			}
			if c.stage != pug.StageMembers {
				env.Must(t, env.Store.SetStage(t.Context(), functest.October, c.stage))
			}
			env.Pass(time.Minute)
			env.Sent = nil
			undo(t, env, receipt)
			a := env.Application(t, gone.ID)
			if a.Status != c.is || a.Instead != "" || (a.Place != 0) != c.waits || len(env.Started) != c.started {
				t.Errorf("it is %s, in the place of %q, at place %d; %d executions were started", a.Status, a.Instead, a.Place, len(env.Started))
			}
			if other := env.Application(t, kept.ID); other.Also != "" || other.Status != pug.StatusPending || other.MayBe(a) {
				t.Errorf("the other is %s, in whose place %q stood; may be the same: %t", other.Status, other.Also, other.MayBe(a))
			}
			if told := len(env.Sent) > 0; told != c.waits {
				t.Errorf("written to: %t", told)
			}
			env.Get(t, "/desk/people/"+gone.ID+"/part", http.StatusConflict, "No other application was kept in the place of that of Ina Berg")
		})
	}
}
