package act_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestL12WhoWithdrewByThemselvesIsErased(t *testing.T) {
	env, mira := open(t)
	env.Cohort(t, functest.October, pug.StageMembers)
	env.SignIn(t, functest.Ada)
	gone := mira.Withdrawn(pug.Decision{By: mira.Name(), Own: true, At: env.Now()})
	env.Must(t, env.Store.Withdraw(t.Context(), store.Withdrawal{Before: mira, After: gone}))
	env.Act(t, "/desk/people/"+mira.ID+"/erase", url.Values{"confirmed": {mira.Email}, "why": {"Asked for by email."}})
	for _, trace := range []string{"Okafor", mira.Email} {
		for _, key := range env.Mentions(trace) {
			t.Errorf("%q stands in %s", trace, key)
		}
	}
}

func TestL12NothingIsDoneAboutSomebodyWhoWasErased(t *testing.T) {
	env, _ := open(t)
	env.Cohort(t, functest.October, pug.StageRunning)
	env.SignIn(t, functest.Ada)
	ned := env.Member(t, "Ned Roth", func(a *pug.Application) { a.Status = pug.StatusPending })
	env.Decide(t, ned.ID, pug.ChoiceDecline)
	mia := env.Member(t, "Mia Okoye")
	env.Group(t, 1, env.Champion(t, "Cleo Marsh"), mia)
	env.Act(t, "/desk/people/"+mia.ID+"/leave", url.Values{"why": {"She asked."}})
	for _, who := range []pug.Application{ned, mia} {
		person := "/desk/people/" + who.ID
		env.Act(t, person+"/erase", url.Values{"confirmed": {who.Email}, "why": {"Asked for by email."}})
		for _, name := range []string{"decision", "let-in", "leave", "move", "return", "seat", "unseat", "withdraw", "reinstate",
			"part", "note", "identity", "erase"} {
			env.Get(t, person+"/"+name, http.StatusConflict, "The data of this person were erased on 1 September 2026.")
		}
		if page := env.Get(t, person, http.StatusOK); strings.Contains(page, "What you can do") {
			t.Errorf("the page offers something:\n%s", page)
		}
	}
}

func TestL12ACoChampionIsErased(t *testing.T) {
	for name, c := range map[string]func(t *testing.T, env *functest.Env){
		"who leads no longer": func(t *testing.T, env *functest.Env) {
			env.Act(t, theGroup+"end-co-champion", url.Values{"then": {"leaves"}, "why": {"They asked."}})
			env.Pass(time.Minute)
		},
		"of a cohort that has ended": func(t *testing.T, env *functest.Env) {
			env.Must(t, env.Store.SetStage(t.Context(), functest.October, pug.StageClosed))
		},
	} {
		t.Run(name, func(t *testing.T) {
			env := led(t)
			mia := "/desk/people/" + functest.MemberID("Mia")
			env.Act(t, theGroup+"co-champion", url.Values{"who": {functest.MemberID("Mia")}, "why": {"Two lead better."}})
			env.Pass(time.Minute)
			env.Get(t, mia+"/erase", http.StatusConflict, "Mia Okoye leads Group 1 of the October 2026 cohort. End that first")
			c(t, env)
			env.Act(t, mia+"/erase", url.Values{"confirmed": {"mia@example.com"}, "why": {"Asked for by email."}})
			for _, trace := range []string{"Okoye", "mia@example.com"} {
				for _, key := range env.Mentions(trace) {
					t.Errorf("%q stands in %s", trace, key)
				}
			}
			env.Get(t, "/desk/groups/2026-H2-g01", http.StatusOK, "Cleo Marsh")
		})
	}
}
