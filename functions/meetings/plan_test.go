package meetings

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestChampionPlansAndEverybodyIsInvited(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	s.task(t, "ask", october, nil)
	if diff := cmp.Diff([]string{"Plan your group's meeting in October 2026"}, s.Subjects(cleo)); diff != "" {
		t.Fatalf("asked twice, written to once (-want +got):\n%s", diff)
	}
	s.Get(t, link, http.StatusOK, "topic is Pricing", `value="Europe/Berlin" selected`, "2 members")
	if head := s.Visit(http.MethodHead, link, nil); head.Code != http.StatusOK || head.Body.Len() != 0 {
		t.Errorf("HEAD answers %d with %q", head.Code, head.Body)
	}
	if m := s.meeting(t, october); m.State != pug.MeetingAsked || m.Revision != 0 {
		t.Fatalf("looking at the page changed the meeting: %+v", m)
	}

	s.Post(t, link, plan("2026-10-15", "16:00"), http.StatusOK, "The meeting is planned", "Thu 15 Oct 2026, 16:00 Berlin (&#43;02:00)",
		"10:00 New York (-04:00)")

	for _, email := range []string{cleo, mia, noah} {
		got := s.invitations(email)
		if len(got) != 1 {
			t.Fatalf("%s has %d invitations", email, len(got))
		}
		want := calendar.Invitation{
			UID: "2026-H2-g01-2026-10@groups.example.com", Method: calendar.Request, Stamp: s.Now(),
			Start: time.Date(2026, time.October, 15, 14, 0, 0, 0, time.UTC), Length: 90 * time.Minute,
			Summary: "Partner User Group: Value pricing", Location: "https://meet.example.com/pricing",
			Description: "Join: https://meet.example.com/pricing\n\nValue pricing\nHosted by Cleo Marsh, your Champion.",
			Unable:      got[0].Unable,
			Organizer:   calendar.Person{Name: "Partner User Groups", Email: "groups@example.com"},
			Attendees:   got[0].Attendees,
		}
		if diff := cmp.Diff(want, got[0]); diff != "" {
			t.Errorf("invitation of %s (-want +got):\n%s", email, diff)
		}
		text, err := got[0].Text()
		if err != nil {
			t.Error(err)
		}
		text = strings.ReplaceAll(text, "\r\n ", "") // RFC 5545, 3.1
		own := strings.Contains(text, "/pricing\\nI cannot come: https://groups.example.com/my/")
		if own != (email != cleo) {
			t.Errorf("whether %s is led to a page on which to say that they cannot come: %t in %s", email, own, text)
		}
	}
	if diff := cmp.Diff([]string{"Invitation: Value pricing, Thu 15 Oct 2026, 16:00 Berlin (+02:00)"},
		s.Subjects(mia)); diff != "" {
		t.Error(diff)
	}
}

func TestChangeCancellationAndNewDateReachEverybody(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	s.Post(t, link, plan("2026-10-15", "16:00"), http.StatusOK)
	s.Pass(time.Hour)
	s.Post(t, link, plan("2026-10-15", "16:00"), http.StatusOK) // the same again is no change
	s.Get(t, link, http.StatusOK, `value="2026-10-15"`, `value="16:00"`, `value="90"`, "Cancel this meeting")
	s.Post(t, link, plan("2026-10-16", "09:00"), http.StatusOK)
	long := strings.Repeat("I am ill. ", 250)
	s.Post(t, link, url.Values{"action": {"cancel"}, "note": {long}}, http.StatusUnprocessableEntity, "was not cancelled",
		"Use at most 2000 characters.", strings.TrimSpace(long)+"</textarea>")
	s.Post(t, link, url.Values{"action": {"cancel"}, "note": {"I am ill, sorry."}}, http.StatusOK)
	s.Get(t, link, http.StatusOK, "The earlier date was cancelled")
	s.Post(t, link, plan("2026-10-22", "16:00"), http.StatusOK)

	if diff := cmp.Diff([]string{
		"Invitation: Value pricing, Thu 15 Oct 2026, 16:00 Berlin (+02:00)",
		"Changed: Value pricing, Fri 16 Oct 2026, 09:00 Berlin (+02:00)",
		"Cancelled: Value pricing, Fri 16 Oct 2026, 09:00 Berlin (+02:00)",
		"Invitation: Value pricing, Thu 22 Oct 2026, 16:00 Berlin (+02:00)",
	}, s.Subjects(mia)); diff != "" {
		t.Errorf("email to Mia (-want +got):\n%s", diff)
	}
	type version struct {
		UID      string
		Sequence int
		Method   calendar.Method
	}
	var got []version
	for _, i := range s.invitations(noah) {
		got = append(got, version{i.UID, i.Sequence, i.Method})
		if _, err := i.Text(); err != nil {
			t.Error(err)
		}
	}
	const first, second = "2026-H2-g01-2026-10@groups.example.com", "2026-H2-g01-2026-10-3@groups.example.com"
	if diff := cmp.Diff([]version{{first, 0, calendar.Request}, {first, 1, calendar.Request},
		{first, 2, calendar.Cancel}, {second, 3, calendar.Request}}, got); diff != "" {
		t.Errorf("invitations of Noah (-want +got):\n%s", diff)
	}
	var own []string // what the Champion reads, after the question
	for _, mail := range s.To(cleo)[1:] {
		own = append(own, mail.Text)
	}
	for i, want := range []string{"Your group's meeting is planned", "Your group's meeting is changed",
		"Your group's meeting is cancelled", "Your group's meeting is planned"} {
		functest.Contains(t, own[i], want)
	}
	functest.Contains(t, s.To(mia)[2].Text, "Cleo Marsh wrote:\n> I am ill, sorry.\n")
}

func TestALinkNeedNotSayThatItIsSecure(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	form := plan("2026-10-15", "10:00")
	form.Set("place", "meet.example.com/pricing")
	s.Post(t, link, form, http.StatusOK)
	if m := s.meeting(t, october); m.Location != "https://meet.example.com/pricing" {
		t.Errorf("they meet at %q", m.Location)
	}
}

func TestPlanThatCannotBeHeldIsExplained(t *testing.T) {
	for _, c := range []struct {
		name, field, value, want string
	}{
		{"no topic", "topic", "", "Please fill this in."},
		{"too short", "minutes", "45", "at least 60 minutes"},
		{"no number", "minutes", "an hour", "at least 60 minutes"},
		{"another month", "date", "2026-11-15", "must start between 1 October 2026"},
		{"the past", "date", "2026-10-02", "already over"},
		{"no date", "date", "soon", "Give the date as"},
		{"no day of that month", "date", "2026-10-32", `<a href="#f-date">Date</a> – There is no such day.`},
		{"a link that is not secure", "place", "http://meet.example.com/pricing", "Give a link that begins with https://"},
		{"no link", "place", "my office", "Give the link to the video meeting alone"},
		{"a zone that is not offered", "zone", "Mars/Olympus", "Choose one of the answers."},
		{"an hour that comes twice", "date", "2026-10-25", "comes twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t)
			link := s.ask(t, october)
			s.Pass(3 * days)
			form := plan("2026-10-15", "02:30")
			form.Set(c.field, c.value)
			body := s.Post(t, link, form, http.StatusUnprocessableEntity)
			functest.Contains(t, body, c.want)
			if c.field != "place" { // nothing typed is lost
				functest.Contains(t, body, "https://meet.example.com/pricing")
			}
			if m := s.meeting(t, october); m.State != pug.MeetingAsked {
				t.Errorf("the meeting is %s", m.State)
			}
		})
	}
}

func TestStartedMeetingAndLateLinkShowHowItWas(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	s.Post(t, link, plan("2026-10-15", "16:00"), http.StatusOK)
	s.At(time.Date(2026, time.October, 15, 14, 0, 0, 0, time.UTC))
	s.Get(t, link, http.StatusOK, "has started", "Value pricing")
	s.Post(t, link, url.Values{"action": {"cancel"}}, http.StatusOK, "has started")
	s.At(time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC))
	s.Get(t, link, http.StatusGone, "The meeting was planned: Value pricing", "Cleo Marsh")
	if m := s.meeting(t, october); m.State != pug.MeetingPlanned || m.Sequence != 0 {
		t.Errorf("the meeting was changed: %+v", m)
	}
}

func TestMailFailureIsMadeGoodByTheNextRound(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	broken := 0
	s.Fail = func(string) error {
		if broken++; broken > 1 { // the first invitation goes out
			return errors.New("SES is down")
		}
		return nil
	}
	s.Post(t, link, plan("2026-10-15", "16:00"), http.StatusOK)
	failure := s.Do(t, "due", map[string]any{"cohort": cohort, "month": october}, nil)
	if failure != "Pugs.Unavailable" {
		t.Errorf("the round answers %q: the workflow would not try again", failure)
	}
	s.Fail = nil
	s.round(t, october)
	s.round(t, october)
	for _, email := range []string{cleo, mia, noah} {
		if n := len(s.invitations(email)); n != 1 {
			t.Errorf("%s has %d invitations", email, n)
		}
	}
}

func TestNewDateIsToldOnlyAfterTheCancellation(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	s.Post(t, link, plan("2026-10-15", "16:00"), http.StatusOK)
	s.Fail = func(string) error { return errors.New("SES is down") }
	s.Post(t, link, url.Values{"action": {"cancel"}}, http.StatusOK)
	s.Post(t, link, plan("2026-10-22", "16:00"), http.StatusInternalServerError)
	if m := s.meeting(t, october); m.State != pug.MeetingCancelled {
		t.Fatalf("the meeting is %s: calendars would keep the cancelled date", m.State)
	}
	s.Fail = nil
	s.Post(t, link, plan("2026-10-22", "16:00"), http.StatusOK)
	if diff := cmp.Diff([]string{
		"Invitation: Value pricing, Thu 15 Oct 2026, 16:00 Berlin (+02:00)",
		"Cancelled: Value pricing, Thu 15 Oct 2026, 16:00 Berlin (+02:00)",
		"Invitation: Value pricing, Thu 22 Oct 2026, 16:00 Berlin (+02:00)",
	}, s.Subjects(mia)); diff != "" {
		t.Errorf("email to Mia (-want +got):\n%s", diff)
	}
}

func TestExcusedMembersHearNothingAndNewcomersAreInvited(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	s.Must(t, s.Store.FreeSeat(t.Context(), theOne, functest.MemberID("noah"), s.Now()))
	s.Pass(24 * time.Hour)
	s.Post(t, link, plan("2026-10-15", "16:00"), http.StatusOK)
	s.Post(t, link, plan("2026-10-15", "17:00"), http.StatusOK)
	s.Pass(24 * time.Hour)
	s.join(t, "Zoe Park")
	s.round(t, october)
	s.round(t, october)

	if got := s.Subjects(noah); len(got) != 0 {
		t.Errorf("Noah is excused and got %v", got)
	}
	if diff := cmp.Diff([]string{"Invitation: Value pricing, Thu 15 Oct 2026, 17:00 Berlin (+02:00)"},
		s.Subjects(zoe)); diff != "" {
		t.Errorf("email to Zoe (-want +got):\n%s", diff)
	}
	if got := s.invitations(zoe); got[0].UID != s.invitations(mia)[0].UID || got[0].Sequence != 1 {
		t.Errorf("Zoe's calendar gets another meeting than Mia's: %s, sequence %d", got[0].UID, got[0].Sequence)
	}
	if n := len(s.invitations(mia)); n != 2 {
		t.Errorf("Mia got %d invitations", n)
	}
}

func TestTheLinkToAPlanSaysWhatBecameOfTheMeeting(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	s.Post(t, link, plan("2026-10-15", "16:00"), http.StatusOK)
	s.At(time.Date(2026, time.October, 20, 12, 0, 0, 0, time.UTC))
	for _, c := range []struct {
		state   pug.MeetingState
		notHeld bool
		says    string
		late    string // once the month is over
	}{
		{pug.MeetingReported, false, "its attendance is reported", "The meeting was planned: Value pricing"},
		{pug.MeetingNotKnown, false, "counts against nobody", "The meeting was planned: Value pricing"},
		{pug.MeetingUnplanned, false, "The month ended without a date", "The meeting was planned: Value pricing"},
		{pug.MeetingCancelled, true, `name="topic"`, "The meeting was planned, and did not take place: Value pricing"},
		{pug.MeetingCancelled, false, `name="topic"`, "The meeting was cancelled: Value pricing"}, // they can choose another date
	} {
		m := s.meeting(t, october)
		m.State, m.NotHeld = c.state, c.notHeld
		_, err := s.Store.SaveMeeting(t.Context(), m, nil)
		s.Must(t, err)
		s.Get(t, link, http.StatusOK, c.says)
		s.At(time.Date(2026, time.November, 2, 12, 0, 0, 0, time.UTC))
		s.Get(t, link, http.StatusGone, c.late)
		s.At(time.Date(2026, time.October, 20, 12, 0, 0, 0, time.UTC))
	}
}

func TestWhoPlansReadsHowManyAreInvited(t *testing.T) {
	for members, want := range map[int]string{0: "you", 1: "you and 1 member", 7: "you and 7 members"} {
		if got := invited(members); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
