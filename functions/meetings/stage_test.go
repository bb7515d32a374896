package meetings

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/lambdafn"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// The people of the stage: Cleo leads a group on pricing in which Mia and Noah have seats.
const (
	cleo, mia, noah, zoe = "cleo@example.com", "mia@example.com", "noah@example.com", "zoe@example.com"

	cohort  = pug.CohortID("2026-H2")
	october = "2026-10"
	theOne  = "2026-H2-g01"
)

// stage is a launched cohort with one open group, at the moment at which Champions are asked for the first meeting.
type stage struct {
	*functest.Env
	f *lambdafn.Function
}

func newStage(t *testing.T) *stage {
	t.Helper()
	launch := time.Date(2026, time.October, 1, 13, 0, 0, 0, time.UTC) // 09:00 in New York
	s := &stage{Env: functest.New(t, launch)}
	s.Cohort(t, cohort, pug.StageRunning)
	topic := pug.Topic{Name: "Pricing", Key: "pricing"}
	champion := s.applicant(t, pug.KindChampion, cleo, "Cleo Marsh")
	s.must(t, s.Store.AddGroup(t.Context(), pug.Group{ID: theOne, Cohort: cohort, Topic: topic, Role: pug.RoleSales, Region: pug.RegionNA, Champion: champion}))
	s.must(t, s.Store.OpenGroup(t.Context(), theOne))
	s.seat(t, mia, "Mia Okoye")
	s.seat(t, noah, "Noah Berg")
	f, err := New(s.Deps())
	s.must(t, err)
	s.f = f
	return s
}

func (s *stage) must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stage) applicant(t *testing.T, kind pug.Kind, email, name string) pug.Person {
	t.Helper()
	first, last, _ := strings.Cut(name, " ")
	short, _, _ := strings.Cut(email, "@")
	a := pug.Application{ID: pug.ApplicationID(cohort, kind, short), Cohort: cohort, Kind: kind, Email: email, FirstName: first, LastName: last,
		Company: last + " Ltd", TimeZone: "Europe/Berlin", Status: pug.StatusApproved}
	s.must(t, s.Store.AddApplication(t.Context(), a))
	return a.Person()
}

// seat gives somebody a seat as of the present moment.
func (s *stage) seat(t *testing.T, email, name string) {
	t.Helper()
	person := s.applicant(t, pug.KindMember, email, name)
	s.must(t, s.Store.TakeSeat(t.Context(), pug.Seat{Group: theOne, Member: person, Joined: s.Now()}, nil))
}

func member(short string) string { return pug.ApplicationID(cohort, pug.KindMember, short) }

// task does a task that must succeed.
func (s *stage) task(t *testing.T, name string, month string, out any) {
	t.Helper()
	if failure := s.Do(t, s.f, name, map[string]any{"cohort": cohort, "month": month}, out); failure != "" {
		t.Fatalf("%s failed: %s", name, failure)
	}
}

func (s *stage) round(t *testing.T, month string) round {
	t.Helper()
	var r round
	s.task(t, "due", month, &r)
	return r
}

// ask asks Cleo for the meeting and returns her link.
func (s *stage) ask(t *testing.T, month string) string {
	t.Helper()
	s.task(t, "ask", month, nil)
	return s.LinkTo(t, cleo)
}

func plan(date, clock string) url.Values {
	return url.Values{"topic": {"Value pricing"}, "date": {date}, "time": {clock}, "zone": {"Europe/Berlin"}, "minutes": {"90"},
		"place": {"https://meet.example.com/pricing"}}
}

// post sends a form and expects the status.
func (s *stage) post(t *testing.T, link string, form url.Values, status int) string {
	t.Helper()
	got, body := s.Visit(t, s.f, http.MethodPost, link, form)
	if got != status {
		t.Fatalf("POST answers %d, want %d:\n%s", got, status, body)
	}
	return body
}

func (s *stage) get(t *testing.T, link string, status int) string {
	t.Helper()
	got, body := s.Visit(t, s.f, http.MethodGet, link, nil)
	if got != status {
		t.Fatalf("GET answers %d, want %d:\n%s", got, status, body)
	}
	return body
}

func (s *stage) meeting(t *testing.T, month string) pug.Meeting {
	t.Helper()
	m, err := s.Store.Meeting(t.Context(), theOne, month)
	s.must(t, err)
	return m
}

// subjects lists what somebody was written, in order.
func (s *stage) subjects(email string) []string {
	var subjects []string
	for _, m := range s.To(email) {
		subjects = append(subjects, m.Letter.Subject)
	}
	return subjects
}

// invitations lists the invitations that somebody was sent, in order.
func (s *stage) invitations(email string) []calendar.Invitation {
	var all []calendar.Invitation
	for _, m := range s.To(email) {
		if m.Invitation != nil {
			all = append(all, *m.Invitation)
		}
	}
	return all
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q is missing in:\n%s", p, text)
		}
	}
}
