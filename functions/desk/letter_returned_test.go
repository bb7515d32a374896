package desk_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/desktest"
	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// bounced has a letter to Mira come back.
func bounced(t *testing.T, env *functest.Env, a pug.Application, subject string, change func(*store.Letter)) {
	t.Helper()
	var l store.Letter
	env.Pass(time.Minute)
	mailed(t, env, a, func(of *store.Letter) {
		of.Key, of.Subject = subject, subject
		of.ID = store.LetterID(of.Key, a.Email)
		of.Words = `{"subject": "` + subject + `", "greeted": "Mira", "reader": "applicant"}`
		change(of)
		l = *of
	})
	m, _ := l.Matter()
	env.Must(t, env.Store.Bounced(t.Context(), l.To.Email, l.ID, "user unknown", store.Arises{Matter: m}))
}

func TestL13WhatCameBackFromAFormerAddressIsSentAgainByOneClick(t *testing.T) {
	env, a := desktest.Open(t)
	env.Cohort(t, functest.October, pug.StageRunning)
	env.SignIn(t, functest.Ada)
	asks := func(about string, until time.Duration) func(*store.Letter) {
		return func(l *store.Letter) {
			l.Link = &link.Link{Purpose: "renewals", Subject: about, Expires: desktest.Noon.Add(until)}
		}
	}
	bounced(t, env, a, "You have a seat", func(*store.Letter) {})
	bounced(t, env, a, "Lead it again?", asks("2026-H2-g01", 48*time.Hour))
	bounced(t, env, a, "Reminder: lead it again?", asks("2026-H2-g01", 48*time.Hour))
	bounced(t, env, a, "Asked long ago", asks("2026-H2-g02", 0))
	bounced(t, env, a, "Invitation", func(l *store.Letter) {
		l.Invitation = &calendar.Invitation{Method: calendar.Request}
	})
	path := "/desk/people/" + a.ID
	env.Get(t, path+"/returned", http.StatusConflict, "Nothing waits that came back from a former address of Mira")

	receipt := env.Act(t, path+"/identity", url.Values{"first": {"Mira"}, "last": {"Okafor"},
		"email": {"mira@new.example"}, "company": {"Mira Ltd"}, "zone": {"Africa/Lagos"}, "why": {"She called."}})
	functest.Contains(t, receipt, path+"/returned", "Send again what came back from a former address (5)")
	env.Get(t, path, http.StatusOK, "Send again what came back from a former address")
	form := url.Values{"why": {"She called."}}
	asked := env.Get(t, path+"/returned", http.StatusOK, "Send “You have a seat”", "Send “Reminder: lead it again?”")
	for _, field := range regexp.MustCompile(`name="(send-[0-9a-f]+)"`).FindAllStringSubmatch(asked, -1) {
		form.Set(field[1], "true")
	}
	env.Post(t, path+"/returned", form, http.StatusOK,
		"mira@new.example, the address on record, gets what still matters: 2 letters.",
		"Not sent, but marked as seen: “Lead it again?”", "Not sent, but marked as seen: “Asked long ago”",
		"Not sent, but marked as seen: “Invitation”")
	env.Post(t, path+"/returned", url.Values{"why": {"She called."}}, http.StatusOK, "Nothing of it is sent.",
		"Not sent, but marked as seen: “You have a seat”")
	env.Act(t, path+"/returned", form)
	env.WantMail(t, "mira@new.example", "You have a seat", 1)
	env.WantMail(t, "mira@new.example", "Reminder: lead it again?", 1)
	if n := len(env.Subjects("mira@new.example")); n != 3 { // and one that tells of the change
		t.Errorf("she has %v", env.Subjects("mira@new.example"))
	}
	if page := env.Get(t, "/desk", http.StatusOK); strings.Contains(page, "Letters that came back") {
		t.Error("they are on the first page still")
	}
	env.Get(t, path+"/returned", http.StatusConflict, "Nothing waits")
}

func TestAnInvitationToAFormerAddressIsNotSentAgain(t *testing.T) {
	env, a := desktest.Open(t)
	env.SignIn(t, functest.Ada)
	m := pug.Meeting{Group: "2026-H2-g01", Month: "2026-10", State: pug.MeetingPlanned, Minutes: 60,
		Starts: desktest.Noon.AddDate(0, 1, 0)}
	env.Cohort(t, functest.October, pug.StageRunning)
	env.Group(t, 1, env.Champion(t, "Cleo Marsh"), a)
	env.Must(t, env.Store.AddMeeting(t.Context(), m))
	path := mailed(t, env, a, func(l *store.Letter) {
		l.Key, l.To.Email = "meeting/2026-H2-g01/2026-10/0", "mira@old.example"
		l.Invitation = &calendar.Invitation{UID: "u", Method: calendar.Request, Start: m.Starts}
	})
	env.Post(t, path+"/again", url.Values{"why": {"Lost."}}, http.StatusConflict,
		"moved to the calendar of mira@example.com by a letter")
}
