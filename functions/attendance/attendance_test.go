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
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const (
	cohort = pug.CohortID("2026-H2")
	ada    = "ada@example.com" // staff
	bo     = "bo@example.com"  // staff
	cleo   = "cleo@champion.example"
)

// stage is a running cohort of one group, led by Cleo, with the function under test.
type stage struct {
	*functest.Env
	t     *testing.T
	f     *lambdafn.Function
	group pug.Group
}

// launch is the moment at which the members of the group join.
var launch = time.Date(2026, 10, 1, 13, 0, 0, 0, time.UTC)

// setUp seats the members, each named after their company's first letter: "mia@acorn.example" is Mia of acorn.
func setUp(t *testing.T, members ...string) *stage {
	t.Helper()
	r := functest.New(t, launch)
	f, err := attendance.New(r.Deps())
	if err != nil {
		t.Fatal(err)
	}
	r.Cohort(t, cohort, pug.StageRunning)
	s := &stage{Env: r, t: t, f: f}
	s.group = s.open(1, cleo)
	for _, email := range members {
		s.must(r.Store.TakeSeat(t.Context(), pug.Seat{Group: s.group.ID, Member: s.apply(email).Person(), Joined: launch}, nil))
	}
	return s
}

func (s *stage) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// open stores the n-th group with its Champion.
func (s *stage) open(n int, champion string) pug.Group {
	s.t.Helper()
	a := application(pug.KindChampion, champion)
	s.must(s.Store.AddApplication(s.t.Context(), a))
	g := pug.Group{ID: pug.GroupID(cohort, n), Cohort: cohort, Topic: a.Topic(), Role: a.Role, Region: a.Region, Champion: a.Person(), State: pug.GroupOpen}
	s.must(s.Store.AddGroup(s.t.Context(), g))
	return g
}

// application is one that suits every group of these tests; the address gives name and company.
func application(kind pug.Kind, email string) pug.Application {
	name, domain, _ := strings.Cut(email, "@")
	company, _, _ := strings.Cut(domain, ".")
	return pug.Application{
		ID: pug.ApplicationID(cohort, kind, name), Cohort: cohort, Kind: kind, Email: email,
		FirstName: strings.ToUpper(name[:1]) + name[1:], Company: company,
		Role: pug.RoleSales, Region: pug.RegionEMEA, Topics: []pug.Topic{{Name: "Pricing", Key: "pricing"}}, Status: pug.StatusApproved,
	}
}

func (s *stage) apply(email string) pug.Application {
	s.t.Helper()
	a := application(pug.KindMember, email)
	s.must(s.Store.AddApplication(s.t.Context(), a))
	return a
}

// wait puts people on the waitlist, in order.
func (s *stage) wait(emails ...string) {
	s.t.Helper()
	for i, email := range emails {
		s.must(s.Store.Wait(s.t.Context(), pug.Place{Cohort: cohort, Order: i + 1, Person: s.apply(email).Person(), Why: "no seat"}))
	}
}

// meet stores the meeting of a month in a state, on its 8th, with what the Champion reported by first name.
func (s *stage) meet(month string, state pug.MeetingState, said map[string]pug.Attendance) {
	s.t.Helper()
	first, err := time.Parse("2006-01", month)
	s.must(err)
	m := pug.Meeting{Group: s.group.ID, Month: month, State: state, Topic: "Discounts", Starts: first.AddDate(0, 0, 7).Add(15 * time.Hour), Zone: "Europe/Berlin", Minutes: 60}
	s.must(s.Store.AddMeeting(s.t.Context(), m))
	report := pug.Report{Group: m.Group, Month: month, Members: map[string]pug.Attendance{}}
	for name, a := range said {
		report.Members[pug.ApplicationID(cohort, pug.KindMember, name)] = a
	}
	_, err = s.Store.SaveMeeting(s.t.Context(), m, report)
	s.must(err)
	s.At(m.Starts.AddDate(0, 0, 2))
}

// do has the function do a task that must succeed.
func (s *stage) do(task string, in, out any) {
	s.t.Helper()
	if name := s.Do(s.t, s.f, task, in, out); name != "" {
		s.t.Fatalf("%s failed: %s", task, name)
	}
}

func (s *stage) daily() { s.t.Helper(); s.do("daily", map[string]any{}, nil) }

// flagOf is the id of a member's flag.
func flagOf(name string, misses int) string {
	return pug.FlagID(pug.GroupID(cohort, 1), pug.ApplicationID(cohort, pug.KindMember, name), misses)
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
	s.do("ask", map[string]any{"flag": flag, "token": fmt.Sprint("ask-", round), "round": round}, nil)
}

// decide posts a choice on a link and returns the page.
func (s *stage) decide(link string, choice pug.Choice) (int, string) {
	s.t.Helper()
	return s.Visit(s.t, s.f, http.MethodPost, link, url.Values{"choice": {string(choice)}, "note": {"as agreed"}})
}

// record does what the workflow does with a decision, and says whether a seat came free.
func (s *stage) record(flag string) bool {
	s.t.Helper()
	var out struct{ Freed bool }
	s.do("record", map[string]any{"flag": flag}, &out)
	s.do("tell", map[string]any{"flag": flag}, nil)
	return out.Freed
}

// excuse takes a member with two misses out of the group, so that the seat is free.
func (s *stage) excuse(name string) string {
	s.t.Helper()
	flag := s.flag(name)
	s.decide(s.LinkTo(s.t, ada), pug.ChoiceExcuse)
	if !s.record(flag) {
		s.t.Fatalf("the seat of %s is not free", name)
	}
	return flag
}

// subjects lists the subjects of the mails to an address.
func (s *stage) subjects(email string) []string {
	var all []string
	for _, m := range s.To(email) {
		all = append(all, m.Letter.Subject)
	}
	return all
}

// got counts the mails to an address whose subject begins so.
func (s *stage) got(email, subject string) int {
	n := 0
	for _, got := range s.subjects(email) {
		if strings.HasPrefix(got, subject) {
			n++
		}
	}
	return n
}

func (s *stage) wantMail(email, subject string, n int) {
	s.t.Helper()
	if got := s.got(email, subject); got != n {
		s.t.Errorf("%d mails to %s begin with %q, want %d: all are %q", got, email, subject, n, s.subjects(email))
	}
}

func wantPage(t *testing.T, status, wantStatus int, page string, holds ...string) {
	t.Helper()
	if status != wantStatus {
		t.Errorf("status %d, want %d", status, wantStatus)
	}
	for _, text := range holds {
		if !strings.Contains(page, text) {
			t.Errorf("the page lacks %q:\n%s", text, page)
		}
	}
}
