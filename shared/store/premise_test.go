package store_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

func TestALetterIsTrueWhileAllThatItTakesForGrantedIsSo(t *testing.T) {
	s := forming(t, 1)
	g, seats := led(t, s, "mia")
	mia, rosa := seats[0], g.Champion
	for name, c := range map[string]struct {
		while []store.Premise
		want  bool
	}{
		"nothing":                         {nil, true},
		"the Champion leads":              {[]store.Premise{store.Leads(g.ID, rosa)}, true},
		"a member leads":                  {[]store.Premise{store.Leads(g.ID, mia.Member)}, false},
		"the Champion leads another":      {[]store.Premise{store.Leads("2026-H2-g09", rosa)}, false},
		"she leads, and the member sits":  {[]store.Premise{store.Leads(g.ID, rosa), store.Sits(mia)}, true},
		"she leads, and the member left":  {[]store.Premise{store.Leads(g.ID, rosa), store.Left(mia)}, false},
		"the member sits, and leads, too": {[]store.Premise{store.Sits(mia), store.Leads(g.ID, mia.Member)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			letters := []store.Letter{{ID: "a", While: c.while}, {ID: "b", While: c.while}}
			untrue, err := s.Untrue(t.Context(), letters)
			if err != nil || untrue["a"] == c.want || untrue["b"] == c.want {
				t.Errorf("untrue are %v, %v", untrue, err)
			}
		})
	}
}

func TestAQuestionIsTrueUntilItIsAnswered(t *testing.T) {
	s := forming(t, 1)
	g, seats := led(t, s, "mia")
	at := t.Context()
	a := person(pug.KindMember, "ina")
	wants(t, s.AddApplication(at, a), "")
	b := person(pug.KindMember, "ina-again")
	wants(t, s.AddApplication(at, b), "")
	wants(t, s.DecideApplication(at, b.ID, decision("Ada Hart", pug.ChoiceWaitlist)), "")
	b, err := s.Application(at, b.ID)
	wants(t, err, "")
	wim, eve := member(t, s, "wim", g.ID), member(t, s, "eve", g.ID)
	first, second := place(wim.Member, 1), place(eve.Member, 2)
	wants(t, s.Wait(at, first), "")
	wants(t, s.Wait(at, second), "")
	offer := pug.Offer{ID: g.ID + "-mia-left0-o1", Group: g.ID, Person: wim.Member}
	wants(t, s.MakeOffer(at, first, offer), "")
	flag := pug.Flag{ID: g.ID + "-mia-1", Group: g.ID, Member: seats[0].Member}
	wants(t, s.AddFlag(at, flag), "")
	wants(t, s.AddRenewal(at, pug.Renewal{Group: g.ID, Champion: g.Champion}), "")
	meeting := pug.Meeting{Group: g.ID, Month: "2026-10", State: pug.MeetingAsked}
	wants(t, s.AddMeeting(at, meeting), "")

	yes := decision("Ada Hart", pug.ChoiceApprove)
	for _, c := range []struct {
		while   store.Premise
		answers func() error
	}{
		{store.Undecided(a), func() error { return s.DecideApplication(at, a.ID, yes) }},
		{store.Decided(b.ID, b.Decision.Choice), func() error { return s.KeepOne(at, a, b, decision("Ada Hart", pug.ChoiceReplace)) }},
		{store.Offered(offer), func() error { _, err := s.DecideOffer(at, g.ID, offer.ID, yes); return err }},
		{store.Flagged(flag), func() error { _, err := s.DecideFlag(at, flag.ID, yes); return err }},
		{store.AskedAgain(g.ID), func() error {
			_, err := s.DecideRenewal(at, g.ID, decision("Rosa", pug.ChoiceNo), store.Logged{}, nil)
			return err
		}},
		{store.Stands(meeting), func() error {
			planned := meeting
			planned.State, planned.Starts = pug.MeetingPlanned, morning
			_, err := s.SaveMeeting(at, planned, nil)
			return err
		}},
		{store.Unpublished(g.Cohort), func() error { _, err := s.Publish(at, g.Cohort, yes, 0); return err }},
		{store.Waits(second), func() error { return s.TakeSeat(at, eve, &second) }},
	} {
		t.Run(c.while.That, func(t *testing.T) {
			asks := []store.Letter{{ID: "asks", While: []store.Premise{c.while}}}
			if untrue, err := s.Untrue(at, asks); err != nil || untrue["asks"] {
				t.Fatalf("it is untrue before, %v", err)
			}
			wants(t, c.answers(), "")
			if untrue, err := s.Untrue(at, asks); err != nil || !untrue["asks"] {
				t.Errorf("it is true after, %v", err)
			}
		})
	}
}

func TestALetterOfALaterReleaseIsTrue(t *testing.T) {
	s := table(t)
	later := store.Premise{That: "something new", ID: "2026-H2-member-ina"}
	untrue, err := s.Untrue(t.Context(), []store.Letter{{ID: "a", While: []store.Premise{later}}})
	if err != nil || untrue["a"] {
		t.Errorf("untrue are %v, %v", untrue, err)
	}
}
