package act_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// changing is the desk with Ada, and with Ina, on whose application Bo has decided while members apply.
func changing(t *testing.T, choice pug.Choice) (env *functest.Env, path string) {
	t.Helper()
	env, _ = open(t)
	env.Cohort(t, functest.October, pug.StageMembers)
	ina := env.Member(t, "Ina Roth", func(a *pug.Application) { a.Status = pug.StatusPending })
	d := pug.Decision{Choice: choice, By: "Bo Lund", At: env.Now()}
	env.Must(t, env.Store.DecideApplication(t.Context(), ina.ID, d))
	env.SignIn(t, functest.Ada)
	return env, "/desk/people/" + ina.ID + "/decision"
}

// told stores the letter about the first decision, which goes out.
func told(t *testing.T, env *functest.Env) {
	t.Helper()
	to := letter.ToApplicant(env.Application(t, functest.MemberID("ina")))
	key := "review/" + functest.MemberID("ina") + "/outcome"
	env.Must(t, env.Store.Post(t.Context(), store.Letter{ID: letter.ID(key, to), Key: key, Words: "{}",
		Written: env.Now(), To: store.Mailbox{Email: to.Email}, State: store.LetterWaiting}))
}

func answers(choice pug.Choice) url.Values {
	return url.Values{"choice": {string(choice)}, "why": {"A slip"}}
}

func TestTheApplicantHearsWhatIsTrueNow(t *testing.T) {
	for says, row := range map[string]struct {
		was, to pug.Choice
		subject string
	}{
		"declined, and approved after all":   {pug.ChoiceDecline, pug.ChoiceApprove, "Changed: you are approved for the October 2026 cohort"},
		"approved, and declined after all":   {pug.ChoiceApprove, pug.ChoiceDecline, "Changed: not this time: your application for the October 2026 cohort"},
		"approved, and waitlisted after all": {pug.ChoiceApprove, pug.ChoiceWaitlist, "Changed: you are on the waitlist of the October 2026 cohort"},
	} {
		t.Run(says, func(t *testing.T) {
			env, path := changing(t, row.was)
			told(t, env)
			env.Act(t, path, answers(row.to))
			env.WantMail(t, "ina@example.com", row.subject, 1)
			env.Get(t, path, http.StatusOK, "The application of Ina Roth was "+row.to.Past()+" by Ada Hart")
		})
	}
}

func TestWhoLeadsAGroupDoesNotComeToTheWaitlist(t *testing.T) {
	env, _ := open(t)
	env.Cohort(t, functest.October, pug.StageRunning)
	ina := env.Member(t, "Ina Roth", func(a *pug.Application) { a.Status = pug.StatusDeclined })
	env.Apply(t, functest.NewApplication(pug.KindChampion, "Ina Roth", func(a *pug.Application) {
		a.Email, a.Group = ina.Email, pug.GroupID(functest.October, 1)
	}))
	env.SignIn(t, functest.Ada)
	env.Get(t, "/desk/people/"+ina.ID+"/decision", http.StatusConflict, "Ina Roth has a part in Group 1 already, by another application.")
}

func TestWhoLeadsAGroupDoesNotComeBackIntoOneAsAMember(t *testing.T) {
	env := led(t)
	env.Act(t, "/desk/people/"+functest.MemberID("Mia")+"/leave", url.Values{"why": {"She asked us to."}})
	env.Apply(t, functest.NewApplication(pug.KindChampion, "Mia Okoye", func(a *pug.Application) {
		a.Group = pug.GroupID(functest.October, 2)
	}))
	env.Get(t, "/desk/people/"+functest.MemberID("Mia")+"/return", http.StatusConflict,
		"Mia Okoye has a part in Group 2 already, by another application.")
}

func TestADecisionThatSomebodyElseChangedMeanwhileIsShownAnew(t *testing.T) {
	env, path := changing(t, pug.ChoiceDecline)
	preview := env.Post(t, path, answers(pug.ChoiceApprove), http.StatusOK, `name="shown"`)
	_, rest, _ := strings.Cut(preview, `name="shown" value="`)
	shown, _, _ := strings.Cut(rest, `"`)
	env.Act(t, path, answers(pug.ChoiceWaitlist))
	form := answers(pug.ChoiceApprove)
	form.Set("shown", shown)
	env.Post(t, path, form, http.StatusOK, "Something has changed", "approved instead of waitlisted")
	if a := env.Application(t, functest.MemberID("ina")); a.Status != pug.StatusWaitlisted {
		t.Errorf("it is %s", a.Status)
	}
}

func TestAChangedDecisionIsTakenBackByItsReceipt(t *testing.T) {
	env, path := changing(t, pug.ChoiceDecline)
	receipt := env.Act(t, path, answers(pug.ChoiceApprove))
	functest.Contains(t, receipt, `href="`+path+`?choice=decline">Undo`)
	env.Get(t, path+"?choice=decline", http.StatusOK, `value="decline"`, "checked")
}
