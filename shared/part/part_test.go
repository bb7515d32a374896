package part_test

import (
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestL2ASeatThatIsLeftIsOfferedAndItsLeaversAreTold(t *testing.T) {
	s := newScene(t, pug.StageRunning)
	leaving, owed, err := s.Leave(t.Context(), s.stands(t, s.mia), part.Actor{Name: "Mia Okoye", Self: true})
	s.Must(t, err)
	wants(t, "letters", letters(owed), "memberGone to cleo", "leftGroup to mia")
	wants(t, "executions", starts(owed), "2026-H2-g01-mia-left0")
	if !leaving.Seat.Own || !leaving.Seat.Left.Equal(autumn) {
		t.Errorf("she leaves by %+v", leaving)
	}
}

func TestL2NobodyLeavesAGroupThatDoesNotMeet(t *testing.T) {
	s := newScene(t, pug.StageClosed)
	_, _, err := s.Leave(t.Context(), s.stands(t, s.mia), part.Actor{Name: "Mia Okoye"})
	if !pug.IsError(err, pug.Invalid) || !strings.Contains(pug.Sentence(err), "has ended: its groups do not meet any more") {
		t.Error(err)
	}
}

func TestWhoWasGivenASeatByMistakeWaitsWhereTheyWaited(t *testing.T) {
	s := newScene(t, pug.StageRunning)
	ada := part.Actor{Name: "Ada Hart"}
	if _, _, err := s.Unseat(t.Context(), s.stands(t, s.mia), ada); !pug.IsError(err, pug.Invalid) {
		t.Errorf("Mia never waited, and goes back to it: %v", err)
	}
	waited := pug.Place{Cohort: functest.October, Order: 1, Person: s.wim.Person(), Why: "No group suits."}
	seat := pug.NewSeat(s.group.ID, nil, s.wim.Person(), autumn)
	s.Must(t, s.Parts.Store.TakeSeat(t.Context(), seat, &waited))
	leaving, owed, err := s.Unseat(t.Context(), s.stands(t, s.wim), ada)
	s.Must(t, err)
	wants(t, "letters", letters(owed), "waitsAgain to wim", "memberGone to cleo")
	wants(t, "executions", starts(owed))
	s.Must(t, s.Parts.Store.Leave(t.Context(), leaving, owed...))
	places, err := s.Parts.Store.Waitlist(t.Context(), functest.October)
	if err != nil || len(places) != 1 || places[0].Order != 1 || places[0].Why != "No group suits." {
		t.Errorf("on the waitlist are %+v, %v", places, err)
	}
	if a := s.Application(t, s.wim.ID); a.Group != "" || a.Place != 1 || a.Unplaced != "No group suits." {
		t.Errorf("the application says %+v", a)
	}
}

func TestL10WhetherAGroupHasRoomForWhoLeft(t *testing.T) {
	for name, c := range map[string]struct {
		since func(t *testing.T, s *scene)
		want  pug.ErrorKind
	}{
		"while the seat is free": {func(*testing.T, *scene) {}, ""},
		"not while the last one is on offer": {func(t *testing.T, s *scene) {
			s.fill(t, 17)
			o := pug.Offer{ID: s.group.ID + "-mia-left0-o1", Group: s.group.ID, Person: s.wim.Person(), Made: autumn}
			place := pug.Place{Cohort: functest.October, Order: 1, Person: s.wim.Person()}
			s.Must(t, s.Parts.Store.MakeOffer(t.Context(), place, o))
		}, pug.Conflict},
		"not once it is full": {func(t *testing.T, s *scene) { s.fill(t, 18) }, pug.Full},
		"not beside two of the same company": {func(t *testing.T, s *scene) {
			for _, name := range []string{"Ana Roe", "Abe Roe"} {
				s.Seat(t, s.group, s.Member(t, name, func(a *pug.Application) { a.Company = "Mia Ltd" }))
			}
		}, pug.Full},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, pug.StageRunning)
			s.leaves(t, s.mia, part.Actor{Name: "Ada Hart"})
			c.since(t, s)
			full, _, err := s.Room(t.Context(), s.stands(t, s.mia))
			s.Must(t, err)
			if c.want == "" && full != nil || c.want != "" && !pug.IsError(full, c.want) {
				t.Errorf("%v, want %q", full, c.want)
			}
		})
	}
}

// fill gives seats in the group to others, each of a company of their own.
func (s *scene) fill(t *testing.T, seats int) {
	t.Helper()
	s.fillGroup(t, s.group, seats)
}

func (s *scene) fillGroup(t *testing.T, g pug.Group, seats int) {
	t.Helper()
	for i := range seats {
		s.Seat(t, g, s.Member(t, string(rune('A'+i))+"lex Roe"))
	}
}

func TestL10WhoComesBackKeepsWhatTheyMissed(t *testing.T) {
	s := newScene(t, pug.StageRunning)
	s.leaves(t, s.mia, part.Actor{Name: "Mia Okoye", Self: true})
	s.Pass(time.Hour)
	seat, owed, err := s.Comeback(s.stands(t, s.mia), part.Actor{Name: "Mia Okoye", Self: true})
	s.Must(t, err)
	wants(t, "letters", letters(owed), "seatBack to mia", "memberBack to cleo")
	if seat.Series != 1 || !seat.First().Equal(autumn) || !seat.Taken() || seat.Own {
		t.Errorf("the seat is %+v", seat)
	}
}

func TestL2WhatBecomesOfAWithdrawalThatIsTakenBack(t *testing.T) {
	for name, c := range map[string]struct {
		stage            pug.Stage
		change           func(a *pug.Application)
		status           pug.Status
		waits            bool
		letters, started []string
	}{
		"one that nobody had decided is decided": {pug.StageMembers,
			func(a *pug.Application) { a.Status = pug.StatusPending }, pug.StatusPending, false,
			[]string{"applicationReinstated to ina"}, []string{"2026-H2-member-ina-2"}},
		"one that was approved stands before the groups are there": {pug.StageMembers, approved,
			pug.StatusApproved, false, []string{"applicationReinstated to ina"}, nil},
		"one that was approved waits once they are": {pug.StageRunning, approved,
			pug.StatusApproved, true, []string{"applicationReinstated to ina"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, c.stage)
			ina := s.Member(t, "Ina Roth", c.change)
			by := part.Actor{Name: "Ina Roth", Self: true}
			w, owed, err := s.Withdraw(t.Context(), s.stands(t, ina), by)
			s.Must(t, err)
			s.Must(t, s.Parts.Store.Withdraw(t.Context(), w, owed...))
			r, err := s.Reinstatement(t.Context(), s.stands(t, ina), by)
			s.Must(t, err)
			wants(t, "letters", letters(r.Owed), c.letters...)
			wants(t, "executions", starts(r.Owed), c.started...)
			s.Must(t, s.Reinstate(t.Context(), r, r.Owed...))
			if a := s.Application(t, ina.ID); a.Status != c.status || (a.Place > 1) != c.waits || a.Withdrawals != 1 {
				t.Errorf("it is %s, at place %d, withdrawn %d times", a.Status, a.Place, a.Withdrawals)
			}
			for _, o := range owed {
				if said, is := o.(store.Letter); is {
					if untrue, err := s.Parts.Store.Untrue(t.Context(), []store.Letter{said}); err != nil || !untrue[said.ID] {
						t.Errorf("the letter %q that waits goes out nonetheless, %v", said.Subject, err)
					}
				}
			}
		})
	}
}

func approved(a *pug.Application) {
	a.Decision = &pug.Decision{Choice: pug.ChoiceApprove, By: "Ada Hart", At: autumn}
}

func TestL15WhoeverLeavesTheWaitlistDeclinesWhatIsOnOffer(t *testing.T) {
	s := newScene(t, pug.StageRunning)
	o := pug.Offer{ID: s.group.ID + "-x-left0-o1", Group: s.group.ID, Person: s.wim.Person(), Made: autumn}
	place := pug.Place{Cohort: functest.October, Order: 1, Person: s.wim.Person(), Why: "no seat"}
	s.Must(t, s.Parts.Store.MakeOffer(t.Context(), place, o))
	st := s.stands(t, s.wim)
	w, owed, err := s.Withdraw(t.Context(), st, part.Actor{Name: "Wim Smit", Self: true})
	s.Must(t, err)
	s.Must(t, s.Parts.Store.Withdraw(t.Context(), w, owed...))
	declined, err := s.Parts.Store.Offer(t.Context(), s.group.ID, o.ID)
	if err != nil || declined.Decision == nil || declined.Decision.Choice != pug.ChoiceNo {
		t.Errorf("the offer is %+v, %v", declined, err)
	}
	if got := st.Withdrew(w).String(); got != "Wim Smit, Wim Ltd left the waitlist" {
		t.Error(got)
	}
}

// Until a Champion has everybody's talking points, they read of all of it there.
func TestAChampionIsToldByItselfOnlyOfWhatComesLate(t *testing.T) {
	for _, digested := range []bool{false, true} {
		s := newScene(t, pug.StageRunning)
		m := pug.Meeting{Group: s.group.ID, Month: "2026-10", State: pug.MeetingPlanned, Topic: "Discounts",
			Starts: autumn.Add(time.Hour), Minutes: 60, Zone: "Africa/Lagos", Digested: digested}
		late, err := s.LatePoints(s.group, m, pug.TalkingPoints{Member: s.mia.Person(), Text: "Prices", At: autumn})
		s.Must(t, err)
		absence := part.Absence{Group: s.group, Meeting: m, Notice: pug.Notice{Member: s.bea.Person()}}
		absent, err := s.TellLeaders(absence)
		s.Must(t, err)
		all := letters(append(late, absent...))
		if !digested {
			wants(t, "letters", all)
			continue
		}
		wants(t, "letters", all, "latePoints to cleo", "memberAbsent to cleo")
	}
}

func TestL3WhoeverGetsANewAddressIsToldAtBoth(t *testing.T) {
	s := newScene(t, pug.StageRunning)
	to := s.mia.Identity()
	to.LastName, to.Email = "Adeyemi", "mia@new.example"
	r, err := s.Identify(t.Context(), s.mia, to, nil)
	s.Must(t, err)
	wants(t, "letters", letters(r.Owed), "identityChanged to mia", "addressLeft to mia")
	if got := r.Line().String(); got != "The name and address of Mia Adeyemi, Mia Ltd were changed" {
		t.Error(got)
	}
	var told []string
	for _, o := range r.Owed {
		told = append(told, o.(store.Letter).To.Email)
	}
	wants(t, "addresses", told, "mia@new.example", "mia@example.com")
	if _, err := s.Identify(t.Context(), s.mia, s.mia.Identity(), nil); !pug.IsError(err, pug.Already) {
		t.Errorf("nothing is new: %v", err)
	}
}
