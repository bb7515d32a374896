package attendance_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

const (
	wim = "wim@willow.example"
	xan = "xan@xylem.example"
)

// next offers the seat that a flag made free, asks the person as the workflow does, and returns the offer's id.
func (s *stage) next(flag string) string {
	s.t.Helper()
	var out struct {
		Offer  string
		Lapses time.Time
	}
	s.Task(s.t, "next", map[string]any{"flag": flag}, &out)
	if out.Offer == "" {
		return ""
	}
	if !out.Lapses.Equal(s.Now().AddDate(0, 0, 3)) {
		s.t.Errorf("the offer lapses %s, want in three days", out.Lapses)
	}
	s.Task(s.t, "offer", map[string]any{"offer": out.Offer, "token": "offer-" + out.Offer}, nil)
	return out.Offer
}

func (s *stage) seat(offer string) bool {
	s.t.Helper()
	var out struct{ Seated bool }
	s.Task(s.t, "seat", map[string]any{"offer": offer}, &out)
	return out.Seated
}

// members lists the first names of those who sit in the group.
func (s *stage) members(group string) string {
	s.t.Helper()
	seats, err := s.Store.Seats(s.t.Context(), group)
	s.Must(s.t, err)
	var names []string
	for _, seat := range seats {
		if seat.Taken() {
			names = append(names, seat.Member.Name)
		}
	}
	return strings.Join(names, " ")
}

func (s *stage) waitlist() []pug.Place {
	s.t.Helper()
	waitlist, err := s.Store.Waitlist(s.t.Context(), cohort)
	s.Must(s.t, err)
	return waitlist
}

func TestAFreeSeatIsOfferedLapsesIsOfferedOnAndTaken(t *testing.T) {
	s := setUp(t, mia)
	s.wait(wim, xan)
	flag := s.excuse("mia")

	first := s.next(flag)
	if again := s.next(flag); again != first || first != flag+"-o1" {
		t.Errorf("a retry made the offer %q after %q", again, first)
	}
	s.WantMail(t, wim, "A seat for you, if you answer by Fri 13 Nov 2026: Pricing", 1)
	link := s.LinkTo(t, wim)
	s.Pass(3 * 24 * time.Hour)
	s.decide(link, pug.ChoiceYes, http.StatusGone, "This link has ended")
	for range 2 {
		if s.seat(first) {
			t.Error("seated without an answer")
		}
	}
	s.WantMail(t, wim, "The offer of a seat has lapsed: Pricing", 1)
	s.decide(link, pug.ChoiceYes, http.StatusGone, "The offer lapsed")

	second := s.next(flag)
	s.Get(t, s.LinkTo(t, xan), http.StatusOK, "Hello Xan", "Pricing", "Cleo, champion")
	s.decide(s.LinkTo(t, xan), pug.ChoiceYes, http.StatusOK, "as soon as we confirm it by email")
	if diff := cmp.Diff([]string{"ask-0", "offer-" + second}, s.Answered); diff != "" {
		t.Error(diff)
	}
	for range 2 {
		if !s.seat(second) {
			t.Error("the seat was not given on a yes")
		}
	}
	s.WantMail(t, xan, "Welcome to your group: Pricing", 1)
	s.WantMail(t, cleo, "Xan joins your group: Pricing", 1)
	if got := s.members(s.group.ID); got != "Xan" {
		t.Errorf("%q sit in the group, want Xan", got)
	}
	if left := s.waitlist(); len(left) != 1 || left[0].Person.Email != wim || left[0].Offer != "" {
		t.Errorf("the waitlist is %+v, want Wim, free for further offers", left)
	}
	if s.next(flag) != "" {
		t.Error("a taken seat was offered again")
	}
}

func TestWhoDeclinesStaysOnTheWaitlist(t *testing.T) {
	s := setUp(t, mia)
	s.wait(wim)
	flag := s.excuse("mia")
	offer := s.next(flag)
	s.decide(s.LinkTo(t, wim), pug.ChoiceNo, http.StatusOK, "You keep your place on the waitlist")
	s.decide(s.LinkTo(t, wim), pug.ChoiceYes, http.StatusOK, "already decided", "declined with thanks")
	if s.seat(offer) || s.members(s.group.ID) != "" {
		t.Error("seated on a no")
	}
	if left := s.waitlist(); len(left) != 1 || left[0].Offer != "" {
		t.Errorf("the waitlist is %+v, want Wim, free for further offers", left)
	}
	for range 2 {
		if s.next(flag) != "" {
			t.Error("the same seat was offered to the same person again")
		}
	}
	s.WantMail(t, ada, "A seat stays free: Pricing", 1)
	s.WantMail(t, wim, "The offer of a seat has lapsed", 0)
}

// Whoever led the group meanwhile never sat there: the seat is not one that they were given before.
func TestWhoWasNamedByMistakeWhileASeatWasOnOfferTakesIt(t *testing.T) {
	s := setUp(t, mia)
	s.wait(wim)
	offer := s.next(s.excuse("mia"))
	applied, err := s.Store.ApplicationsOf(t.Context(), wim, s.group.Cohort)
	s.Must(t, err)
	lead := func(decide func(g pug.Group, seats []pug.Seat) (pug.Leading, error)) {
		t.Helper()
		g, err := s.Store.Group(t.Context(), s.group.ID)
		s.Must(t, err)
		seats, err := s.Store.Seats(t.Context(), g.ID)
		s.Must(t, err)
		l, err := decide(g, seats)
		s.Must(t, err)
		s.Must(t, s.Store.Lead(t.Context(), l, seats, nil))
	}
	lead(func(g pug.Group, seats []pug.Seat) (pug.Leading, error) {
		n, err := g.Nominate(seats, applied, applied[0].Person(), pug.Decision{Choice: pug.ChoiceApprove, At: s.Now()})
		s.Must(t, err)
		return g.Accompany(seats, n, s.Now())
	})
	lead(func(g pug.Group, seats []pug.Seat) (pug.Leading, error) {
		return g.StepDown(seats, *g.Co, false, s.Now())
	})
	s.decide(s.LinkTo(t, wim), pug.ChoiceYes, http.StatusOK, "as soon as we confirm it by email")
	if !s.seat(offer) || s.members(s.group.ID) != "Wim" {
		t.Errorf("%q sit in the group, want Wim", s.members(s.group.ID))
	}
	s.WantMail(t, wim, "Welcome to your group: Pricing", 1)
}

// Lambda may invoke a function twice at the same time. Whom the one has asked, the other finds taken.
func TestAnOfferMadeBesideIsNotTakenForNone(t *testing.T) {
	for n := range 8 {
		t.Run(fmt.Sprintf("before call %d", n+1), func(t *testing.T) {
			s := setUp(t, mia)
			s.wait(wim)
			flag := s.excuse("mia")
			calls, beside := 0, ""
			s.Before = func() {
				if calls++; calls == n+1 {
					s.Before = nil
					beside = s.next(flag)
				}
			}
			if offer := s.next(flag); offer == "" || offer != beside {
				t.Errorf("offered is %q, beside it %q", offer, beside)
			}
			s.WantMail(t, ada, "A seat stays free", 0)
		})
	}
}

func TestASeatIsOfferedOnlyToWhomItSuits(t *testing.T) {
	for name, change := range map[string]func(*pug.Application){
		"another role":           func(a *pug.Application) { a.Role = pug.RoleTechnical },
		"a region too far":       func(a *pug.Application) { a.Region = pug.RegionLATAM },
		"another topic":          func(a *pug.Application) { a.Topics = functest.Topics("Hiring") },
		"the Champion's company": func(a *pug.Application) { a.Company = "Champion" },
		"a third of one company": func(a *pug.Application) { a.Company = " BIRCH" },
	} {
		t.Run(name, func(t *testing.T) {
			s := setUp(t, mia, "noa@birch.example", "oda@birch.example")
			a := application(pug.KindMember, wim)
			change(&a)
			s.Wait(t, 1, s.Apply(t, a))
			if offer := s.next(s.excuse("mia")); offer != "" {
				t.Errorf("the seat was offered: %s", offer)
			}
		})
	}
}

func TestAnOpenOfferCountsForTheCompanyCap(t *testing.T) {
	s := setUp(t, mia, "noa@acorn.example", "oda@birch.example")
	s.wait("pia@birch.example", "quin@birch.example")
	first := s.excuse("mia")
	s.next(first)
	s.Must(t, s.Store.AddFlag(t.Context(), pug.Flag{ID: flagOf("noa", 2), Group: s.group.ID}, store.Call{ID: "start"}))
	if offer := s.next(flagOf("noa", 2)); offer != "" {
		t.Errorf("a third seat of one company was offered: %s", offer)
	}
}

func TestOnePersonIsOfferedOneSeatAtATime(t *testing.T) {
	s := setUp(t, mia, "noa@birch.example")
	s.wait(wim)
	said := map[string]pug.Attendance{"mia": pug.Missed, "noa": pug.Missed}
	s.meet("2026-10", pug.MeetingReported, said)
	s.meet("2026-11", pug.MeetingReported, said)
	s.daily()
	for _, flag := range s.flags() {
		s.ask(flag, 0)
		s.decide(s.LinkTo(t, ada), pug.ChoiceExcuse, http.StatusOK)
		s.record(flag)
	}
	if first, second := s.next(flagOf("mia", 2)), s.next(flagOf("noa", 2)); first == "" || second != "" {
		t.Errorf("offers %q and %q to one person, want one", first, second)
	}
	s.WantMail(t, wim, "A seat for you", 1)
}

func TestASeatIsNeverFilledTwice(t *testing.T) {
	s := setUp(t, mia)
	for i := range pug.MemberSeats - 1 {
		s.Seat(t, s.group, s.apply(fmt.Sprintf("m%d@c%d.example", i, i)))
	}
	s.wait(wim, xan)
	flag := s.excuse("mia")
	offer := s.next(flag)
	place := s.waitlist()[1]
	rival := pug.Offer{ID: flagOf("xan", 9) + "-o1", Group: s.group.ID, Person: place.Person, Made: s.Now(),
		Expires: s.Now().AddDate(0, 0, 3)}
	s.Must(t, s.Store.MakeOffer(t.Context(), place, rival))
	s.Task(t, "offer", map[string]any{"offer": rival.ID, "token": "rival"}, nil)
	s.decide(s.LinkTo(t, wim), pug.ChoiceYes, http.StatusOK)
	s.decide(s.LinkTo(t, xan), pug.ChoiceYes, http.StatusOK)
	if first, second := s.seat(rival.ID), s.seat(offer); !first || second {
		t.Errorf("seated %v and %v on two yeses to one seat", first, second)
	}
	s.WantMail(t, wim, "Sorry, this seat could not be given to you", 1)
	if left := s.waitlist(); len(left) != 1 || left[0].Person.Email != wim || left[0].Offer != "" {
		t.Errorf("the waitlist is %+v, want Wim, free for further offers", left)
	}
	if s.next(flag) != "" {
		t.Error("a full group's seat was offered on")
	}
}

func TestNothingIsOfferedOnceNoMeetingCanFollow(t *testing.T) {
	for name, late := range map[string]func(s *stage){
		"the last month is nearly over":      func(s *stage) { s.At(time.Date(2027, 3, 29, 12, 0, 0, 0, time.UTC)) },
		"the group has had its last meeting": func(s *stage) { s.meet("2027-03", pug.MeetingReported, nil) },
		"the cohort has ended":               func(s *stage) { s.At(time.Date(2027, 4, 2, 12, 0, 0, 0, time.UTC)) },
	} {
		t.Run(name, func(t *testing.T) {
			s := setUp(t, mia)
			s.wait(wim)
			flag := s.excuse("mia")
			late(s)
			if offer := s.next(flag); offer != "" {
				t.Errorf("the seat was offered: %s", offer)
			}
			s.WantMail(t, wim, "", 0)
			s.WantMail(t, ada, "A seat stays free: Pricing", 1)
		})
	}
}

func TestAWelcomeThatFailsIsMadeUpFor(t *testing.T) {
	s := setUp(t, mia)
	s.wait(wim)
	offer := s.next(s.excuse("mia"))
	s.decide(s.LinkTo(t, wim), pug.ChoiceYes, http.StatusOK)
	s.Fail = func(what string) error {
		if strings.HasPrefix(what, "mail joined") {
			return errors.New("down")
		}
		return nil
	}
	if name := s.Do(t, "seat", map[string]any{"offer": offer}, nil); name != "Pugs.Unavailable" {
		t.Errorf("failed as %q, want Pugs.Unavailable", name)
	}
	s.Fail = nil
	if !s.seat(offer) {
		t.Error("the retry took the seat that is theirs away")
	}
	s.WantMail(t, wim, "Welcome to your group", 1)
	s.WantMail(t, cleo, "Wim joins your group", 1)
}

func TestAnOfferThatIsAnsweredIsNotAskedAgain(t *testing.T) {
	s := setUp(t, mia)
	s.wait(wim)
	offer := s.next(s.excuse("mia"))
	s.decide(s.LinkTo(t, wim), pug.ChoiceYes, http.StatusOK)
	s.Task(t, "offer", map[string]any{"offer": offer, "token": "retried"}, nil)
	if diff := cmp.Diff([]string{"ask-0", "offer-" + offer, "retried"}, s.Answered); diff != "" {
		t.Error(diff)
	}
	s.WantMail(t, wim, "A seat for you", 1)
}

func TestARetryLeavesALaterOfferToThePersonAlone(t *testing.T) {
	s := setUp(t, mia)
	s.wait(wim)
	first := s.next(s.excuse("mia"))
	s.Pass(3 * 24 * time.Hour)
	s.seat(first)
	place := s.waitlist()[0]
	other := s.open(2, "dan@dogwood.example")
	later := pug.Offer{ID: pug.FlagID(other.ID, "x", 2) + "-o1", Group: other.ID, Person: place.Person, Made: s.Now(),
		Expires: s.Now().AddDate(0, 0, 3)}
	s.Must(t, s.Store.MakeOffer(t.Context(), place, later))
	s.seat(first)
	if got := s.waitlist()[0].Offer; got != later.ID {
		t.Errorf("the place has the offer %q, want %q", got, later.ID)
	}
}

// Whatever step of an offer the workflow has died at, one that is begun again takes up that offer before it makes
// another.
func TestAnOfferThatWasNotSeenThroughIsTakenUpAgain(t *testing.T) {
	for name, c := range map[string]struct {
		answer pug.Choice // empty: none
		fails  string     // the letter at which the workflow dies
		wim    string     // how the letter begins that he gets in the end
		sits   string
	}{
		"the member who took the seat is not welcomed": {pug.ChoiceYes, "welcome", "Welcome to your group", "Wim"},
		"the Champion does not hear of them":           {pug.ChoiceYes, "joined", "Welcome to your group", "Wim"},
		"nobody hears that it lapsed":                  {"", "lapsed", "The offer of a seat has lapsed", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := setUp(t, mia)
			s.wait(wim, xan)
			flag := s.excuse("mia")
			offer := s.next(flag)
			if c.answer != "" {
				s.decide(s.LinkTo(t, wim), c.answer, http.StatusOK)
			}
			s.Fail = func(what string) error {
				if strings.HasPrefix(what, "mail "+c.fails) {
					return errors.New("down")
				}
				return nil
			}
			s.Do(t, "seat", map[string]any{"offer": offer}, nil)
			s.Fail = nil
			if again := s.next(flag); again != offer {
				t.Fatalf("begun again, it offers %q, want %q", again, offer)
			}
			s.seat(offer)
			s.WantMail(t, wim, c.wim, 1)
			if got := s.members(s.group.ID); got != c.sits {
				t.Errorf("%q sit in the group, want %q", got, c.sits)
			}
			if next := s.next(flag); next == offer || (next == "") != (c.sits != "") {
				t.Errorf("then it offers %q", next)
			}
			if left := s.waitlist(); c.sits == "" && left[0].Offer != "" {
				t.Errorf("Wim's place is not free for further offers: %+v", left[0])
			}
		})
	}
}
