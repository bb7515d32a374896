package members

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestL2WhoLeftTheirGroupTakesItBack(t *testing.T) {
	s := newScene(t)
	at := "applications/" + s.mia.ID
	functest.Contains(t, s.act(t, s.mia, at+"/leave", nil), "Take my seat back", at+"/return")
	s.Get(t, s.page(s.mia), http.StatusOK, "Your seat is free, so you can take it back")
	s.Pass(time.Minute)
	receipt := s.act(t, s.mia, at+"/return", nil)
	functest.Contains(t, receipt, "Mia Okoye, Mia Ltd came back into Group 1", at+"/leave")
	if a := s.Application(t, s.mia.ID); a.Group != s.group.ID || a.LeftGroup != "" {
		t.Errorf("the application says %+v", a)
	}
	s.WantMail(t, s.mia.Email, "You have your seat back: Pricing", 1)
	s.WantMail(t, s.cleo.Email, "Mia Okoye is back in your group: Pricing", 1)
	if line := s.lastLine(t, s.mia); line.By != "Mia Okoye" || line.Undo != "/desk/people/"+s.mia.ID+"/leave" {
		t.Errorf("the log has %+v", line)
	}
	s.Post(t, s.page(s.mia)+"/"+at+"/return", url.Values{}, http.StatusConflict, "has a seat in Group 1")
	s.Pass(time.Minute)
	s.act(t, s.mia, at+"/leave", nil) // people change their minds again
	s.act(t, s.mia, at+"/return", nil)
}

func TestL2WhoLeftIsToldWhyTheyCannotTakeItBack(t *testing.T) {
	for name, c := range map[string]struct {
		since func(t *testing.T, s *scene)
		want  string
	}{
		"their seat is on offer to somebody else": {func(t *testing.T, s *scene) {
			s.fill(t, 17)
			place := pug.Place{Cohort: functest.October, Order: 1, Person: s.wim.Person()}
			o := pug.Offer{ID: s.group.ID + "-x-left0-o1", Group: s.group.ID, Person: s.wim.Person(), Made: s.Now(),
				Expires: s.Now().Add(72 * time.Hour)}
			s.Must(t, s.Store.MakeOffer(t.Context(), place, o))
		}, "Your seat in Group 1 is on offer to somebody else."},
		"it has gone to somebody else": {func(t *testing.T, s *scene) { s.fill(t, 18) },
			"Your seat in Group 1 has gone to somebody else."},
		"nobody leads the group, and it has room for a Champion alone": {func(t *testing.T, s *scene) {
			s.fill(t, 18)
			s.stepsDown(t)
		}, "Group 1 looks for a Champion, and the place that is free is kept for them."},
		"two others of their company are in it": {func(t *testing.T, s *scene) {
			for _, name := range []string{"Ole Berg", "Ada Berg"} {
				s.Seat(t, s.group, s.Member(t, name, func(a *pug.Application) { a.Company = s.mia.Company }))
			}
		}, "Group 1 has no room for one more of your company."},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			s.act(t, s.mia, "applications/"+s.mia.ID+"/leave", nil)
			c.since(t, s)
			if page := s.Get(t, s.page(s.mia), http.StatusOK, c.want); strings.Contains(page, "Take my seat back") {
				t.Error("the page offers it")
			}
			page := s.Get(t, s.page(s.mia)+"/applications/"+s.mia.ID+"/return", http.StatusConflict, c.want,
				"write to us: "+s.Settings.Sender.Address)
			if strings.Contains(page, "Wim") {
				t.Error("they are told who has the offer")
			}
		})
	}
}

// stepsDown has the Champion leave the group, which has none then.
func (s *scene) stepsDown(t *testing.T) {
	t.Helper()
	g, err := s.Store.Group(t.Context(), s.group.ID)
	s.Must(t, err)
	seats, err := s.Store.Seats(t.Context(), g.ID)
	s.Must(t, err)
	l, err := g.StepDown(seats, s.cleo.Person(), false, s.Now())
	s.Must(t, err)
	s.Must(t, s.Store.Lead(t.Context(), l, seats, nil))
}

// fill gives seats in the group to others.
func (s *scene) fill(t *testing.T, seats int) {
	t.Helper()
	for i := range seats {
		s.Seat(t, s.group, s.Member(t, string(rune('A'+i))+"lex Roe"))
	}
}

func TestL2WhomStaffRemovedCannotComeBackByThemselves(t *testing.T) {
	s := newScene(t)
	s.Must(t, s.Store.FreeSeat(t.Context(), s.group.ID, s.mia.ID, s.Now()))
	s.Get(t, s.page(s.mia)+"/applications/"+s.mia.ID+"/return", http.StatusConflict,
		"You did not leave Group 1 by yourself.")
}

func TestL15WhoLeftTheWaitlistHasTheirPlaceAgain(t *testing.T) {
	s := newScene(t)
	at := "applications/" + s.wim.ID
	functest.Contains(t, s.act(t, s.wim, at+"/withdraw", nil), "Take it back", at+"/reinstate")
	s.Get(t, s.page(s.wim), http.StatusOK, "is withdrawn", "Take it back")
	s.Get(t, s.page(s.wim)+"/"+at+"/reinstate", http.StatusOK, "on the waitlist again, at the place that you had")
	functest.Contains(t, s.act(t, s.wim, at+"/reinstate", nil), "The withdrawal of Wim Smit, Wim Ltd was taken back")
	if a := s.Application(t, s.wim.ID); a.Place != s.wim.Place || a.Status != s.wim.Status {
		t.Errorf("the application says %+v", a)
	}
	s.WantMail(t, s.wim.Email, "Your application for the October 2026 cohort counts again", 1)
	s.Get(t, s.page(s.wim), http.StatusOK, "first of all on the waitlist")
}

func TestL2WhoWithdrewBeforeADecisionIsDecidedOnEachTime(t *testing.T) {
	s := stage(t, time.Date(2026, time.September, 10, 12, 0, 0, 0, time.UTC), pug.StageMembers)
	ina := s.Member(t, "Ina Roth", func(a *pug.Application) { a.Status = pug.StatusPending })
	at := "applications/" + ina.ID
	for _, execution := range []string{ina.ID + "-2", ina.ID + "-3"} {
		s.act(t, ina, at+"/withdraw", nil)
		s.Pass(time.Minute)
		s.act(t, ina, at+"/reinstate", nil)
		s.Pass(time.Minute)
		last := s.Started[len(s.Started)-1]
		if *last.Name != execution {
			t.Errorf("%s is begun, not %s", *last.Name, execution)
		}
	}
}
