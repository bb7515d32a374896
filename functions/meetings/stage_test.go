package meetings

import (
	"net/url"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/calendar"
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
type stage struct{ *functest.Env }

func newStage(t *testing.T) *stage {
	t.Helper()
	launch := time.Date(2026, time.October, 1, 13, 0, 0, 0, time.UTC) // 09:00 in New York
	s := &stage{Env: functest.New(t, launch)}
	s.Cohort(t, cohort, pug.StageRunning)
	champion := s.Champion(t, "Cleo Marsh", inBerlin)
	s.Group(t, 1, champion, s.Member(t, "Mia Okoye", inBerlin), s.Member(t, "Noah Berg", inBerlin))
	f, err := New(s.Deps())
	s.Must(t, err)
	s.Function = f
	return s
}

func inBerlin(a *pug.Application) { a.TimeZone = "Europe/Berlin" }

// join gives somebody a seat as of the present moment.
func (s *stage) join(t *testing.T, name string) {
	t.Helper()
	s.Seat(t, pug.Group{ID: theOne}, s.Member(t, name, inBerlin))
}

// task does a task that must succeed.
func (s *stage) task(t *testing.T, name string, month string, out any) {
	t.Helper()
	s.Task(t, name, map[string]any{"cohort": cohort, "month": month}, out)
}

func (s *stage) round(t *testing.T, month string) dueOut {
	t.Helper()
	var r dueOut
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
	return url.Values{"topic": {"Value pricing"}, "date": {date}, "time": {clock}, "zone": {"Europe/Berlin"},
		"minutes": {"90"}, "place": {"https://meet.example.com/pricing"}}
}

func (s *stage) meeting(t *testing.T, month string) pug.Meeting {
	t.Helper()
	m, err := s.Store.Meeting(t.Context(), theOne, month)
	s.Must(t, err)
	return m
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
