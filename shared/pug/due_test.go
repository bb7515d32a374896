package pug_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestAnApplicationIsDueAtItsDeadlineAndThenAtOnce(t *testing.T) {
	deadline := dates().MembersDecide
	a := pug.Application{Deadline: deadline}
	if !a.Due().Equal(deadline) {
		t.Errorf("undecided, it is due at %s", a.Due())
	}
	decided := deadline.AddDate(0, 0, -3)
	if a.Decision = (&pug.Decision{At: decided}); !a.Due().Equal(decided) {
		t.Errorf("decided, its applicant is to be told at %s", a.Due())
	}
}

func TestAFlagIsDueWhenStaffOrWhoeverIsAskedShouldHaveAnswered(t *testing.T) {
	day := func(n int) time.Time { return dates().Launch.AddDate(0, 0, n) }
	answer := func(n int) *pug.Decision { return &pug.Decision{At: day(n)} }
	offer := func(o pug.Offer) pug.Offer { o.ID = pug.OfferID("f", 1); return o }
	for name, c := range map[string]struct {
		decision *pug.Decision
		offers   []pug.Offer
		due      time.Time
		over     bool
	}{
		"staff are asked":                     {nil, nil, day(7), false},
		"staff have decided":                  {answer(2), nil, day(2), false},
		"the seat is on offer":                {answer(2), []pug.Offer{offer(pug.Offer{Expires: day(5)})}, day(5), false},
		"the offer was declined":              {answer(2), []pug.Offer{offer(pug.Offer{Expires: day(5), Decision: answer(3)})}, day(3), false},
		"the seat of another flag is offered": {answer(2), []pug.Offer{{ID: pug.OfferID("g", 1), Expires: day(5)}}, day(2), false},
		"the seat is taken":                   {answer(2), []pug.Offer{offer(pug.Offer{Decision: answer(3), Taken: true})}, time.Time{}, true},
	} {
		due, open := pug.Flag{ID: "f", Decision: c.decision}.Due(day(7), c.offers)
		if !due.Equal(c.due) || open == c.over {
			t.Errorf("%s: due at %s, open %t", name, due, open)
		}
	}
}

func TestACohortIsDueForItsNextStage(t *testing.T) {
	d := dates()
	for stage, want := range map[pug.Stage]time.Time{
		pug.StagePlanned: d.ChampionsOpen, pug.StageMembers: d.Propose, pug.StagePublished: d.Launch,
		pug.StageRunning: d.End.AddDate(0, 1, 0),
	} {
		if due, open := (pug.Cohort{Stage: stage, Dates: d}).Due(); !open || !due.Equal(want) {
			t.Errorf("%s: due at %s, open %t", stage, due, open)
		}
	}
	if _, open := (pug.Cohort{Stage: pug.StageClosed, Dates: d}).Due(); open {
		t.Error("a closed cohort is due for something")
	}
}
