package act_test

import (
	"errors"
	"net/http"
	"net/url"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestNoGroupIsClosedOfACohortThatHasEnded(t *testing.T) {
	env := led(t)
	env.Must(t, env.Store.SetStage(t.Context(), functest.October, pug.StageClosed))
	env.Get(t, theGroup+"close", http.StatusConflict, "The October 2026 cohort has ended.")
}

// A closing that breaks off is as good as done: the group says so, nobody comes to it, and it can be gone on with.
func TestL1AGroupThatIsClosingTakesNobodyUntilItIsClosed(t *testing.T) {
	env := led(t)
	lou := env.Member(t, "Lou Reed")
	env.Wait(t, 1, lou)
	broken := false
	env.Down = func() error {
		if broken || len(env.Sent) == 0 {
			return nil
		}
		broken = true
		return errors.New("down")
	}
	env.Post(t, theGroup+"close", url.Values{"why": {"x"}}, http.StatusUnprocessableEntity, "Choose an answer.")
	form := url.Values{"members": {"waitlist"}, "note": {"We are sorry."}, "why": {"Nobody wants to lead it."}}
	env.Act(t, theGroup+"close", form)
	wantStand(t, env, "Cleo Marsh: Noah Berg")
	env.Get(t, "/desk/groups/2026-H2-g01", http.StatusOK, "Ada Hart has closed the group", "Close the group")
	seat := url.Values{"group": {"2026-H2-g01"}, "why": {"They asked."}}
	env.Post(t, "/desk/people/"+lou.ID+"/seat", seat, http.StatusConflict, "There is no group to choose")

	env.Act(t, theGroup+"close", form)
	wantStand(t, env, "Cleo Marsh:")
	env.Get(t, theGroup+"close", http.StatusConflict, "Group 1 is closed already.")
	for _, name := range []string{"mia", "noah", "cleo"} {
		env.WantMail(t, name+"@example.com", "Your group has ended", 1)
	}
	g, err := env.Store.Group(t.Context(), "2026-H2-g01")
	if err != nil || g.State != pug.GroupClosed || g.Ending != nil {
		t.Errorf("it is %s, %+v, %v", g.State, g.Ending, err)
	}
}
