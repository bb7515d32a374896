package meetings

import (
	"net/http"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// succeeds has Mia lead the group in the place of Cleo.
func (s *stage) succeeds(t *testing.T) {
	t.Helper()
	s.lead(t, func(g pug.Group, seats []pug.Seat) (pug.Leading, error) {
		return g.Succeed(seats, pug.Nominee{Person: seats[0].Member, Seat: &seats[0]}, false, s.Now())
	})
}

// lead changes who leads the group.
func (s *stage) lead(t *testing.T, change func(pug.Group, []pug.Seat) (pug.Leading, error)) {
	t.Helper()
	g, err := s.Store.Group(t.Context(), theOne)
	s.Must(t, err)
	seats, err := s.Store.Seats(t.Context(), theOne)
	s.Must(t, err)
	l, err := change(g, seats)
	s.Must(t, err)
	s.Must(t, s.Store.Lead(t.Context(), l, seats, nil))
}

func TestL1NothingIsDoneByTheLinkOfAFormerChampion(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	s.Get(t, link, http.StatusOK, "What is this meeting about?")
	s.succeeds(t)

	// Some seconds later, the page may not know of it yet.
	s.Post(t, link, plan("2026-10-15", "16:00"), http.StatusOK, "You do not lead this group any more",
		"led by Mia Okoye now")
	if m := s.meeting(t, october); m.State != pug.MeetingAsked {
		t.Errorf("the meeting is %s", m.State)
	}
	s.Pass(time.Minute)
	s.Get(t, link, http.StatusOK, "You do not lead this group any more")

	s.Pass(49 * time.Hour)
	s.round(t, october)
	s.WantMail(t, cleo, "Reminder: Plan your group's meeting", 0)
	s.Post(t, s.LinkTo(t, mia), plan("2026-10-15", "16:00"), http.StatusOK, "The meeting is planned")
	s.WantMail(t, cleo, "Invitation", 0)
	functest.Contains(t, s.To(noah)[0].Text, "hosted by Mia Okoye")

	s.At(time.Date(2026, time.October, 16, 16, 0, 0, 0, time.UTC))
	s.round(t, october)
	report := s.LinkTo(t, mia)
	s.lead(t, func(g pug.Group, seats []pug.Seat) (pug.Leading, error) {
		return g.StepDown(seats, g.Champion, true, s.Now())
	})
	s.Post(t, report, said("attended", "attended"), http.StatusOK, "You do not lead this group any more",
		"looks for a new Champion")
	if m := s.meeting(t, october); m.State != pug.MeetingPlanned {
		t.Errorf("the meeting is %s", m.State)
	}
}

func TestL1CoChampionsAreAskedAndMayDoWhatChampionsMay(t *testing.T) {
	s := newStage(t)
	s.lead(t, func(g pug.Group, seats []pug.Seat) (pug.Leading, error) {
		return g.Accompany(seats, pug.Nominee{Person: seats[0].Member, Seat: &seats[0]}, s.Now())
	})
	s.ask(t, october)
	s.WantMail(t, cleo, "Plan your group's meeting", 1)
	s.Post(t, s.LinkTo(t, mia), plan("2026-10-15", "16:00"), http.StatusOK, "The meeting is planned")
	for _, host := range []string{cleo, mia} {
		s.WantMail(t, host, "Invitation", 1)
	}
	functest.Contains(t, s.To(noah)[0].Text, "hosted by Cleo Marsh and Mia Okoye")
	s.Pass(time.Hour)
	s.Post(t, s.LinkTo(t, mia), map[string][]string{"action": {"cancel"}}, http.StatusOK, "The meeting is cancelled")
	mails := s.To(noah)
	functest.Contains(t, mails[len(mails)-1].Text, "Mia Okoye has cancelled this meeting")
}

func TestL1StaffHearOfAGroupThatNobodyLeads(t *testing.T) {
	s := newStage(t)
	s.lead(t, func(g pug.Group, seats []pug.Seat) (pug.Leading, error) {
		return g.StepDown(seats, g.Champion, false, s.Now())
	})
	s.task(t, "ask", october, nil)
	s.Pass(7*24*time.Hour + time.Hour)
	s.round(t, october)
	if all := s.Subjects(cleo); len(all) != 0 {
		t.Errorf("Cleo has the mails %q", all)
	}
	text := s.To("ada@example.com")[0].Text
	functest.Contains(t, text, "Nobody leads this group", "https://groups.example.com/desk/groups/2026-H2-g01")
}
