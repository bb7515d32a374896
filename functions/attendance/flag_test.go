package attendance_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestStaffAreAskedRemindedAndWaitedFor(t *testing.T) {
	s := setUp(t, mia)
	flag := s.flag("mia")
	s.ask(flag, 0) // retried
	s.ask(flag, 1)
	for _, staff := range []string{ada, bo} {
		s.WantMail(t, staff, "Keep or excuse? Mia missed 2 meetings of Pricing", 1)
		s.WantMail(t, staff, "Reminder: Keep or excuse? Mia missed 2 meetings of Pricing", 1)
	}
	var out struct{ Until []time.Time }
	s.Task(t, "open", map[string]any{"flag": flag}, &out)
	want := []time.Time{s.Now().AddDate(0, 0, 2), s.Now().AddDate(0, 0, 5), s.Now().AddDate(0, 0, 7)}
	if diff := cmp.Diff(want, out.Until); diff != "" {
		t.Error(diff)
	}
}

func TestThePageShowsWhatIsKnownOfEachMeeting(t *testing.T) {
	s := setUp(t)
	s.At(launch.AddDate(0, 0, 20))
	s.Seat(t, s.group, s.apply(mia))
	said := func(a pug.Attendance) map[string]pug.Attendance { return map[string]pug.Attendance{"mia": a} }
	s.meet("2026-10", pug.MeetingReported, said(pug.Attended))
	s.meet("2026-11", pug.MeetingReported, said(pug.Missed))
	s.meet("2026-12", pug.MeetingReported, said(pug.Missed))
	s.meet("2027-01", pug.MeetingReported, said(pug.Excused))
	s.meet("2027-02", pug.MeetingCancelled, nil)
	s.meet("2027-03", pug.MeetingNotKnown, nil)
	s.daily()
	s.ask(flagOf("mia", 2), 0)
	link := s.LinkTo(t, ada)
	s.Get(t, link, http.StatusOK, "Mia, acorn", "Cleo, champion", "Pricing",
		"<dt>Missed meetings</dt><dd>2</dd>", "Sun 8 Nov 2026",
		"Before joining the group", "Missed", "Absent with notice: said beforehand", "The meeting was cancelled", "Not recorded")
	if status := s.Visit(http.MethodHead, link, nil).Code; status != http.StatusOK {
		t.Errorf("HEAD: status %d", status)
	}
	flag, err := s.Store.Flag(t.Context(), flagOf("mia", 2))
	if err != nil || flag.Decision != nil || len(s.Answered) > 0 {
		t.Errorf("looking decided %+v (%v)", flag.Decision, err)
	}
}

func TestKeepLeavesTheSeatAndTellsTheMember(t *testing.T) {
	s := setUp(t, mia)
	flag := s.flag("mia")
	adas, bos := s.LinkTo(t, ada), s.LinkTo(t, bo)
	s.decide(adas, pug.ChoiceKeep, http.StatusOK, "Mia is kept")
	s.decide(bos, pug.ChoiceExcuse, http.StatusOK, "already decided", "Mia was kept.", "Ada Hart", "as agreed",
		`href="/desk/people/`)
	if diff := cmp.Diff([]string{"ask-0"}, s.Answered); diff != "" {
		t.Error(diff)
	}
	for range 2 {
		if s.record(flag) {
			t.Error("a seat came free")
		}
	}
	s.WantMail(t, mia, "You keep your seat: Pricing", 1)
	s.WantMail(t, cleo, "", 0)
}

func TestExcuseFreesTheSeatOnce(t *testing.T) {
	s := setUp(t, mia)
	flag := s.excuse("mia")
	if !s.record(flag) {
		t.Error("a retry says that no seat came free")
	}
	group, err := s.Store.Group(t.Context(), s.group.ID)
	if err != nil || group.Partners != 1 {
		t.Errorf("the group has %d partners (%v), want its Champion alone", group.Partners, err)
	}
	s.WantMail(t, mia, "You are excused from your group: Pricing", 1)
	s.WantMail(t, cleo, "Mia has left your group: Pricing", 1)
	s.meet("2026-12", pug.MeetingReported, map[string]pug.Attendance{"mia": pug.Missed})
	s.daily()
	if diff := cmp.Diff([]string{flag}, s.flags()); diff != "" {
		t.Errorf("who left is flagged: %s", diff)
	}
}

func TestR11NobodyIsExcusedByTheDeadline(t *testing.T) {
	s := setUp(t, mia)
	flag := s.flag("mia")
	link := s.LinkTo(t, ada)
	s.Pass(8 * 24 * time.Hour)
	s.decide(link, pug.ChoiceExcuse, http.StatusGone, "This link has ended")
	for range 2 {
		s.Task(t, "lapse", map[string]any{"flag": flag}, nil)
		if s.record(flag) {
			t.Error("a seat came free")
		}
	}
	s.WantMail(t, ada, "Mia keeps the seat: nobody decided in time", 1)
	s.WantMail(t, mia, "You keep your seat: Pricing", 1)
	s.Get(t, link, http.StatusOK, "Mia was kept.", "the deadline")
}

func TestWhoIsAskedAfterTheDeadlineIsNotAskedAgain(t *testing.T) {
	s := setUp(t, mia)
	flag := s.flag("mia")
	s.Pass(8 * 24 * time.Hour)
	var out struct{ Until []time.Time }
	s.Task(t, "open", map[string]any{"flag": flag}, &out) // it was begun again
	if last := out.Until[len(out.Until)-1]; last.After(s.Now().Add(time.Second)) {
		t.Errorf("staff are waited for until %s", last)
	}
	s.ask(flag, 1)
	if s.record(flag) {
		t.Error("a seat came free")
	}
	s.WantMail(t, ada, "Reminder", 0)
	s.WantMail(t, mia, "You keep your seat: Pricing", 1)
}

func TestADecisionJustInTimeStandsAgainstTheDeadline(t *testing.T) {
	s := setUp(t, mia)
	flag := s.flag("mia")
	s.decide(s.LinkTo(t, ada), pug.ChoiceExcuse, http.StatusOK)
	s.Task(t, "lapse", map[string]any{"flag": flag}, nil)
	if !s.record(flag) {
		t.Error("the deadline overruled staff")
	}
}

func TestTwoFlagsOfOneMemberFreeOneSeat(t *testing.T) {
	s := setUp(t, mia)
	said := map[string]pug.Attendance{"mia": pug.Missed}
	for _, month := range []string{"2026-10", "2026-11", "2026-12"} {
		s.meet(month, pug.MeetingReported, said)
	}
	s.daily()
	s.ask(flagOf("mia", 2), 0)
	second := s.LinkTo(t, ada)
	s.ask(flagOf("mia", 3), 0)
	third := s.LinkTo(t, ada)
	s.decide(second, pug.ChoiceExcuse, http.StatusOK)
	s.decide(third, pug.ChoiceKeep, http.StatusOK, "already decided", "Mia was excused.")
	s.ask(flagOf("mia", 3), 1)
	s.WantMail(t, ada, "Reminder", 0)
	if !s.record(flagOf("mia", 2)) || s.record(flagOf("mia", 3)) {
		t.Error("the first flag frees the seat, and the other one does not")
	}
	s.WantMail(t, mia, "You are excused", 1)
}

func TestADecisionIsShownEvenWhereTheWorkflowCannotBeTold(t *testing.T) {
	s := setUp(t, mia)
	flag := s.flag("mia")
	s.Fail = func(what string) error {
		if strings.HasPrefix(what, "answer") {
			return errors.New("down")
		}
		return nil
	}
	s.decide(s.LinkTo(t, ada), pug.ChoiceExcuse, http.StatusOK, "Mia is excused")
	s.Fail = nil
	s.ask(flag, 1) // the workflow waits on, and finds the decision
	if diff := cmp.Diff([]string{"ask-1"}, s.Answered); diff != "" {
		t.Error(diff)
	}
	s.WantMail(t, ada, "Reminder", 0)
}

func TestAnAnswerThatIsMissingIsAskedForAgain(t *testing.T) {
	s := setUp(t, mia)
	s.flag("mia")
	form := url.Values{"choice": {"maybe"}, "note": {"she was ill"}}
	s.Post(t, s.LinkTo(t, ada), form, http.StatusUnprocessableEntity, "Choose one of the answers.", "she was ill")
}
