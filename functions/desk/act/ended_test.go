package act_test

import (
	"net/http"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestL16NobodysPartInACohortThatHasEndedIsChanged(t *testing.T) {
	env := lively(t)
	gone := env.Member(t, "Gus Ray", func(a *pug.Application) { a.Status = pug.StatusWithdrawn })
	odd := functest.NewApplication(pug.KindMember, "Odo Lang", func(a *pug.Application) { a.Status = pug.StatusOdd })
	env.Must(t, env.Store.Take(t.Context(), store.Taking{Submission: "odo", Received: env.Now(), Application: odd}))
	env.Act(t, "/desk/people/"+functest.MemberID("Noah")+"/leave", map[string][]string{"why": {"He asked."}})
	env.Must(t, env.Store.SetStage(t.Context(), functest.October, pug.StageClosed))
	const people = "/desk/people/"
	for _, path := range []string{people + functest.MemberID("Mia") + "/leave", people + functest.MemberID("Mia") + "/move",
		people + functest.MemberID("Noah") + "/return", people + functest.MemberID("Fay") + "/seat",
		people + functest.MemberID("Fay") + "/withdraw", people + functest.MemberID("Gil") + "/decision",
		people + gone.ID + "/reinstate", people + odd.ID + "/let-in", theGroup + "close", theExtension,
	} {
		env.Get(t, path, http.StatusConflict, "The October 2026 cohort has ended")
	}
}
