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

func TestR10AMemberHandsInTalkingPointsAndChangesThem(t *testing.T) {
	s := newScene(t)
	at := "meetings/" + s.group.ID + "-2026-10/points"
	s.Get(t, s.page(s.mia), http.StatusOK, "Hand in talking points")
	receipt := s.act(t, s.mia, at, url.Values{"points": {"Who pays for discovery?"}})
	functest.Contains(t, receipt, "handed in talking points for the October 2026 meeting of Group 1", "Change them")
	s.Get(t, s.page(s.mia), http.StatusOK, "Who pays for discovery?", "Change your talking points")
	s.Post(t, s.page(s.mia)+"/"+at, url.Values{"points": {"Who pays for discovery?"}}, http.StatusUnprocessableEntity,
		"handed in this text already")
	s.Post(t, s.page(s.mia)+"/"+at, url.Values{"points": {""}}, http.StatusUnprocessableEntity, "Please fill this in.")
	s.WantMail(t, s.cleo.Email, "", 0) // she gets all of them before the meeting

	s.meeting.Digested = true
	_, err := s.Store.SaveMeeting(t.Context(), s.meeting, nil)
	s.Must(t, err)
	s.Pass(time.Minute)
	s.act(t, s.mia, at, url.Values{"points": {"Who pays for the first call?"}})
	s.WantMail(t, s.cleo.Email, "Talking points of Mia Okoye for Discounts", 1)
	functest.Contains(t, s.To(s.cleo.Email)[0].Text, "> Who pays for the first call?")

	s.At(s.meeting.Starts)
	s.Get(t, s.page(s.mia)+"/"+at, http.StatusConflict)
	s.Get(t, s.page(s.cleo)+"/"+at, http.StatusNotFound)
}

func TestAGroupSeesWhatSomebodyAgreedToShow(t *testing.T) {
	s := newScene(t)
	gil := s.Member(t, "Gil Ray", func(a *pug.Application) { a.Why = "Churn" })
	s.Seat(t, s.group, gil)
	at := "applications/" + gil.ID + "/sharing"
	sees := func(who pug.Application, want bool) {
		t.Helper()
		for _, path := range []string{s.page(who), s.page(s.cleo) + "/" + theGroup} {
			page := s.Get(t, path, http.StatusOK, "Gil Ray, Gil Ltd")
			if strings.Contains(page, "Churn") != want {
				t.Errorf("%s: what Gil wants to talk about is shown: %t", path, !want)
			}
		}
	}
	sees(s.mia, false) // he applied before the form said so
	s.Get(t, s.page(gil), http.StatusOK, "What your group sees of you")
	functest.Contains(t, s.act(t, gil, at, url.Values{"sharing": {"shown"}}),
		"Gil Ray, Gil Ltd shows their group what they want to talk about")
	sees(s.mia, true)
	s.Pass(time.Minute)
	s.act(t, gil, at, url.Values{"sharing": {"hidden"}})
	sees(s.mia, false)
}
