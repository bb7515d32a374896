package members

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestL7AMemberSaysThatTheyCannotComeAndTakesItBack(t *testing.T) {
	s := newScene(t)
	on := "meetings/" + s.group.ID + "-2026-10/"
	receipt := s.act(t, s.mia, on+"absent", url.Values{"note": {"At a fair"}})
	functest.Contains(t, receipt, "Mia Okoye, Mia Ltd cannot come to the meeting of Group 1 in October 2026", "comes")
	r, err := s.Store.GroupRecords(t.Context(), s.group.ID)
	s.Must(t, err)
	n, found := pug.NoticeOf(r.Notices["2026-10"], s.mia.ID)
	if !found || n.Note != "At a fair" || n.By != "Mia Okoye" {
		t.Errorf("the notice is %+v", n)
	}
	s.Get(t, s.page(s.mia), http.StatusOK, "You said that you cannot come", "I can come after all")
	s.Get(t, s.page(s.mia)+"/"+on+"absent", http.StatusConflict, "noted already")
	s.act(t, s.mia, on+"comes", nil)
	if page := s.Get(t, s.page(s.mia), http.StatusOK); strings.Contains(page, "You said that") {
		t.Error("the page says still that they cannot come")
	}
	line := s.lastLine(t, s.mia)
	if line.By != "Mia Okoye" || line.Actor != s.mia.Email || !strings.HasPrefix(line.Undo, "/desk/meetings/") {
		t.Errorf("the log has %+v", line)
	}
}

func TestL7TheChampionIsToldWhoHasTheTalkingPointsAlready(t *testing.T) {
	s := newScene(t)
	m := s.meeting
	m.Digested = true
	_, err := s.Store.SaveMeeting(t.Context(), m, nil)
	s.Must(t, err)
	s.act(t, s.mia, "meetings/"+s.group.ID+"-2026-10/absent", nil)
	s.WantMail(t, s.cleo.Email, "Mia Okoye cannot come", 1)
	s.WantMail(t, s.mia.Email, "", 0)
}

func TestL2AMemberLeavesTheirGroup(t *testing.T) {
	s := newScene(t)
	receipt := s.act(t, s.mia, "applications/"+s.mia.ID+"/leave", url.Values{"why": {"A new job"}})
	functest.Contains(t, receipt, "Mia Okoye, Mia Ltd left Group 1", "While your seat is free")
	if a := s.Application(t, s.mia.ID); a.Group != "" || a.LeftGroup != s.group.ID {
		t.Errorf("the application says %+v", a)
	}
	s.WantMail(t, s.mia.Email, "You have left your group", 1)
	s.WantMail(t, s.cleo.Email, "Mia Okoye has left your group", 1)
	if line := s.lastLine(t, s.mia); line.Why != "A new job" || line.By != "Mia Okoye" {
		t.Errorf("the log has %+v", line)
	}
	if len(s.Started) != 1 {
		t.Errorf("%d executions offer the seat, not one", len(s.Started))
	}
	page := s.Get(t, s.page(s.mia), http.StatusOK, "You left Group 1")
	if strings.Contains(page, "Bea") {
		t.Error("who has left sees the group still")
	}
}

func TestL15SomebodyLeavesTheWaitlist(t *testing.T) {
	s := newScene(t)
	s.Get(t, s.page(s.wim), http.StatusOK, "Leave the waitlist")
	functest.Contains(t, s.act(t, s.wim, "applications/"+s.wim.ID+"/withdraw", nil), "Wim Smit, Wim Ltd left the waitlist")
	if a := s.Application(t, s.wim.ID); a.Status != pug.StatusWithdrawn || a.Place != 0 {
		t.Errorf("the application says %+v", a)
	}
	s.WantMail(t, s.wim.Email, "You are off the waitlist", 1)
	s.Get(t, s.page(s.wim), http.StatusOK, "is withdrawn")
}

func TestL2AnApplicantWithdraws(t *testing.T) {
	s := newScene(t)
	ina := s.Member(t, "Ina Roth", func(a *pug.Application) { a.Status = pug.StatusPending })
	s.Get(t, s.page(ina), http.StatusOK, "is with the team", "Withdraw my application")
	s.act(t, ina, "applications/"+ina.ID+"/withdraw", nil)
	if a := s.Application(t, ina.ID); a.Status != pug.StatusWithdrawn || a.Decision.By != "Ina Roth" {
		t.Errorf("the application says %+v", a)
	}
	s.WantMail(t, ina.Email, "Your application for the October 2026 cohort is withdrawn", 1)
}

func TestL3SomebodyChangesTheirName(t *testing.T) {
	s := newScene(t)
	form := url.Values{"first": {"Mia"}, "last": {"Adeyemi"}, "company": {"Mia Ltd"}}
	functest.Contains(t, s.act(t, s.mia, "applications/"+s.mia.ID+"/name", form), "was changed")
	s.Get(t, s.page(s.bea), http.StatusOK, "Mia Adeyemi, Mia Ltd")
	s.WantMail(t, s.mia.Email, "Your name with us is changed", 1)
	at := s.page(s.mia) + "/applications/" + s.mia.ID + "/name"
	s.Post(t, at, url.Values{"company": {"Mia Ltd"}}, http.StatusUnprocessableEntity, "Give a name.")
	s.Post(t, at, url.Values{"first": {"Mia"}, "last": {"Adeyemi"}, "company": {"Cleo Ltd"}}, http.StatusUnprocessableEntity,
		"has no room for one more of Cleo Ltd", `value="Cleo Ltd"`)
}

func TestL3WhoSaysWhereTheyAreReadsTimesAsTheyHaveThem(t *testing.T) {
	s := newScene(t)
	s.Get(t, s.page(s.bea), http.StatusOK, "New York (-04:00)")
	at := "applications/" + s.bea.ID + "/name"
	s.Get(t, s.page(s.bea)+"/"+at, http.StatusOK, `<optgroup label="Asia">`, `<option value="Asia/Kolkata">Mumbai (UTC&#43;5:30)</option>`)
	form := url.Values{"first": {s.bea.FirstName}, "last": {s.bea.LastName}, "company": {s.bea.Company}, "zone": {"Asia/Kolkata"}}
	functest.Contains(t, s.act(t, s.bea, at, form), "was changed")
	s.WantMail(t, s.bea.Email, "Your time zone with us is changed", 1)
	s.Get(t, s.page(s.bea), http.StatusOK, "Kolkata (&#43;05:30)")
	s.Get(t, s.page(s.bea)+"/"+at, http.StatusOK, `<option value="Asia/Kolkata" selected>`)
	s.Pass(time.Minute)
	form.Del("zone") // a form of the release before asks for none
	form.Set("company", "Bea & Sons")
	s.act(t, s.bea, at, form)
	if a := s.Application(t, s.bea.ID); a.TimeZone != "Asia/Kolkata" || a.Company != "Bea & Sons" {
		t.Errorf("she is at %q, of %s", a.TimeZone, a.Company)
	}
}

func TestL3ANewAddressCountsOnceItIsConfirmedFromThere(t *testing.T) {
	s := newScene(t)
	before := s.page(s.mia)
	at := "applications/" + s.mia.ID + "/address"
	s.Post(t, before+"/"+at, url.Values{"email": {"nonsense"}}, http.StatusUnprocessableEntity, "f-email-problem")
	s.Post(t, before+"/"+at, url.Values{"email": {"MIA@example.com"}}, http.StatusUnprocessableEntity, "already")
	s.act(t, s.mia, at, url.Values{"email": {"mia@new.example"}})
	if a := s.Application(t, s.mia.ID); a.Email != s.mia.Email {
		t.Errorf("an address that nobody confirmed counts: %s", a.Email)
	}
	asked := s.To("mia@new.example")
	if len(asked) != 1 || strings.Contains(asked[0].Text+asked[0].HTML, "Mia") || strings.Contains(asked[0].Text, "/my/") {
		t.Fatalf("whoever reads the new address is told more than they may: %+v", asked)
	}
	confirm := s.LinkTo(t, "mia@new.example")
	s.Get(t, confirm, http.StatusOK, "Is this your email address?")
	if w := s.Visit(http.MethodPost, confirm, url.Values{}); w.Code != http.StatusSeeOther {
		t.Fatalf("answered %d:\n%s", w.Code, w.Body)
	}
	s.Get(t, confirm, http.StatusOK, "We write to mia@new.example.")
	s.WantMail(t, s.mia.Email, "We write to another address of yours now", 1)
	s.Get(t, before, http.StatusNotFound, "This link does not work")
	s.Get(t, s.page(s.Application(t, s.mia.ID)), http.StatusOK, "mia@new.example")
}

func TestNobodyHasLettersSentToEverNewAddresses(t *testing.T) {
	s := newScene(t)
	at := "applications/" + s.mia.ID + "/address"
	for _, email := range []string{"one@new.example", "two@new.example", "three@new.example"} {
		s.act(t, s.mia, at, url.Values{"email": {email}})
		s.Pass(time.Minute)
	}
	s.Post(t, s.page(s.mia)+"/"+at, url.Values{"email": {"four@new.example"}}, http.StatusConflict, "which is the most")
	if mails := s.To("four@new.example"); len(mails) > 0 {
		t.Errorf("it has %d mails", len(mails))
	}
	s.Pass(25 * time.Hour)
	s.act(t, s.mia, at, url.Values{"email": {"four@new.example"}})
}

// What the paths of acts name is checked for each of them, from the table of routes.
func TestNobodyReachesWhatIsAnotherOnes(t *testing.T) {
	s := newScene(t)
	f := function{}
	for _, route := range f.routes() {
		method, path, one := strings.Cut(route.pattern, " ")
		if !one {
			continue
		}
		theirs := strings.NewReplacer("applications/{id}", "applications/"+s.bea.ID,
			"meetings/{id}", "meetings/"+s.group.ID+"-2026-10", "groups/{id}", "groups/"+s.group.ID, "{due}", "plan-2026-10",
			"{log}", "2026-H2", "{line}", "none").Replace(path)
		own := path == "/my/{link}" || path == "/my/{link}"+feedPath // it shows what is theirs, whoever they are
		at := func(own string) string {
			return s.Settings.PublicURL + strings.Replace(theirs, "{link}", own, 1)
		}
		t.Run(route.pattern, func(t *testing.T) {
			wim := strings.TrimPrefix(s.page(s.wim), s.Settings.PublicURL+"/my/")
			if w := s.Visit(method, at(wim), url.Values{}); !own && w.Code != http.StatusNotFound {
				t.Errorf("Wim is answered %d:\n%s", w.Code, w.Body)
			}
			forged := link.Own("another key", s.bea.ID, s.bea.Email)
			for _, own := range []string{forged, "S3CRET", s.bea.ID, s.bea.ID + "-", strings.Repeat("a", 3000) + "-b"} {
				if w := s.Visit(method, at(own), url.Values{}); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "Bea") {
					t.Errorf("%.40s is answered %d", own, w.Code)
				}
			}
			bea := link.Own(functest.OwnKey, s.bea.ID, s.bea.Email)
			r := httptest.NewRequest(http.MethodPost, at(bea), nil)
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			w := httptest.NewRecorder()
			s.Function.Web.ServeHTTP(w, r)
			if method == http.MethodPost && w.Code != http.StatusForbidden {
				t.Errorf("a form of another site is answered %d", w.Code)
			}
		})
	}
	if a := s.Application(t, s.bea.ID); a.Group != s.group.ID {
		t.Error("Bea has left by somebody else's doing")
	}
}

func TestL3AnAddressIsNotConfirmedTooLateOrInTheWayOfSomebodyElse(t *testing.T) {
	s := newScene(t)
	s.act(t, s.mia, "applications/"+s.mia.ID+"/address", url.Values{"email": {"mia@new.example"}})
	confirm := s.LinkTo(t, "mia@new.example")
	other := s.Member(t, "Ned Roth", func(a *pug.Application) { a.Email = "mia@new.example" })
	taken := s.Post(t, confirm, url.Values{}, http.StatusConflict, "somebody has applied from this one")
	if strings.Contains(taken, "Ned") {
		t.Error("they are told who has applied from the address")
	}
	s.Pass(4 * 24 * time.Hour)
	s.Get(t, confirm, http.StatusGone)
	if a := s.Application(t, s.mia.ID); a.Email != "mia@example.com" || other.Email == a.Email {
		t.Errorf("she is at %s", a.Email)
	}
}
