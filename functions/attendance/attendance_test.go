package attendance_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/attendance"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const (
	cohort = functest.October
	ada    = functest.Ada
	bo     = functest.Bo
	cleo   = "cleo@champion.example"
)

// stage is a running cohort of one group, led by Cleo, with the function under test.
type stage struct {
	*functest.Env
	t     *testing.T
	group pug.Group
}

// launch is the moment at which the members of the group join.
var launch = time.Date(2026, 10, 1, 13, 0, 0, 0, time.UTC)

// setUp seats the members, each named after their company's first letter: "mia@acorn.example" is Mia of acorn.
func setUp(t *testing.T, members ...string) *stage {
	t.Helper()
	r := functest.New(t, launch)
	f, err := attendance.New(r.Deps())
	r.Must(t, err)
	r.Function = f
	r.Cohort(t, cohort, pug.StageRunning)
	s := &stage{Env: r, t: t}
	s.group = s.open(1, cleo)
	for _, email := range members {
		s.Seat(t, s.group, s.apply(email))
	}
	return s
}

// open stores the n-th group with its Champion.
func (s *stage) open(n int, champion string) pug.Group {
	s.t.Helper()
	return s.Group(s.t, n, s.Apply(s.t, application(pug.KindChampion, champion)))
}

// application is one that suits every group of these tests; the address gives name and company.
func application(kind pug.Kind, email string) pug.Application {
	name, domain, _ := strings.Cut(email, "@")
	company, _, _ := strings.Cut(domain, ".")
	return functest.NewApplication(kind, strings.ToUpper(name[:1])+name[1:], func(a *pug.Application) {
		a.Email, a.Company, a.Region = email, company, pug.RegionEMEA
	})
}

func (s *stage) apply(email string) pug.Application {
	s.t.Helper()
	return s.Apply(s.t, application(pug.KindMember, email))
}

// wait puts people on the waitlist, in order.
func (s *stage) wait(emails ...string) {
	s.t.Helper()
	for i, email := range emails {
		s.Wait(s.t, i+1, s.apply(email))
	}
}

// meet stores the meeting of a month in a state, on its 8th, with what the Champion reported by first name.
func (s *stage) meet(month string, state pug.MeetingState, said map[string]pug.Attendance) {
	s.t.Helper()
	first, err := time.Parse("2006-01", month)
	s.Must(s.t, err)
	m := pug.Meeting{Group: s.group.ID, Month: month, State: state, Topic: "Discounts",
		Starts: first.AddDate(0, 0, 7).Add(15 * time.Hour), Zone: "Europe/Berlin", Minutes: 60}
	s.Must(s.t, s.Store.AddMeeting(s.t.Context(), m))
	report := pug.Report{Group: m.Group, Month: month, Members: map[string]pug.Attendance{}}
	for name, a := range said {
		report.Members[functest.MemberID(name)] = a
	}
	_, err = s.Store.SaveMeeting(s.t.Context(), m, []pug.Report{report})
	s.Must(s.t, err)
	s.At(m.Starts.AddDate(0, 0, 2))
}

func (s *stage) daily() { s.t.Helper(); s.Task(s.t, "daily", map[string]any{}, nil) }

// flagOf is the id of a member's flag.
func flagOf(name string, misses int) string {
	return pug.FlagID(pug.GroupID(cohort, 1), functest.MemberID(name), misses)
}

// flag is a member with two misses, flagged, and staff asked.
func (s *stage) flag(name string) string {
	s.t.Helper()
	said := map[string]pug.Attendance{name: pug.Missed}
	s.meet("2026-10", pug.MeetingReported, said)
	s.meet("2026-11", pug.MeetingReported, said)
	s.daily()
	s.ask(flagOf(name, 2), 0)
	return flagOf(name, 2)
}

func (s *stage) ask(flag string, round int) {
	s.t.Helper()
	s.Task(s.t, "ask", map[string]any{"flag": flag, "token": fmt.Sprint("ask-", round), "round": round}, nil)
}

// decide posts a choice on a link, and wants a status and texts on the page.
func (s *stage) decide(link string, choice pug.Choice, status int, texts ...string) {
	s.t.Helper()
	s.Post(s.t, link, url.Values{"choice": {string(choice)}, "note": {"as agreed"}}, status, texts...)
}

// record does what the workflow does with a decision, and says whether a seat came free.
func (s *stage) record(flag string) bool {
	s.t.Helper()
	var out struct{ Freed bool }
	s.Task(s.t, "record", map[string]any{"flag": flag}, &out)
	s.Task(s.t, "tell", map[string]any{"flag": flag}, nil)
	return out.Freed
}

// excuse takes a member with two misses out of the group, so that the seat is free.
func (s *stage) excuse(name string) string {
	s.t.Helper()
	flag := s.flag(name)
	s.decide(s.LinkTo(s.t, ada), pug.ChoiceExcuse, http.StatusOK)
	if !s.record(flag) {
		s.t.Fatalf("the seat of %s is not free", name)
	}
	return flag
}
