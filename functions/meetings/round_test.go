package meetings

import (
	"errors"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

const days = 24 * time.Hour

func TestSilentChampionIsRemindedThenStaffAreToldThenTheMonthCloses(t *testing.T) {
	s := newStage(t)
	link := s.ask(t, october)
	start := s.Now()
	var looked []time.Duration
	for r := s.round(t, october); !r.Over; r = s.round(t, october) {
		if !r.Next.After(s.Now()) {
			t.Fatalf("looks again at %s, which is not ahead of %s", r.Next, s.Now())
		}
		looked = append(looked, r.Next.Sub(start))
		s.At(r.Next)
	}
	if end := time.Date(2026, time.November, 1, 4, 0, 0, 0, time.UTC); !s.Now().Equal(end) || len(looked) != 31 {
		t.Errorf("the month was over at %s after %d rounds, want %s after 31", s.Now(), len(looked), end)
	}
	s.task(t, "close", october, nil)
	s.task(t, "close", october, nil)

	const asked = "Plan your group's meeting in October 2026"
	if diff := cmp.Diff([]string{asked, "Reminder: " + asked, "Reminder: " + asked, "No meeting in October 2026"},
		s.Subjects(cleo)); diff != "" {
		t.Errorf("email to Cleo (-want +got):\n%s", diff)
	}
	for _, staff := range s.Settings.Staff {
		want := []string{"No meeting planned for October 2026: Cleo Marsh's group on Pricing",
			"Groups of the October 2026 cohort without a meeting in October 2026"}
		if diff := cmp.Diff(want, s.Subjects(staff.Address)); diff != "" {
			t.Errorf("email to staff (-want +got):\n%s", diff)
		}
	}
	if m := s.meeting(t, october); m.State != pug.MeetingUnplanned {
		t.Errorf("the meeting is %s", m.State)
	}
	s.Get(t, link, http.StatusGone, "This link has ended")
}

func TestClosingTriedAgainStillNamesEveryGroup(t *testing.T) {
	s := newStage(t)
	s.ask(t, october)
	s.At(time.Date(2026, time.November, 1, 4, 0, 0, 0, time.UTC))
	s.Fail = func(string) error { return errors.New("SES is down") }
	if failure := s.Do(t, "close", map[string]any{"cohort": cohort, "month": october}, nil); failure == "" {
		t.Fatal("closing does not notice that mail fails")
	}
	s.Fail = nil
	s.task(t, "close", october, nil)
	mails := s.To("ada@example.com")
	if len(mails) != 1 {
		t.Fatalf("staff got %d letters", len(mails))
	}
	functest.Contains(t, mails[0].Text, "\n- Pricing (Sales / account representative, North America), led by Cleo Marsh\n")
}

func TestTheTroubleOfOneGroupIsToldOnceAndLookedAtAgain(t *testing.T) {
	s := newStage(t)
	base, err := duty.New("meetings", s.Deps(), templates, Letters())
	s.Must(t, err)
	f := function{Base: base}
	group, err := s.Store.Group(t.Context(), theOne)
	s.Must(t, err)
	month := pug.Month{Name: october}
	if err := f.troubled(t.Context(), group, month, pug.Errorf(pug.Unavailable, "Not now.")); !pug.IsError(err, pug.Unavailable) {
		t.Errorf("what may pass soon is not tried again: %v", err)
	}
	for range 2 {
		s.Must(t, f.troubled(t.Context(), group, month, errors.New("a defect")))
	}
	s.WantMail(t, "ada@example.com", "Please check: could not do what was due in October 2026, for Cleo Marsh's group", 1)
}

func TestTalkingPointsReachTheChampion(t *testing.T) {
	s := newStage(t)
	s.Post(t, s.ask(t, october), plan("2026-10-15", "16:00"), http.StatusOK)
	starts := time.Date(2026, time.October, 15, 14, 0, 0, 0, time.UTC)

	s.At(starts.Add(-5 * days))
	s.round(t, october)
	s.round(t, october)
	link, late := s.LinkTo(t, mia), s.LinkTo(t, noah)
	if n := len(s.To(mia)); n != 2 {
		t.Fatalf("Mia got %d mails, want the invitation and one question", n)
	}
	s.Post(t, link, url.Values{"points": {"  "}}, http.StatusUnprocessableEntity, "Please fill this in.")
	s.Post(t, link, url.Values{"points": {"Old idea"}}, http.StatusOK)
	s.Get(t, link, http.StatusOK, "Old idea")
	s.Post(t, link, url.Values{"points": {"Anchors\nTiers"}}, http.StatusOK)

	s.At(starts.Add(-1 * days))
	s.round(t, october)
	digest := s.To(cleo)[2]
	functest.Contains(t, digest.Subject, "Talking points for Value pricing")
	functest.Contains(t, digest.Text, "Mia Okoye wrote:\n> Anchors\n> Tiers\n", "Nothing yet from: Noah Berg.")

	s.Post(t, late, url.Values{"points": {"Discounts"}}, http.StatusOK)
	s.Post(t, late, url.Values{"points": {"Discounts"}}, http.StatusOK)
	if got := s.Subjects(cleo); len(got) != 4 || got[3] != "Talking points of Noah Berg for Value pricing" {
		t.Errorf("after the digest Cleo got %v", got[3:])
	}
	s.At(starts)
	s.Post(t, link, url.Values{"points": {"Too late"}}, http.StatusOK, "has started", "Anchors")
}

func TestDigestSaysSoWhenNobodyHandedInAnything(t *testing.T) {
	s := newStage(t)
	s.Post(t, s.ask(t, october), plan("2026-10-15", "16:00"), http.StatusOK)
	s.At(time.Date(2026, time.October, 14, 15, 0, 0, 0, time.UTC))
	s.round(t, october)
	functest.Contains(t, s.To(cleo)[2].Text, "Nobody has handed in talking points")
}

func TestMovedMeetingAsksForTalkingPointsAgain(t *testing.T) {
	s := newStage(t)
	plans := s.ask(t, october)
	s.Post(t, plans, plan("2026-10-05", "16:00"), http.StatusOK) // so soon that points are asked for at once
	first := s.LinkTo(t, mia)
	s.Post(t, first, url.Values{"points": {"Anchors"}}, http.StatusOK)
	s.Post(t, plans, plan("2026-10-15", "16:00"), http.StatusOK)
	s.At(time.Date(2026, time.October, 10, 14, 0, 0, 0, time.UTC))
	s.Get(t, first, http.StatusOK, "The meeting was moved", "Anchors")
	s.round(t, october)
	s.Get(t, s.LinkTo(t, mia), http.StatusOK, "Anchors", "Hand in")

	s.Must(t, s.Store.FreeSeat(t.Context(), theOne, functest.MemberID("mia"), s.Now()))
	s.Post(t, s.LinkTo(t, mia), url.Values{"points": {"Still me"}}, http.StatusOK, "You have no seat")
}

func TestAttendanceThatIsNeverReportedIsClosedAsNotRecorded(t *testing.T) {
	s := newStage(t)
	link := s.held(t, october, "2026-10-15")
	for range 7 {
		s.Pass(1 * days)
		s.round(t, october)
	}
	const asked = "Who was there? Value pricing, Thu 15 Oct 2026, 16:00 Berlin (+02:00)"
	got := s.Subjects(cleo)
	if diff := cmp.Diff([]string{asked, "Reminder: " + asked, "Reminder: " + asked}, got[len(got)-3:]); diff != "" {
		t.Errorf("email to Cleo (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Attendance not reported: Cleo Marsh's group on Pricing, October 2026"},
		s.Subjects("ada@example.com")); diff != "" {
		t.Errorf("email to staff (-want +got):\n%s", diff)
	}
	s.Post(t, link, said("attended", "attended"), http.StatusOK, "counts against nobody")
	if m := s.meeting(t, october); m.State != pug.MeetingNotKnown {
		t.Errorf("the meeting is %s", m.State)
	}
}

func TestLastMonthLastsUntilItsAttendanceIsSettled(t *testing.T) {
	const march = "2027-03"
	s := newStage(t)
	s.At(time.Date(2027, time.March, 1, 14, 0, 0, 0, time.UTC))
	s.Post(t, s.ask(t, march), plan("2027-03-31", "16:00"), http.StatusOK)
	end := time.Date(2027, time.April, 1, 4, 0, 0, 0, time.UTC)
	s.At(end)
	if r := s.round(t, march); r.Over || !r.Next.After(end) {
		t.Fatalf("at the end of March the round answers %+v", r)
	}
	s.Pass(1 * days)
	s.round(t, march)
	s.Post(t, s.LinkTo(t, cleo), said("attended", "attended"), http.StatusOK)
	if r := s.round(t, march); !r.Over {
		t.Error("the cohort goes on although everything is reported")
	}
}

func TestNobodyMissesAMeetingThatTheyWereNeverToldOf(t *testing.T) {
	for name, c := range map[string]struct {
		lose func(*stage, store.Letter, pug.Meeting) error
		want pug.Attendance
	}{
		"the invitation arrived": {func(*stage, store.Letter, pug.Meeting) error { return nil }, pug.Missed},
		"it came back": {func(s *stage, l store.Letter, _ pug.Meeting) error {
			return s.Store.Bounced(t.Context(), noah, l.ID, "user unknown")
		}, pug.NotTold},
		"it went out when the meeting was over": {func(s *stage, l store.Letter, m pug.Meeting) error {
			return s.Store.NoteOutcomes(t.Context(), []store.Outcome{{Waiting: l.Waiting(), State: store.LetterSent, Sent: m.Ends()}})
		}, pug.NotTold},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.Post(t, s.ask(t, october), plan("2026-10-15", "16:00"), 200)
			m := s.meeting(t, october)
			l, err := s.Store.Letter(t.Context(), noah, store.LetterID(duty.InvitationKey(m, m.Sequence), noah))
			s.Must(t, err)
			s.Must(t, c.lose(s, l, m))
			s.At(m.Ends().Add(24 * time.Hour))
			s.round(t, october)
			link := s.LinkTo(t, cleo)
			s.Post(t, link, said("attended", "missed"), 200)
			report, err := s.Store.Attendance(t.Context(), theOne, october)
			s.Must(t, err)
			if got := report.Members[functest.MemberID("Noah")]; got != c.want {
				t.Errorf("noted as %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhoJoinsTooLateToBeInvitedMissesNothing(t *testing.T) {
	s := newStage(t)
	s.Post(t, s.ask(t, october), plan("2026-10-15", "16:00"), http.StatusOK)
	m := s.meeting(t, october)
	s.At(m.Starts.Add(-time.Hour))
	s.join(t, "Bea Late")
	bea := functest.MemberID("Bea")
	s.At(m.Ends().Add(24 * time.Hour))
	s.round(t, october)
	form := said("attended", "missed")
	form.Set("m-"+bea, "missed")
	s.Post(t, s.LinkTo(t, cleo), form, http.StatusOK)
	report, err := s.Store.Attendance(t.Context(), theOne, october)
	s.Must(t, err)
	if noahs, beas := report.Members[functest.MemberID("Noah")], report.Members[bea]; noahs != pug.Missed || beas != pug.NotTold {
		t.Errorf("Noah's absence is %q, Bea's %q", noahs, beas)
	}
}
