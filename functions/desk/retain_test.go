package desk_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// ended is the desk two years after October's cohort has ended: Mira had a seat, Cleo led, Bo waited.
func ended(t *testing.T) (*functest.Env, pug.Application) {
	t.Helper()
	env, mira := desktest.Open(t)
	env.Cohort(t, mira.Cohort, pug.StageRunning)
	g := env.Group(t, 1, env.Champion(t, "Cleo Brandt"), mira)
	env.Wait(t, 1, env.Member(t, "Bo Reyes"))
	flag := pug.Flag{ID: pug.FlagID(g.ID, mira.ID, 2), Group: g.ID, Member: mira.Person(), Missed: 2}
	env.Must(t, env.Store.AddFlag(t.Context(), flag))
	env.Must(t, env.Store.PutTalkingPoints(t.Context(), g.ID, "2026-10", pug.TalkingPoints{Member: mira.Person(), Text: "Prices"}))
	env.Must(t, env.Store.Log(t.Context(), pug.Entry{At: desktest.Noon, By: "Mira Okafor", Deed: "noted", Cohort: mira.Cohort,
		About: []pug.Subject{mira.Person().Subject(), g.Subject()}, What: "{0} was noted"}))
	env.Must(t, env.Store.SetStage(t.Context(), mira.Cohort, pug.StageClosed))
	env.At(time.Date(2029, time.April, 2, 3, 20, 0, 0, time.UTC))
	return env, env.Application(t, mira.ID)
}

func TestL12TwoYearsAfterItsEndACohortsPeopleAreErasedAndStillCount(t *testing.T) {
	env, mira := ended(t)
	stray := env.Apply(t, functest.NewApplication(pug.KindMember, "Stray Fox", func(a *pug.Application) {
		a.ID, a.Cohort, a.Status, a.Submitted = pug.ApplicationID("", pug.KindMember, "s1"), "", pug.StatusOdd, desktest.Noon
	}))
	before, err := env.Store.Figures(t.Context(), mira.Cohort)
	env.Must(t, err)
	env.SignIn(t, functest.Ada)
	env.Get(t, "/desk/people/"+mira.ID, http.StatusOK, "Mira Okafor")
	env.Get(t, "/desk/people/"+stray.ID, http.StatusOK, "Stray Fox")
	env.Task(t, "retain", struct{}{}, nil)
	env.Task(t, "retain", struct{}{}, nil)
	for _, trace := range []string{"okafor", "brandt", "reyes", "mira@", "companyofmira", "prices", "stray"} {
		for _, key := range env.Mentions(trace) {
			t.Errorf("%q stands in %s", trace, key)
		}
	}
	after, err := env.Store.Figures(t.Context(), mira.Cohort)
	env.Must(t, err)
	if before.Count(pug.KindMember, pug.StatusApproved) != 2 || after.Count(pug.KindMember, pug.StatusApproved) != 2 {
		t.Errorf("the figures were %v, and are %v", before, after)
	}
	a, err := env.Store.Application(t.Context(), mira.ID)
	if err != nil || a.Erased.IsZero() || a.Group != "2026-H2-g01" {
		t.Errorf("what is left is %+v, %v", a, err)
	}
	lines, _, err := env.Store.LogOf(t.Context(), "", "", 10)
	if err != nil || len(lines) != 1 || lines[0].By != pug.TheSoftware {
		t.Errorf("the log has %+v, %v", lines, err)
	}
	env.Get(t, "/desk/people/"+mira.ID, http.StatusOK, "were erased")
}

func TestL12NobodyIsErasedBeforeTheirTime(t *testing.T) {
	env, mira := ended(t)
	env.At(time.Date(2029, time.March, 31, 12, 0, 0, 0, time.UTC))
	env.Task(t, "retain", struct{}{}, nil)
	if a, err := env.Store.Application(t.Context(), mira.ID); err != nil || a.Email != mira.Email {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestWhoHasLeftTheStaffIsForgottenOnceNoLetterToThemIsKept(t *testing.T) {
	env, _ := ended(t)
	team, err := env.Store.Staff(t.Context())
	env.Must(t, err)
	bo := team.People[1].Email
	team, err = team.Remove(bo)
	env.Must(t, err)
	team.Left = append(team.Left, "eve@staff.example")
	env.Must(t, env.Store.ChangeStaff(t.Context(), team))
	env.Must(t, env.Store.Post(t.Context(), store.Letter{ID: store.LetterID("told", bo), Key: "told", To: store.Mailbox{Email: bo},
		State: store.LetterSent, Words: "{}", Written: env.Now()}))
	env.Task(t, "retain", struct{}{}, nil)
	if team, err = env.Store.Staff(t.Context()); err != nil || len(team.Left) != 1 || team.Left[0] != bo || len(team.People) != 1 {
		t.Errorf("the team is %+v, %v", team, err)
	}
}

func TestL12AnErasureThatBrokeOffIsTakenUpAgain(t *testing.T) {
	env, mira := ended(t)
	env.At(desktest.Noon.AddDate(1, 0, 0))
	standing, err := env.Store.Standing(t.Context(), mira)
	env.Must(t, err)
	all := []store.Standing{standing}
	env.Must(t, env.Store.BeginErasure(t.Context(), all, store.NewErasure(all, env.Now()))) // and then the function died
	env.Task(t, "retain", struct{}{}, nil)
	for _, trace := range []string{"okafor", "mira@"} {
		for _, key := range env.Mentions(trace) {
			t.Errorf("%q stands in %s", trace, key)
		}
	}
	if left := env.Mentions("Cleo Brandt"); len(left) == 0 {
		t.Error("others are erased with her")
	}
}
