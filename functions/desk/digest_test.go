package desk_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// Ada takes the letter of the morning; Bo hears of each application. Submissions are at noon in UTC, four hours before
// the programme's eight o'clock of the next day.
func TestTheLetterOfTheMorningComesOnlyWhenThereIsAReason(t *testing.T) {
	const subject = "At the desk: "
	for name, c := range map[string]struct {
		kind  pug.Kind
		after int // mornings
		want  int
	}{
		"a member has applied":                         {pug.KindMember, 1, 1},
		"nothing is new":                               {pug.KindMember, 2, 0},
		"it has waited for two days":                   {pug.KindMember, 3, 1},
		"it has waited for five days":                  {pug.KindMember, 6, 1},
		"it has waited for longer":                     {pug.KindMember, 7, 0},
		"it ends before the next letter does any good": {pug.KindMember, 8, 1},
		"it has ended on the eve":                      {pug.KindMember, 9, 0},
		"of a Champion, they have heard at once":       {pug.KindChampion, 1, 0},
		"a Champion's application waits for two days":  {pug.KindChampion, 3, 1},
	} {
		t.Run(name, func(t *testing.T) {
			env, _ := desktest.Open(t)
			env.Hear(t, functest.Ada, pug.StaffMailDigest)
			inReview(t, env, c.kind, "Ina Berg")
			env.At(desktest.Noon.AddDate(0, 0, c.after).Add(-4 * time.Hour))
			env.Task(t, "digest", struct{}{}, nil)
			env.Task(t, "digest", struct{}{}, nil) // the schedule may fire twice
			env.Get(t, "/signin", http.StatusOK)
			env.WantMail(t, functest.Ada, subject, c.want)
			env.WantMail(t, functest.Bo, subject, 0)
		})
	}
}

func TestOverAWeekendNothingIsForgotten(t *testing.T) {
	for name, c := range map[string]struct {
		applied, morning time.Time
		want             int
	}{
		"on Monday, what came on Saturday is new":                {desktest.Noon.AddDate(0, 0, 4), desktest.Noon.AddDate(0, 0, 6), 1},
		"on Monday, what waits for two days since Friday is due": {desktest.Noon.AddDate(0, 0, 3).Add(-6 * time.Hour), desktest.Noon.AddDate(0, 0, 6), 1},
		"on Friday, what is decided on Monday noon ends":         {desktest.Noon.AddDate(0, 0, -3), desktest.Noon.AddDate(0, 0, 3), 1},
	} {
		t.Run(name, func(t *testing.T) {
			env, _ := desktest.Open(t)
			env.Hear(t, functest.Ada, pug.StaffMailDigest)
			env.Apply(t, functest.NewApplication(pug.KindMember, "Ina Berg", func(a *pug.Application) {
				a.Status, a.Submitted, a.Deadline = pug.StatusPending, c.applied, c.applied.AddDate(0, 0, 9)
			}))
			env.At(c.morning.Add(-4 * time.Hour))
			env.Task(t, "digest", struct{}{}, nil)
			env.Get(t, "/signin", http.StatusOK)
			env.WantMail(t, functest.Ada, "At the desk: ", c.want)
		})
	}
}

func TestTheLetterOfTheMorningSaysWhatWaitsAndSignsIn(t *testing.T) {
	env, _ := desktest.Open(t)
	env.Hear(t, functest.Ada, pug.StaffMailDigest)
	inReview(t, env, pug.KindMember, "Ina Berg", "Bo Example", "Cy Adams", "Di Brown", "Eve Cole", "Flo Dunn")
	inReview(t, env, pug.KindChampion, "Cleo Brandt")
	env.At(desktest.Noon.Add(20 * time.Hour))
	env.Task(t, "digest", struct{}{}, nil)
	env.WantMail(t, functest.Ada, "At the desk: 7 things need you", 1)
	text := env.To(functest.Ada)[0].Text
	functest.Contains(t, text, "The October 2026 cohort", "Applications of Champions: 1", "Cleo Brandt",
		"Applications of members: 6 (6 new)", "Bo Example", "and 1 more", env.Settings.PublicURL+"/desk")
	w := env.Visit(http.MethodPost, env.LinkTo(t, functest.Ada), map[string][]string{})
	if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || to != "/desk" {
		t.Fatalf("the button answers %d and leads to %q", w.Code, to)
	}
	env.Cookie = w.Result().Cookies()[0]
	page := env.Get(t, "/desk", http.StatusOK, "Applications of members")
	if n := strings.Count(page, `name="id"`); n != 7 {
		t.Errorf("%d can be decided", n)
	}
}
