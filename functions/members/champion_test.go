package members

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

const theGroup = "groups/2026-H2-g01"

func TestAMessageReachesEverybodyInTheGroup(t *testing.T) {
	s := newScene(t)
	s.Get(t, s.page(s.cleo)+"/"+theGroup+"/message", http.StatusOK, "The 2 members of Group 1 each get it",
		"Replies go to you: cleo@example.com")
	receipt := s.act(t, s.cleo, theGroup+"/message", url.Values{"text": {"Welcome!\n[Click](https://a.example)"}})
	functest.Contains(t, receipt, "Cleo Marsh, Cleo Ltd wrote to the members of Group 1")
	for _, who := range []string{"mia@example.com", "bea@example.com"} {
		s.WantMail(t, who, "Cleo Marsh to the group on Pricing", 1)
	}
	m := s.To("mia@example.com")[0]
	functest.Contains(t, m.Text, "> Welcome!\n> [Click](https://a.example)")
	if len(m.ReplyTo) != 1 || m.ReplyTo[0].Email != "cleo@example.com" || len(s.To("cleo@example.com")) > 0 {
		t.Errorf("replies go to %v; the Champion has %v", m.ReplyTo, s.Subjects("cleo@example.com"))
	}
	s.Post(t, s.page(s.cleo)+"/"+theGroup+"/message", url.Values{"text": {"Welcome!\n[Click](https://a.example)"}},
		http.StatusConflict, "Nothing was done", "You wrote this to your group today already.", "[Click](https://a.example)</textarea>")
	s.Post(t, s.page(s.cleo)+"/"+theGroup+"/message", url.Values{"text": {strings.Repeat("a", pug.MaxMessage+1)}},
		http.StatusUnprocessableEntity, "Use at most 4000 characters.", "aaaa")
}

func TestAMessageWithManyLinksIsHeldForStaff(t *testing.T) {
	s := newScene(t)
	receipt := s.act(t, s.cleo, theGroup+"/message", url.Values{"text": {strings.Repeat("https://a.example/ ", 20)}})
	functest.Contains(t, receipt, "The message has 20 links, and is held for staff", "Nobody in your group gets it yet")
	if lines, _, err := s.Store.LogOf(t.Context(), s.group.ID, "", 10); err != nil || len(lines) != 1 {
		t.Errorf("the log has %+v, %v", lines, err)
	}
	if got := s.Subjects("mia@example.com"); len(got) > 0 {
		t.Errorf("a member has %v", got)
	}
	s.WantMail(t, functest.Ada, "A message to Group 1 is held: Pricing", 1)
	functest.Contains(t, s.To(functest.Ada)[0].Text, "/desk/messages/2026-H2-g01-20261005-1/decide")
	waits, _, err := s.Store.Matters(t.Context(), "2026-H2", pug.MatterMessage, "", 10)
	if err != nil || len(waits) != 1 || waits[0].Detail != "To Group 1, with 20 links." {
		t.Errorf("%+v, %v", waits, err)
	}
}

func TestAChampionSeesWhatBecameOfAHeldMessage(t *testing.T) {
	for choice, want := range map[pug.Choice]string{
		pug.ChoiceApprove: "The team let it through: everybody in your group has it.",
		pug.ChoiceDecline: "The team refused it, so nobody has got it.",
	} {
		s := newScene(t)
		s.act(t, s.cleo, theGroup+"/message", url.Values{"text": {"a.example b.example c.example d.example"}})
		s.Get(t, s.page(s.cleo), http.StatusOK, "Your message of Mon 5 Oct 2026", "a.example b.example",
			"It waits for the team, since it has many links.")
		m, err := s.Store.Message(t.Context(), "2026-H2-g01-20261005-1")
		s.Must(t, err)
		m, err = m.Decided(pug.Decision{Choice: choice, By: "Ada Hart", Note: "Fewer, please.", At: s.Now()})
		s.Must(t, err)
		s.Must(t, s.Store.DecideMessage(t.Context(), m))
		s.Get(t, s.page(s.cleo), http.StatusOK, want, "Fewer, please.")
		s.Pass(31 * 24 * time.Hour)
		if page := s.Get(t, s.page(s.cleo), http.StatusOK); strings.Contains(page, want) {
			t.Error("it is shown for ever")
		}
	}
}

func TestL1AChampionAsksStaffForACoChampion(t *testing.T) {
	s := newScene(t)
	for name, c := range map[string]struct {
		form url.Values
		want string
	}{
		"somebody without an address": {url.Values{"who": {"else"}}, "The email address is missing."},
		"somebody without a name":     {url.Values{"who": {"else"}, "email": {"ina@fjord.example"}}, "Give their name."},
	} {
		t.Run(name, func(t *testing.T) {
			s.Post(t, s.page(s.cleo)+"/"+theGroup+"/co-champion", c.form, http.StatusUnprocessableEntity, c.want)
		})
	}
	s.act(t, s.cleo, theGroup+"/co-champion", url.Values{"who": {s.mia.ID}, "why": {"I am away in January."}})
	s.WantMail(t, functest.Ada, "Group 1 asks for a co-Champion: Pricing", 1)
	functest.Contains(t, s.To(functest.Ada)[0].Text, "> I am away in January.",
		"/desk/groups/2026-H2-g01/co-champion?who="+s.mia.ID)
	s.Pass(time.Minute)
	s.act(t, s.cleo, theGroup+"/co-champion", url.Values{"who": {"else"}, "email": {"ina@fjord.example"},
		"name": {"Ina Moen"}})
	waits, _, err := s.Store.Matters(t.Context(), "2026-H2", pug.MatterCo, "", 10)
	want := "/desk/groups/2026-H2-g01/co-champion?email=ina%40fjord.example&name=Ina+Moen&who=else"
	if err != nil || len(waits) != 1 || waits[0].Act != want {
		t.Errorf("%+v, %v", waits, err)
	}
}

func TestL1AChampionResigns(t *testing.T) {
	s := newScene(t)
	s.Get(t, s.page(s.cleo)+"/"+theGroup+"/resign", http.StatusOK, "The team looks for somebody who follows you.",
		"Meetings that are planned stay as they are.")
	receipt := s.act(t, s.cleo, theGroup+"/resign", url.Values{"then": {"stays"}, "why": {"A new job."}})
	functest.Contains(t, receipt, "Cleo Marsh, Cleo Ltd resigned as the Champion of Group 1")
	s.WantMail(t, functest.Ada, "Group 1 has no Champion: Pricing", 1)
	s.WantMail(t, "mia@example.com", "Your group has no Champion for now: Pricing", 1)
	s.WantMail(t, "cleo@example.com", "Thank you for leading Pricing", 1)
	lines, _, err := s.Store.LogOf(t.Context(), s.group.ID, "", 1)
	if err != nil || len(lines) != 1 || lines[0].By != "Cleo Marsh" || lines[0].Why != "A new job." {
		t.Errorf("the log has %+v, %v", lines, err)
	}
	s.Get(t, s.page(s.cleo), http.StatusOK, "You are a member of Group 1")
	s.Get(t, s.page(s.cleo)+"/"+theGroup+"/resign", http.StatusNotFound)
}

func TestWhatIsDueLeadsToItsPage(t *testing.T) {
	s := newScene(t)
	asked := pug.Meeting{Group: s.group.ID, Month: "2026-11", State: pug.MeetingAsked}
	s.Must(t, s.Store.AddMeeting(t.Context(), asked))
	s.Get(t, s.page(s.cleo), http.StatusOK, "Change or cancel the meeting: October 2026", "Plan the meeting: November 2026",
		"until Tue 1 Dec 2026")
	if page := s.Get(t, s.page(s.mia), http.StatusOK); strings.Contains(page, "Plan the meeting") {
		t.Error("a member is asked to plan")
	}
	for due, want := range map[string]int{"plan-2026-11": http.StatusSeeOther, "attendance-2026-10": http.StatusConflict,
		"renewal": http.StatusConflict} {
		opened := s.Visit(http.MethodPost, s.page(s.cleo)+"/"+theGroup+"/due/"+due, nil)
		if opened.Code != want {
			t.Errorf("%s answers %d", due, opened.Code)
		}
		if want != http.StatusSeeOther {
			continue
		}
		secret, found := strings.CutPrefix(opened.Header().Get("Location"), "https://groups.example.com/meetings/")
		l, err := s.Links.Open(t.Context(), "meetings", secret)
		if !found || err != nil || l.Subject != "2026-H2-g01/2026-11" || l.Person != "cleo@example.com" {
			t.Errorf("it leads to %s, which is %+v, %v", opened.Header().Get("Location"), l, err)
		}
	}
}

func TestWhoHeldAMeetingMayReportAndCorrectIt(t *testing.T) {
	s := newScene(t)
	s.At(s.meeting.Ends().Add(24 * time.Hour))
	s.meeting.Requested = s.Now()
	var err error
	s.meeting, err = s.Store.SaveMeeting(t.Context(), s.meeting, nil)
	s.Must(t, err)
	s.Get(t, s.page(s.cleo), http.StatusOK, "Say who was there: October 2026")
	s.meeting.State, s.meeting.Reported = pug.MeetingReported, s.Now()
	_, err = s.Store.SaveMeeting(t.Context(), s.meeting, []pug.Report{{Group: s.group.ID, Month: "2026-10",
		Members: map[string]pug.Attendance{s.mia.ID: pug.Attended, s.bea.ID: pug.Missed}}})
	s.Must(t, err)
	s.Get(t, s.page(s.cleo), http.StatusOK, "Correct the report: October 2026", "until Wed 4 Nov 2026")
	s.Get(t, s.page(s.cleo)+"/"+theGroup, http.StatusOK, "mailto:mia@example.com", "North America · Pricing", "Missed")
	s.Pass(pug.CorrectFor)
	if page := s.Get(t, s.page(s.cleo), http.StatusOK); strings.Contains(page, "Correct the report") {
		t.Error("a report may be corrected for ever")
	}
}

func TestOnlyWhoLeadsAGroupOpensItsPages(t *testing.T) {
	s := newScene(t)
	for _, path := range []string{"", "/message", "/co-champion", "/resign"} {
		for _, who := range []pug.Application{s.mia, s.wim} {
			s.Get(t, s.page(who)+"/"+theGroup+path, http.StatusNotFound)
		}
		s.Get(t, s.page(s.cleo)+"/groups/2026-H2-g02"+path, http.StatusNotFound)
	}
	if w := s.Visit(http.MethodPost, s.page(s.mia)+"/"+theGroup+"/due/plan-2026-10", nil); w.Code != http.StatusNotFound {
		t.Errorf("a member plans: %d", w.Code)
	}
}

func TestMeetingsAreACalendarToSubscribeTo(t *testing.T) {
	s := newScene(t)
	s.Get(t, s.page(s.mia), http.StatusOK, `href="webcal://groups.example.com/my/`+s.mia.ID)
	for _, who := range []pug.Application{s.mia, s.cleo} {
		w := s.Visit(http.MethodGet, s.page(who)+"/meetings.ics", nil)
		if kind := w.Header().Get("Content-Type"); w.Code != http.StatusOK || kind != "text/calendar; charset=utf-8" {
			t.Fatalf("%d, %s:\n%s", w.Code, kind, w.Body)
		}
		cal, err := ical.NewDecoder(w.Body).Decode()
		s.Must(t, err)
		var uids []string
		for _, event := range cal.Events() {
			says := "I cannot come: " + s.page(who) // where a member says so (L7), and no Champion
			text, err := event.Props.Text(ical.PropDescription)
			if s.Must(t, err); strings.Contains(text, says) != (who.ID == s.mia.ID) || strings.Contains(text, "tell your Champion") {
				t.Errorf("%s reads %q", who.Name(), text)
			}
			uids = append(uids, event.Props.Get(ical.PropUID).Value)
		}
		if diff := cmp.Diff([]string{"2026-H2-g01-2026-10@groups.example.com"}, uids); diff != "" {
			t.Error(diff)
		}
	}
	if page := s.Get(t, s.page(s.wim), http.StatusOK); strings.Contains(page, "webcal") {
		t.Error("who waits has meetings")
	}
	s.Get(t, s.page(s.mia)+"x/meetings.ics", http.StatusNotFound)
}

func TestTheFeedSaysWhenAMeetingTurnedOutNotToHaveBeenHeld(t *testing.T) {
	s := newScene(t)
	s.meeting.State, s.meeting.NotHeld = pug.MeetingCancelled, true
	said := s.meeting.Ends().Add(20 * time.Hour)
	s.meeting.Reported = said
	_, err := s.Store.SaveMeeting(t.Context(), s.meeting, []pug.Report{{Group: s.group.ID, Month: s.meeting.Month, At: said}})
	s.Must(t, err)
	cal, err := ical.NewDecoder(s.Visit(http.MethodGet, s.page(s.mia)+"/meetings.ics", nil).Body).Decode()
	s.Must(t, err)
	event := cal.Events()[0]
	status, err := event.Status()
	s.Must(t, err)
	modified, err := event.Props.DateTime(ical.PropLastModified, time.UTC)
	s.Must(t, err)
	if status != ical.EventCancelled || !modified.Equal(said) {
		t.Errorf("%s as of %s, want that it is cancelled as of %s", status, modified, said)
	}
}

func TestHowItWorksIsToldToAnybody(t *testing.T) {
	s := newScene(t)
	s.Get(t, "https://groups.example.com/how/champions", http.StatusOK, "How it works, for Champions", "co-Champion")
	s.Get(t, "https://groups.example.com/how/staff", http.StatusOK, "How it works, for the team", `href="/desk"`)
	s.Get(t, "https://groups.example.com/how/others", http.StatusNotFound)
	if page := s.Get(t, s.page(s.cleo), http.StatusOK); !slices.Contains(strings.Split(page, `"`), "/how/champions") {
		t.Error("a Champion's page does not lead there")
	}
}

func TestR12WhoSaidNoToLeadingAgainMayAnswerAnew(t *testing.T) {
	s := newScene(t)
	r := pug.Renewal{Group: s.group.ID, Champion: s.cleo.Person(), Next: s.group.Cohort.Next(), Asked: s.Now(),
		Decision: &pug.Decision{Choice: pug.ChoiceNo, By: "Cleo Marsh", At: s.Now()}}
	s.Must(t, s.Store.AddRenewal(t.Context(), r))
	s.Get(t, s.page(s.cleo), http.StatusOK, "Lead the group again: March 2027")
	if w := s.Visit(http.MethodPost, s.page(s.cleo)+"/"+theGroup+"/due/renewal", nil); w.Code != http.StatusSeeOther {
		t.Errorf("answered %d:\n%s", w.Code, w.Body)
	}
}
