package act_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestL9AnOddApplicationIsPutRightAndLetInOnce(t *testing.T) {
	env, _ := open(t)
	env.Cohort(t, functest.October, pug.StageMembers)
	env.SignIn(t, functest.Ada)
	ina := functest.NewApplication(pug.KindMember, "Ina Roth", func(a *pug.Application) {
		a.Status, a.Role, a.Commitments, a.Submitted = pug.StatusOdd, "", false, desktest.Noon
	})
	env.Must(t, env.Store.Take(t.Context(), store.Taking{Submission: "ina", Received: env.Now(), Application: ina}))
	path := "/desk/people/" + ina.ID + "/let-in"
	env.Get(t, path, http.StatusOK, "<h1>Let in Ina Roth", ina.Email, "Decided by")
	with := func(field, value string) url.Values {
		form := url.Values{"first": {"Ina"}, "last": {"Roth"}, "email": {ina.Email}, "company": {"Ina Ltd"},
			"type": {string(pug.PartnerTypes()[0])}, "role": {"sales"}, "region": {"EMEA"}, "topic1": {"Pricing"},
			"commitments": {"true"}, "by": {"2026-09-19T09:00"}, "why": {"She called."}}
		form.Set(field, value)
		return form
	}
	for name, c := range map[string]struct{ field, value, says string }{
		"an address that is none":    {"email", "ina", "The email address has no @."},
		"a role that nobody has":     {"role", "astronaut", "Choose one of the answers."},
		"commitments left out":       {"commitments", "", "commitments"},
		"a deadline that has passed": {"by", "2026-08-01T09:00", "Give a time that is still to come"},
	} {
		t.Run(name, func(t *testing.T) {
			env.Post(t, path, with(c.field, c.value), http.StatusUnprocessableEntity, c.says, "She called.")
		})
	}
	nameless := with("first", "")
	nameless.Set("last", "")
	env.Post(t, path, nameless, http.StatusUnprocessableEntity, `id="f-first-problem">Give a name.`)
	env.Act(t, path, with("role", "sales"))
	if a := env.Application(t, ina.ID); a.Status != pug.StatusPending || a.Role != pug.RoleSales || len(env.Started) != 1 {
		t.Errorf("it is %s as %s, and %d executions were started", a.Status, a.Role, len(env.Started))
	}
	env.WantMail(t, ina.Email, "Your application", 1)
	env.Post(t, path, with("role", "sales"), http.StatusConflict, "is in review already. Decide on it.")
}
