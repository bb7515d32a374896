package members

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestAMemberSeesTheirGroupAndItsNextMeeting(t *testing.T) {
	s := newScene(t)
	s.Get(t, s.page(s.mia), http.StatusOK, "You are a member of Group 1, on Pricing.", "Cleo Marsh, Cleo Ltd",
		"mailto:cleo@example.com", "Bea Ng, Bea Ltd", "How to raise prices", "Discounts",
		"Tue 20 Oct 2026, 16:00 Lagos (&#43;01:00)", "https://meet.example.com/pricing", "March 2027")
}

func TestWhoeverIsNotInAGroupSeesNothingOfIt(t *testing.T) {
	s := newScene(t)
	ina := s.Member(t, "Ina Roth")
	for _, a := range []pug.Application{s.wim, ina} {
		page := s.Get(t, s.page(a), http.StatusOK)
		for _, theirs := range []string{"Mia", "Bea", "Cleo", "Discounts", "meet.example.com"} {
			if strings.Contains(page, theirs) {
				t.Errorf("%s sees %q", a.Name(), theirs)
			}
		}
	}
}

func TestAChampionSeesWhoIsInTheGroup(t *testing.T) {
	s := newScene(t)
	s.Get(t, s.page(s.cleo), http.StatusOK, "You lead Group 1, on Pricing.", "Mia Okoye, Mia Ltd", "Bea Ng, Bea Ltd")
}

func TestWhoWaitsIsToldTheirPlace(t *testing.T) {
	s := newScene(t)
	s.Get(t, s.page(s.wim), http.StatusOK, "first of all on the waitlist", "A seat comes free when a member leaves")
	if page := s.Get(t, s.page(s.wim), http.StatusOK, "What your application says", "<dd>Pricing</dd>"); strings.Contains(page, "Your group") {
		t.Error("who waits is in a group")
	}
	if page := s.Get(t, s.page(s.mia), http.StatusOK); strings.Contains(page, "What your application says") {
		t.Error("who has a seat is told what they applied for")
	}
	odd := s.Member(t, "Odo Lang", func(a *pug.Application) { a.Topics = functest.Topics("Rockets") })
	s.Wait(t, 2, odd)
	s.Get(t, s.page(odd), http.StatusOK, "1 of the 2 on the waitlist comes before you", "a seat is unlikely")
}

func TestWhomStaffPutFirstIsToldWhoWasPutThereBefore(t *testing.T) {
	s := newScene(t)
	for _, name := range []string{"Fay Lind", "Gil Roth"} {
		a := s.Member(t, name)
		places, err := s.Store.Waitlist(t.Context(), functest.October)
		s.Must(t, err)
		s.Must(t, s.Store.Wait(t.Context(), pug.FirstPlace(places, a.Person(), "Had a seat before.")))
	}
	s.Get(t, s.page(s.Application(t, functest.MemberID("Fay"))), http.StatusOK, "first of all on the waitlist")
	s.Get(t, s.page(s.Application(t, functest.MemberID("Gil"))), http.StatusOK, "1 of the 3 on the waitlist comes before you")
}

func TestWhileNoMeetingIsPlannedThePageSaysHowOneHearsOfIt(t *testing.T) {
	const awaited = "It is not planned yet. The invitation comes by email."
	for day, want := range map[string]bool{"2026-10-19": false, "2026-10-21": true, "2027-03-30": true, "2027-04-01": false} {
		s := newScene(t)
		now, err := time.Parse(time.DateOnly, day)
		s.Must(t, err)
		s.At(now.Add(12 * time.Hour))
		if got := strings.Contains(s.Get(t, s.page(s.mia), http.StatusOK), awaited); got != want {
			t.Errorf("on %s: %t", day, got)
		}
	}
}

func TestOnceTheCohortHasEndedNothingLiesAhead(t *testing.T) {
	s := newScene(t)
	s.Must(t, s.Store.SetStage(t.Context(), functest.October, pug.StageClosed))
	s.Get(t, s.page(s.mia), http.StatusOK, "You were a member of Group 1, on Pricing. The cohort has ended.")
	s.Get(t, s.page(s.cleo), http.StatusOK, "You led Group 1")
	if page := s.Get(t, s.page(s.wim), http.StatusOK, "none came free for you"); strings.Contains(page, "when a member leaves") {
		t.Error("who waited is given hope still")
	}
}

func TestL1WhoeverSitsInAGroupThatEndsIsNotSentToItsMeeting(t *testing.T) {
	s := newScene(t)
	g, err := s.Store.Group(t.Context(), s.group.ID)
	s.Must(t, err)
	s.Must(t, s.Store.BeginClosing(t.Context(), g, pug.Ending{By: "Ada Hart", At: s.Now()}))
	page := s.Get(t, s.page(s.mia), http.StatusOK, "The group ends before its cohort does")
	if strings.Contains(page, "meet.example.com") {
		t.Error("the page leads to its next meeting")
	}
}
