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

const datesPath = "/desk/cohorts/2026-H2/dates"

// moving is the desk with Ada while members apply, and the form of dates as she opened it, with some of them changed.
func moving(t *testing.T, changes map[string]string) (*functest.Env, url.Values) {
	t.Helper()
	env, _ := open(t)
	c := env.Cohort(t, functest.October, pug.StageMembers)
	env.At(c.Dates.MembersOpen.Add(24 * time.Hour))
	env.SignIn(t, functest.Ada)
	form := url.Values{"why": {"The form was down"}, "read": {"0"}}
	for _, name := range c.Movable(env.Now()) {
		at, _ := c.Dates.At(name)
		form.Set(name, at.In(env.Settings.Zone).Format("2006-01-02T15:04"))
	}
	for name, value := range changes {
		form.Set(name, value)
	}
	return env, form
}

func TestWhatIsWrongWithADateIsSaidAtItsField(t *testing.T) {
	for says, row := range map[string]struct {
		changes map[string]string
		want    string
	}{
		"no time":                  {map[string]string{"launch": "soon"}, "Give the date as"},
		"an hour that clocks skip": {map[string]string{"renew": "2027-03-14T02:30"}, "the clocks in New York skip"},
		"before what comes first":  {map[string]string{"members_close": "2026-09-22T09:00"}, "This comes before"},
		"in the past":              {map[string]string{"members_close": "2026-09-01T10:00"}, "This is in the past"},
		"a launch after its month": {map[string]string{"launch": "2026-11-03T09:00"}, "October 2026 is over by then"},
	} {
		t.Run(says, func(t *testing.T) {
			env, form := moving(t, row.changes)
			env.Post(t, datesPath, form, http.StatusUnprocessableEntity, row.want, "The form was down")
		})
	}
}

func TestDatesThatHavePassedAreNotInTheForm(t *testing.T) {
	env, _ := moving(t, nil)
	page := env.Get(t, datesPath, http.StatusOK, `name="members_close" type="datetime-local" value="2026-09-17T09:00"`,
		"A later time opens the phase again", "New York time, UTC-4.", "New York time, UTC-5.")
	functest.Contains(t, page, `name="champions_close"`, `name="2026-10"`)
	for _, passed := range []string{"champions_open", "members_open"} {
		if strings.Contains(page, `name="`+passed+`"`) {
			t.Errorf("%s can be moved", passed)
		}
	}
}

func TestNobodyMovesDatesBackThatSomebodyElseHasMoved(t *testing.T) {
	env, form := moving(t, map[string]string{"launch": "2026-10-02T09:00"})
	env.Act(t, datesPath, form)
	form.Set("launch", "2026-10-01T09:00") // a page that was opened before
	form.Set("renew", "2027-02-20T09:00")
	env.Post(t, datesPath, form, http.StatusConflict, "Somebody has moved dates")
	form.Set("read", "1")
	receipt := env.Act(t, datesPath, form)
	functest.Contains(t, receipt, "“Launch” from Fri 2 Oct 2026, 09:00 New York (-04:00) to Thu 1 Oct 2026, 09:00 New York (-04:00)")
}

func TestACohortThatThereIsNot(t *testing.T) {
	env, _ := moving(t, nil)
	for _, id := range []string{"2031-H1", "picnic"} {
		env.Get(t, "/desk/cohorts/"+id+"/dates", http.StatusNotFound)
	}
}
