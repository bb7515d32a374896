package desk_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// running is the desk in November: two members in a group that met in October, one of whom was not there, and three
// people who wait.
func running(t *testing.T) *functest.Env {
	t.Helper()
	env := desktest.New(t, time.Date(2026, time.September, 22, 12, 0, 0, 0, time.UTC))
	env.Cohort(t, functest.October, pug.StageRunning)
	mira, noor := env.Member(t, "Mira Okafor"), env.Member(t, "Noor Haddad")
	g := env.Group(t, 1, env.Champion(t, "Rosa Lind"), mira, noor)
	env.Wait(t, 1, env.Member(t, "Ada One"), env.Member(t, "Bea Two"), env.Member(t, "Cy Three"))
	env.At(time.Date(2026, time.November, 3, 12, 0, 0, 0, time.UTC))
	october := pug.Meeting{Group: g.ID, Month: "2026-10", State: pug.MeetingReported, Starts: env.Now().AddDate(0, 0, -14)}
	env.Must(t, env.Store.AddMeeting(t.Context(), october))
	_, err := env.Store.SaveMeeting(t.Context(), october, []pug.Report{{Group: g.ID, Month: "2026-10",
		Members: map[string]pug.Attendance{mira.ID: pug.Attended, noor.ID: pug.Missed}}})
	env.Must(t, err)
	env.Must(t, env.Store.AddMeeting(t.Context(), pug.Meeting{Group: g.ID, Month: "2026-11", State: pug.MeetingPlanned,
		Starts: env.Now().AddDate(0, 0, 7), Zone: "Europe/Berlin"}))
	env.SignIn(t, functest.Ada)
	return env
}

func TestTheCohortIsSeenAtAGlance(t *testing.T) {
	env := running(t)
	env.Get(t, "/desk/cohorts", http.StatusOK, "October 2026", "Running", `href="/desk/cohorts/2026-H2"`)
	page := env.Get(t, "/desk/cohorts/2026-H2", http.StatusOK, "Champion applications", "1 application, 1 approved",
		"5 applications, 5 approved", "2 members with a seat", "1 meeting reported, 50% attendance", "Group 1: Pricing", "2 of 19",
		"Tue 10 Nov 2026, 13:00 Berlin (&#43;01:00)", `<td class="warn" data-label="Oct">1 of 2</td>`, "App partner", "5 of 5")
	if strings.Contains(page, "Compared") {
		t.Error("it is compared with a cohort that never was")
	}
	env.Must(t, env.Store.AddCohort(t.Context(), pug.Cohort{ID: "2026-H1", Stage: pug.StageClosed,
		Dates: calendar.Plan("2026-H1", time.UTC, calendar.DefaultLeads())}))
	env.Get(t, "/desk/cohorts/2026-h2", http.StatusOK, "Compared with the March 2026 cohort", "100% (5 of 5)", "50% (1 of 2)")
	env.Get(t, "/desk/cohorts/2031-H1", http.StatusNotFound, "There is no cohort")
	env.Get(t, "/desk/cohorts/nonsense", http.StatusNotFound, "There is no such cohort")
}

func TestDatesAreMovedFromThePageOfTheCohort(t *testing.T) {
	env := running(t)
	env.Get(t, "/desk/cohorts/2026-H2", http.StatusOK, `href="/desk/cohorts/2026-H2/dates"`,
		`href="/desk/cohorts/2026-H2/extension"`, "Thu 1 Oct 2026 to Wed 31 Mar 2027")
}

func TestWhoCameIsSaidInWords(t *testing.T) {
	env := running(t)
	env.Get(t, "/desk/groups/2026-H2-g01/attendance", http.StatusOK, ">Oct<", "Mira Okafor",
		`<td class="good" data-label="Oct">Attended</td>`, `<td class="bad" data-label="Oct">Missed</td>`,
		`<td class="warn" data-label="Oct">1 of 2</td>`, `<td class="" data-label="Nov">Ahead</td>`)
}

func TestOnceACohortHasEndedItsGroupsAreLookedAtOnly(t *testing.T) {
	env := running(t)
	const group = "/desk/groups/2026-H2-g01"
	env.Get(t, group, http.StatusOK, "Name a successor", "/leave", "Give a seat", `<a href="/desk/cohorts/2026-H2">October 2026 cohort</a>`)
	env.Must(t, env.Store.SetStage(t.Context(), functest.October, pug.StageClosed))
	page := env.Get(t, group, http.StatusOK, "Mira Okafor") + env.Get(t, "/desk/cohorts/2026-H2", http.StatusOK, "1 of 2")
	for _, late := range []string{"Name a successor", "/leave", "Give a seat", "Next meeting"} {
		if strings.Contains(page, late) {
			t.Errorf("%q stands there still", late)
		}
	}
}

func TestEveryListOfACohortLeadsBackToIt(t *testing.T) {
	env := running(t)
	for _, list := range []string{"applications", "waitlist", "letters", "log", "export"} {
		env.Get(t, "/desk/cohorts/2026-H2/"+list, http.StatusOK, `<a href="/desk/cohorts/2026-H2">Overview</a>`,
			`<a href="/desk/cohorts/2026-H2/`+list+`" aria-current="page">`)
	}
	if page := env.Get(t, "/desk/log", http.StatusOK); strings.Contains(page, "Overview") {
		t.Error("the log of the desk belongs to a cohort")
	}
}

func TestBeforeThereIsAWaitlistItsPageSaysWhenItIsFormed(t *testing.T) {
	env, _ := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	env.Cohort(t, "2026-H2", pug.StageMembers)
	env.Get(t, "/desk/cohorts/2026-H2/waitlist", http.StatusOK, "formed when the groups are published", "status=waitlisted")
	env.Must(t, env.Store.SetStage(t.Context(), "2026-H2", pug.StageClosed))
	env.Get(t, "/desk/cohorts/2026-H2/waitlist", http.StatusOK, "Nobody is on the waitlist.")
}

func TestTheWaitlistIsInItsOrder(t *testing.T) {
	env := running(t)
	page := env.Get(t, "/desk/cohorts/2026-H2/waitlist", http.StatusOK, "Approved applicants come first", "no seat")
	at := -1
	for _, name := range []string{"Ada One", "Bea Two", "Cy Three"} {
		next := strings.Index(page, name)
		if next <= at {
			t.Errorf("%s is out of order", name)
		}
		at = next
	}
}

func TestTheDiaryIsReadPageByPage(t *testing.T) {
	env := running(t)
	var lines []pug.Entry
	for i := range 150 {
		lines = append(lines, pug.LogSeated(pug.Seat{Group: "2026-H2-g01", Joined: env.Now().Add(time.Duration(i) * time.Hour),
			Member: pug.Person{ID: fmt.Sprintf("2026-H2-member-%d", i), Name: fmt.Sprintf("No. %d", i)}}))
	}
	withdrawn := pug.Entry{At: env.Now(), By: "Bo Lund", Deed: "withdrew", Cohort: functest.October, Why: "Moved on.",
		About: []pug.Subject{{ID: "2026-H2-member-149", Name: "Yan <b>"}}, What: "The application of {0} was withdrawn"}
	env.Must(t, env.Store.Log(t.Context(), append(lines, withdrawn)...))

	page := env.Get(t, "/desk/cohorts/2026-H2/log", http.StatusOK, "Mon 9 Nov 2026",
		`<a href="/desk/people/2026-H2-member-149">No. 149</a> got a seat in <a href="/desk/groups/2026-H2-g01">Group 1</a>.`)
	if strings.Contains(page, "No. 49<") {
		t.Error("it has more than a hundred lines")
	}
	if strings.Count(page, "New York") != 1 || strings.Contains(page, "-05:00") {
		t.Error("it says more than once where the times are")
	}
	functest.Contains(t, page, "Times are in New York, UTC-5.")
	_, rest, _ := strings.Cut(page, `href="?before=`)
	older, _, _ := strings.Cut(rest, `"`)
	env.Get(t, "/desk/cohorts/2026-H2/log?before="+older, http.StatusOK, "No. 49<", "No. 0<",
		"The application of", "Yan &lt;b&gt;", "By Bo Lund.", "<q>Moved on.</q>")

	narrowed := env.Get(t, "/desk/cohorts/2026-H2/log?day=2026-11-03&deed=withdrew&name=bo+lund", http.StatusOK, "withdrawn")
	if strings.Contains(narrowed, "got a seat") {
		t.Error("it shows what was not asked for")
	}
	env.Get(t, "/desk/log", http.StatusOK, "Nothing stands in the log yet")
}
