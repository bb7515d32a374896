package desk_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// waiting is how many people wait in the cohort of the benchmark.
const waiting = 2_000

// BenchmarkCohortPages opens the pages of a cohort with ten full groups in which two thousand people wait, and with as
// many lines in its log as the name says. No page reads single applications, so that more of them change nothing else.
func BenchmarkCohortPages(b *testing.B) {
	for _, n := range []int{2_000, 100_000} {
		env := crowded(b, n)
		for _, path := range []string{"/desk/cohorts", "/desk/cohorts/2026-H2", "/desk/cohorts/2026-H2/waitlist",
			"/desk/cohorts/2026-H2/log", "/desk/groups/2026-H2-g01/attendance"} {
			env.Get(b, path, http.StatusOK) // templates are parsed once, and figures counted
			b.Run(fmt.Sprintf("%d%s", n, path), func(b *testing.B) {
				for b.Loop() {
					page := env.Get(b, path, http.StatusOK)
					b.ReportMetric(float64(len(page))/1024, "KB")
				}
			})
		}
	}
}

// crowded is the desk of a cohort with n lines in its log.
func crowded(b *testing.B, n int) *functest.Env {
	b.Helper()
	env := desktest.New(b, time.Date(2026, time.September, 22, 12, 0, 0, 0, time.UTC))
	env.Cohort(b, functest.October, pug.StageRunning)
	for g := range pug.MaxGroups {
		full(b, env, g+1)
	}
	for i := range waiting {
		env.Wait(b, i+1, env.Member(b, fmt.Sprintf("Waiting%d Person", i)))
	}
	var lines []pug.Entry
	for i := range n {
		person := pug.Person{ID: fmt.Sprintf("2026-H2-member-%d", i), Name: "Ada Hart", Company: "Northwind"}
		lines = append(lines, pug.LogWaits(pug.Place{Cohort: functest.October, Order: i, Person: person,
			Why: "The group you asked for is full."}, env.Now()))
	}
	env.Must(b, env.Store.Log(b.Context(), lines...))
	env.At(time.Date(2027, time.April, 1, 12, 0, 0, 0, time.UTC))
	env.SignIn(b, functest.Ada)
	return env
}

// full fills a group, which meets six times.
func full(b *testing.B, env *functest.Env, n int) {
	b.Helper()
	g := env.Group(b, n, env.Champion(b, fmt.Sprintf("Champion%d Test", n)))
	said := map[string]pug.Attendance{}
	for i := range pug.MemberSeats {
		m := env.Member(b, fmt.Sprintf("Member%dx%d Test", n, i))
		env.Seat(b, g, m)
		said[m.ID] = pug.Attended
	}
	for _, month := range functest.October.Months() {
		m := pug.Meeting{Group: g.ID, Month: month, State: pug.MeetingReported, Starts: env.Now().AddDate(0, 1, 0)}
		env.Must(b, env.Store.AddMeeting(b.Context(), m))
		_, err := env.Store.SaveMeeting(b.Context(), m, []pug.Report{{Group: g.ID, Month: month, Members: said}})
		env.Must(b, err)
	}
}
