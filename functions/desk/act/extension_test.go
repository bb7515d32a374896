package act_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const theExtension = "/desk/cohorts/2026-H2/extension"

// late are the answers by which Mei may apply two days after the close of 17 September.
func late(field, value string) url.Values {
	form := url.Values{"email": {"Mei@Harbor.example"}, "kind": {"member"}, "until": {"2026-09-19T09:00"},
		"decide": {"2026-09-20T09:00"}, "why": {"She is at sea."}}
	if field != "" {
		form.Set(field, value)
	}
	return form
}

func TestL9WhatIsWrongWithAnExtensionIsSaidAtItsField(t *testing.T) {
	env, _ := open(t)
	env.Cohort(t, functest.October, pug.StageMembers)
	env.SignIn(t, functest.Ada)
	for name, c := range map[string]struct{ field, value, says string }{
		"no address":                      {"email", "mei", "The email address has no @."},
		"neither a member nor a Champion": {"kind", "guest", "Choose one of the answers."},
		"a time that has passed":          {"until", "2026-08-19T09:00", "Give a time that is still to come."},
		"a time before the close":         {"until", "2026-09-10T09:00", "Everybody may apply until then."},
		"decided before they apply":       {"decide", "2026-09-18T09:00", "Give a time after the one until which they may apply."},
		"no time at all":                  {"until", "soon", "f-until-problem"},
	} {
		t.Run(name, func(t *testing.T) {
			env.Post(t, theExtension, late(c.field, c.value), http.StatusUnprocessableEntity, c.says, "She is at sea.")
		})
	}
}

func TestL9AnExtensionIsTakenBackAndGivenAgain(t *testing.T) {
	env, _ := open(t)
	env.Cohort(t, functest.October, pug.StageMembers)
	env.SignIn(t, functest.Ada)
	may := func() bool {
		e, err := env.Store.Extension(t.Context(), functest.October, pug.KindMember, "mei@harbor.example")
		env.Must(t, err)
		return !e.Until.IsZero()
	}
	receipt := env.Act(t, theExtension, late("", ""))
	if page := env.Get(t, "/desk/cohorts/2026-H2", http.StatusOK); strings.Contains(page, "no-extension") {
		t.Error("who looks at a cohort is offered to take back what nobody may have done")
	}
	env.Get(t, "/desk/cohorts/2026-H2/log", http.StatusOK,
		`href="/desk/cohorts/2026-H2/no-extension?kind=member">Undo<span class="unseen">: Somebody may apply as a member`)
	for _, want := range []bool{false, true} {
		path, form := undoing(t, receipt)
		if form.Has("email") {
			t.Errorf("the log keeps the address of somebody who has not applied: %v", form)
		}
		form.Set("email", "mei@harbor.example")
		receipt = env.Act(t, path, form)
		if may() != want {
			t.Errorf("after %s she may apply later: %t", path, may())
		}
	}
	env.Post(t, "/desk/cohorts/2026-H2/no-extension", late("kind", "champion"), http.StatusUnprocessableEntity,
		"Nobody has let this address apply later as a Champion.", "She is at sea.")
}

func TestL9ALaterExtensionTakesThePlaceOfTheOneBefore(t *testing.T) {
	env, _ := open(t)
	env.Cohort(t, functest.October, pug.StageMembers)
	env.SignIn(t, functest.Ada)
	for _, until := range []string{"2026-09-19T09:00", "2026-09-18T09:00"} {
		env.Act(t, theExtension, late("until", until))
		env.Pass(time.Minute)
		e, err := env.Store.Extension(t.Context(), functest.October, pug.KindMember, "mei@harbor.example")
		if err != nil || e.Until.In(env.Settings.Zone).Format("2006-01-02T15:04") != until {
			t.Errorf("%+v, %v, want %s", e, err, until)
		}
	}
	if n := len(env.Sent); n > 0 {
		t.Errorf("%d are told", n)
	}
	env.Must(t, env.Store.SetStage(t.Context(), functest.October, pug.StageClosed))
	env.Get(t, theExtension, http.StatusConflict, "The October 2026 cohort has ended.")
}
